import { createRequire } from 'node:module'
import ts from 'typescript'
import * as authoring from '../../src/authoring/index.js'
import * as deliveries from '../../src/deliveries/index.js'
import * as explain from '../../src/explain.js'
import * as http from '../../src/http/index.js'
import * as core from '../../src/index.js'
import * as report from '../../src/report/index.js'
import * as rulesEngine from '../../src/rules-engine/index.js'
import * as sendings from '../../src/sendings/index.js'
import * as session from '../../src/session/index.js'
import * as simulator from '../../src/simulator/index.js'
import * as store from '../../src/store/index.js'
import * as storeKit from '../../src/store-kit/index.js'
import type { DocExample } from './doc-examples.js'

/** What the example says that an expression comes to, and what it came to. */
export interface Claim {
  /** In the file that shows it. */
  readonly line: number
  readonly expected: unknown
  readonly actual: unknown
}

const entryPoints: Readonly<Record<string, unknown>> = {
  oncue: core,
  'oncue/authoring': authoring,
  'oncue/deliveries': deliveries,
  'oncue/explain': explain,
  'oncue/http': http,
  'oncue/report': report,
  'oncue/rules-engine': rulesEngine,
  'oncue/sendings': sendings,
  'oncue/session': session,
  'oncue/simulator': simulator,
  'oncue/store': store,
  'oncue/store-kit': storeKit,
}
const nodeRequire = createRequire(import.meta.url)

/**
 * Runs an example against the sources. A value in a comment behind an expression, or behind `console.log` of one, is
 * a claim: `decision.outcome // 'show'`.
 *
 * @throws what the example throws, and where it makes a claim that it never comes to
 */
export async function runExample(example: DocExample): Promise<readonly Claim[]> {
  const { code, lines } = withClaims(example)
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const claims: Claim[] = []
  const claim = (line: number, actual: unknown, expected: unknown): void => {
    claims.push({ line, expected, actual })
  }
  const load = (name: string): unknown => (name.startsWith('node:') ? nodeRequire(name) : entryPoints[name])
  const quiet = { ...console, log: () => {} }
  const parameters = ['require', 'exports', 'console', '__claim']
  await new AsyncFunction(...parameters, outputText)(load, {}, quiet, claim)
  const unreached = lines.find((line) => !claims.some((made) => made.line === line))
  if (unreached !== undefined) throw new Error(`${example.path}:${unreached} is never run`)
  return claims
}

const AsyncFunction = (async () => {}).constructor as new (
  ...text: string[]
) => (...values: unknown[]) => Promise<unknown>

/** The code with each claim made a call, and the lines of the file that claims stand on. */
function withClaims({ path, line, code }: DocExample): { readonly code: string; readonly lines: readonly number[] } {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true)
  const lines: number[] = []
  let text = code
  const found: { readonly start: number; readonly end: number; readonly call: string }[] = []
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit)
    if (!ts.isExpressionStatement(node)) return
    const comment = commentBehind(code, node.end)
    if (comment === null) return
    const at = line + file.getLineAndCharacterOfPosition(node.end).line
    const claimed = subject(node.expression).getText(file)
    if (isValue(comment)) {
      lines.push(at)
      found.push({ start: node.getStart(file), end: node.end, call: `__claim(${at}, (${claimed}), (${comment}))` })
    } else if (!isEffect(node.expression)) {
      throw new Error(`${path}:${at} says "${comment}", which is no value, of ${claimed}`)
    }
  }
  visit(file)
  for (const { start, end, call } of found.sort((a, b) => b.start - a.start)) {
    // A block, which stands wherever a statement may.
    text = `${text.slice(0, start)}{ ${call} }${text.slice(end)}`
  }
  return { code: text, lines }
}

const commentBehind = (code: string, position: number): string | null =>
  /^;?[ \t]*\/\/[ \t]*(.+)/.exec(code.slice(position))?.[1]?.trim() ?? null

/** What `console.log` is given; anything else is what it is. */
function subject(expression: ts.Expression): ts.Expression {
  const isLog = ts.isCallExpression(expression) && expression.expression.getText() === 'console.log'
  return isLog && expression.arguments.length === 1 ? (expression.arguments[0] ?? expression) : expression
}

/** A statement that is there for what it does may carry a remark. */
const isEffect = (expression: ts.Expression): boolean =>
  ts.isCallExpression(expression) || ts.isAwaitExpression(expression) || ts.isBinaryExpression(expression)

/** Whether a comment is a literal, all the way down. */
function isValue(comment: string): boolean {
  const file = ts.createSourceFile('value.ts', `(${comment})`, ts.ScriptTarget.Latest, true)
  const [statement, ...rest] = file.statements
  if (statement === undefined || rest.length > 0 || !ts.isExpressionStatement(statement)) return false
  return ts.transpileModule(`(${comment})`, { reportDiagnostics: true }).diagnostics?.length === 0
    ? isLiteral(statement.expression)
    : false
}

function isLiteral(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isLiteral(node.expression)
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand)
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral)
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((one) => ts.isPropertyAssignment(one) && isLiteral(one.initializer))
  }
  if (ts.isIdentifier(node)) return node.text === 'undefined' || node.text === 'Infinity'
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
  )
}
