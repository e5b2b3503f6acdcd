import type { Problem } from '../model/index.js'
import type { ConditionLimits } from './condition-limits.js'
import { decorators, has } from './decorators.js'
import { operandProblem } from './operand.js'
import { operators } from './operators.js'
import { pathPattern } from './path.js'
import { child, isObject, nameHelp, problem, quoted, type Suggest, typeName } from './problem.js'

/** More decorators on one operator than anyone means. */
const maxDecorators = 8

/** What is wrong with one leaf: its fact, path, operator, and the operand that this operator wants. */
export function* comparisonProblems(
  leaf: Readonly<Record<string, unknown>>,
  pointer: string,
  { suggest, limits }: { readonly suggest: Suggest | undefined; readonly limits: ConditionLimits },
): Generator<Problem, void> {
  const { fact, operator, path } = leaf
  if (typeof fact !== 'string') {
    yield problem('invalid_type', child(pointer, 'fact'), `expected a fact's name, found ${typeName(fact)}`)
  }
  yield* pathProblems(path, child(pointer, 'path'))
  yield* lengthProblems(leaf, pointer, limits.maxConditionText)
  const wrong = operatorProblem(operator, child(pointer, 'operator'), suggest)
  if (wrong !== null) yield wrong
  else yield* operandProblems(String(operator), leaf, child(pointer, 'value'))
}

function* lengthProblems(
  leaf: Readonly<Record<string, unknown>>,
  pointer: string,
  most: number,
): Generator<Problem, void> {
  for (const key of ['fact', 'path', 'value']) yield* tooLong(leaf[key], child(pointer, key), most)
  if (!Array.isArray(leaf.value)) return
  for (const [index, item] of leaf.value.entries()) yield* tooLong(item, child(child(pointer, 'value'), index), most)
}

function* tooLong(value: unknown, pointer: string, most: number): Generator<Problem, void> {
  if (typeof value !== 'string' || value.length <= most) return
  yield problem('too_long', pointer, `longer than ${most} characters: ${value.length}`, 'shorten it')
}

function* pathProblems(path: unknown, pointer: string): Generator<Problem, void> {
  if (path === undefined || (typeof path === 'string' && pathPattern.test(path))) return
  const found = typeof path === 'string' ? quoted(path) : typeName(path)
  const help = 'a path is "$" and then any number of ".name" and "[n]"'
  yield problem('invalid_path', pointer, `expected a path, found ${found}`, help)
}

function operatorProblem(name: unknown, pointer: string, suggest: Suggest | undefined): Problem | null {
  if (typeof name !== 'string') {
    return problem('invalid_type', pointer, `expected an operator, found ${typeName(name)}`)
  }
  const parts = name.split(':')
  const base = parts.pop() as string
  if (parts.length > maxDecorators) {
    const message = `an operator has at most ${maxDecorators} decorators, found ${parts.length}`
    return problem('too_deep', pointer, message)
  }
  const unknown = parts.find((part) => !has(decorators, part))
  if (unknown !== undefined) {
    const help = nameHelp(suggest, unknown, Object.keys(decorators))
    return problem(
      'unknown_operator',
      pointer,
      `unknown decorator ${quoted(unknown)} in operator ${quoted(name)}`,
      help,
    )
  }
  if (has(operators, base)) return null
  return problem(
    'unknown_operator',
    pointer,
    `unknown operator ${quoted(base)}`,
    nameHelp(suggest, base, Object.keys(operators)),
  )
}

function* operandProblems(
  operator: string,
  leaf: Readonly<Record<string, unknown>>,
  pointer: string,
): Generator<Problem, void> {
  const value = Object.hasOwn(leaf, 'value') ? leaf.value : undefined
  if (isObject(value) && Object.hasOwn(value, 'fact')) {
    const message = 'a comparison with another fact is not supported'
    yield problem('unsupported', child(pointer, 'fact'), message, 'give a constant')
    return
  }
  const wrong = operandProblem(operator, value)
  if (wrong === null) return
  yield problem('invalid_operand', `${pointer}${wrong.at}`, `${wrong.message} as the value of ${quoted(operator)}`)
}
