import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { withNeeds } from '../../scripts/package/installed.js'
import { readSources } from '../support/sources.js'

/** What SECURITY.md promises of the sources. */
const sources = readSources('src')

/** Doors to the network, and the files that may open them: a server, and pages for the browser of who runs it. */
const doors: Readonly<Record<string, readonly string[]>> = {
  'node:http': ['src/serve/node-server.ts', 'src/cli/outputs/page-server.ts'],
  'node:net': ['src/serve/node-server.ts', 'src/serve/is-loopback.ts', 'src/cli/outputs/page-server.ts'],
}
const shut = /^node:(https?|http2|net|tls|dgram|dns|inspector|child_process|vm|cluster|repl)(\/|$)/

/** Calls and constructions by name, as they stand in the text. */
function called(text: string): readonly string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression)) {
      found.push(node.expression.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('one.ts', text, ts.ScriptTarget.Latest))
  return found
}

const runsText = new Set(['eval', 'Function', 'AsyncFunction', 'GeneratorFunction'])
const connects = new Set(['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'RTCPeerConnection'])

describe('the sources', () => {
  it('open no connection', () => {
    const found = sources.flatMap(({ path, imports }) =>
      imports
        .filter((name) => shut.test(name) && !doors[name]?.includes(path))
        .map((name) => `${path} imports ${name}`),
    )
    expect(found).toEqual([])
    expect(
      sources.filter(({ text }) => called(text).some((name) => connects.has(name))).map(({ path }) => path),
    ).toEqual([])
  })

  it('run no text', () => {
    expect(
      sources.filter(({ text }) => called(text).some((name) => runsText.has(name))).map(({ path }) => path),
    ).toEqual([])
  })

  it.each([
    ['eval("1")', 'eval'],
    ['new Function("return 1")', 'Function'],
    ['void fetch("https://x.test")', 'fetch'],
    ['new WebSocket("wss://x.test")', 'WebSocket'],
  ])('would be found: %s', (text, name) => expect(called(text)).toContain(name))
})

it('no package of an installation runs a script when it is installed', () => {
  const { dependencies, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    string,
    Record<string, string>
  >
  const onInstall = ['preinstall', 'install', 'postinstall', 'prepare']
  expect(onInstall.filter((name) => name in (scripts ?? {}))).toEqual([])
  const others = withNeeds(Object.keys(dependencies ?? {})).filter(({ folder }) => {
    const { scripts = {} } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { scripts?: object }
    return onInstall.some((name) => name !== 'prepare' && name in scripts)
  })
  expect(others.map(({ name }) => name)).toEqual([])
})
