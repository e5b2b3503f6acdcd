import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { Problem } from 'oncue'
import { parseCatalog, parseDocument, parseScenario, readProfile } from 'oncue/authoring'
import { expect, it } from 'vitest'
import { conditionProblems } from '../../src/conditions/validate.js'
import { cli, files } from '../cli/cli.js'
import { judgeProblems } from './judge.js'
import { PrototypeWatch } from './prototypes.js'

// Each file of the corpus is one idea; the table in its README says what becomes of it.

const folder = fileURLToPath(new URL('corpus/', import.meta.url))
const readme = readFileSync(`${folder}README.md`, 'utf8')
const rows = [...readme.matchAll(/^\| `([^`]+)` \| (.+?) \| (accepted|`(\w+)` at (.+?)) \|$/gm)]
const table = rows.map(([, name = '', , , code, place]) => ({ name, code: code ?? null, place: place ?? null }))

type Read = (bytes: Uint8Array) => readonly Problem[]

const problemsOf = (result: { readonly ok: boolean; readonly problems?: readonly Problem[] }): readonly Problem[] =>
  result.ok ? [] : (result.problems ?? [])

/** By the first word of a file's name. */
const readers: Readonly<Record<string, Read>> = {
  catalog: (bytes) => problemsOf(parseCatalog(bytes)),
  condition: (bytes) => {
    const parsed = parseDocument(bytes)
    return parsed.ok ? conditionProblems(parsed.value.value) : parsed.problems
  },
  profile: (bytes) => {
    const parsed = parseDocument(bytes)
    return problemsOf(parsed.ok ? readProfile(parsed.value.value) : parsed)
  },
  scenario: (bytes) => problemsOf(parseScenario(bytes)),
}

const path = files({ 'c.yaml': 'experiences: [{ id: nps, kind: survey }]' })

/** The problems of a trace, as the command tells them. */
async function traceProblems(name: string): Promise<readonly Problem[]> {
  const argv = ['simulate', '--strict', '--json', '--catalog', path('c.yaml'), '--trace', `${folder}${name}`]
  const { code, err } = await cli(argv)
  return code === 0 ? [] : JSON.parse(err).problems
}

it('has a row for each file, and a file for each row', () => {
  const names = readdirSync(folder).filter((name) => name !== 'README.md')
  expect(table.map(({ name }) => name)).toEqual(names.sort())
})

it.each(table)('$name', async ({ name, code, place }) => {
  const watch = new PrototypeWatch()
  const [kind = ''] = name.split('-')
  const read = readers[kind]
  const raw = readFileSync(`${folder}${name}`)
  const bytes = name.endsWith('.gz') && kind !== 'trace' ? gunzipSync(raw) : raw
  const problems = read === undefined ? await traceProblems(name) : read(bytes)
  watch.look()
  if (problems.length > 0) judgeProblems(problems)
  const [first] = problems
  if (code === null) expect(problems).toEqual([])
  else expect({ code: first?.code, place: placeOf(first) }).toEqual({ code, place })
})

/** A pointer, or a line where there is none. */
const placeOf = (problem: Problem | undefined): string => {
  if (problem === undefined) return 'nowhere'
  if (problem.pointer !== '') return `\`${problem.pointer}\``
  return problem.line === undefined ? 'the whole' : `line ${problem.line}`
}
