import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseScenario, type Scenario } from '../src/authoring/index.js'
import { runScenario } from '../src/simulator/index.js'
import { readSources } from './support/sources.js'

const folder = fileURLToPath(new URL('conformance/', import.meta.url))

/** The rules that the scenarios must show, by section: how many each has. */
const sections = { T: 8, C: 6, U: 4, S: 5, H: 6, L: 11, D: 12, E: 11, P: 3, X: 3, N: 8 }
const rules = Object.entries(sections).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
)

/** Rules that say more than any story can show; for these a test must be named, whatever the scenarios say. */
const laws = ['T1', 'C5', 'U3', 'S2', 'S3', 'D9', 'E9', 'X1', 'N1', 'N4', 'N6']

const scenariosIn = (path: string) =>
  readdirSync(path)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file, result: parseScenario(readFileSync(path + file), { file }) }))

const scenarios = scenariosIn(folder)
/** What the fuzzer found: see the README beside them. */
const found = scenariosIn(`${folder}found/`)
const readable = scenarios.flatMap(({ result }): readonly Scenario[] => (result.ok ? [result.value] : []))

describe('the collection', () => {
  it('is numbered from 001 without a gap, and at least 150 long', () => {
    expect(scenarios.map(({ file }) => /^(\d{3})-[a-z0-9-]+\.yaml$/.exec(file)?.[1] ?? file)).toEqual(
      scenarios.map((_, index) => String(index + 1).padStart(3, '0')),
    )
    expect(scenarios.length).toBeGreaterThanOrEqual(150)
  })

  it('gives each scenario a title of its own', () => {
    const titles = readable.map(({ title }) => title)
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })

  it('names rules that there are', () => {
    expect(readable.flatMap(({ rules }) => rules).filter((id) => !rules.includes(id))).toEqual([])
  })

  it('shows every rule', () => {
    const shown = new Set(readable.flatMap(({ rules }) => rules))
    expect(rules.filter((id) => !shown.has(id))).toEqual([])
  })

  it('leaves no law without a test that is named for it', () => {
    const named = new Set(testTitles().flatMap((title) => title.match(/\b[A-Z]\d+\b/g) ?? []))
    expect(laws.filter((id) => !named.has(id))).toEqual([])
  })
})

const testTitles = (): readonly string[] =>
  readSources('test').flatMap(({ text }) =>
    [...text.matchAll(/\b(?:describe|it|test)(?:\.\w+\([^)]*\))?\(\s*(['"`])(.*?)\1/g)].map(
      ([, , title]) => title ?? '',
    ),
  )

describe('what was found', () => {
  it('names the rule that was broken', () => {
    const named = found.filter(({ result }) => result.ok && result.value.rules.some((id) => rules.includes(id)))
    expect(named.length).toBe(found.length)
  })

  it.each(found)('$file', ({ result }) => {
    if (!result.ok) expect(result.problems).toEqual([])
    else expect(runScenario(result.value).failures).toEqual([])
  })
})

describe('scenarios', () => {
  it.each(scenarios)('$file', ({ result }) => {
    if (!result.ok) expect(result.problems).toEqual([])
    else expect(runScenario(result.value).failures).toEqual([])
  })
})
