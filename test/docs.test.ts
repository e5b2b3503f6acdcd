import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compile, experience } from 'oncue'
import { codes, decisionLineSchema, parseCatalog, parseScenario, readProfile, readTraceEvent } from 'oncue/authoring'
import { createSending } from 'oncue/sendings'
import { runScenario } from 'oncue/simulator'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { reasonsPath, renderReasons } from '../scripts/reasons.js'

const read = (path: string): string => readFileSync(path, 'utf8')
const pages = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.startsWith('api'))
    .map((name) => join('docs', name)),
]

/** How many rules each letter has. */
const rules = { T: 8, C: 6, U: 4, S: 5, H: 6, L: 11, D: 12, E: 11, P: 3, X: 5, N: 8 }

test('docs/semantics.md says every rule once, in order', () => {
  const said = [...read('docs/semantics.md').matchAll(/^- \*\*([A-Z]\d+)\*\* \S/gm)].map(([, id]) => id)
  const ids = Object.entries(rules).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, k) => `${letter}${k + 1}`),
  )
  expect(said).toEqual(ids)
})

test('docs/reasons.md is what its definition gives (npm run reasons)', () => {
  expect(read(reasonsPath)).toBe(renderReasons())
})

test('docs/reasons.md has every code in its table, and a section with an example for it, in the order of the list', () => {
  const text = read(reasonsPath)
  expect([...text.matchAll(/^\| \[`(\w+)`\]\(#(\w+)\)/gm)].map(([, code, anchor]) => [code, anchor])).toEqual(
    codes.map((code) => [code, code]),
  )
  expect([...text.matchAll(/^## (\w+)\n\n> \S/gm)].map(([, code]) => code)).toEqual([...codes])
})

describe.each(pages)('%s', (page) => {
  test('its links lead somewhere', () => {
    const text = withoutCode(read(page))
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link as string)
    const broken = links.filter((link) => !/^https?:/.test(link) && !resolves(page, link))
    expect(broken).toEqual([])
  })
})

function resolves(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : join(dirname(page), path)
  if (!existsSync(target)) return false
  return anchor === undefined || headings(target).includes(anchor)
}

/** As GitHub makes anchors of headings. */
const headings = (page: string): readonly string[] =>
  [...withoutCode(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '')

/** The fenced blocks of a section, by language. */
function blocks(page: string, heading: string): Record<string, string> {
  const section =
    read(page)
      .split(/^## /m)
      .find((part) => part.startsWith(`${heading}\n`)) ?? ''
  return Object.fromEntries(
    [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language, text]) => [language, text]),
  )
}

describe('docs/formats.md', () => {
  const page = 'docs/formats.md'

  test('its catalog is one, with no key misspelt', () => {
    const catalog = parseCatalog(blocks(page, 'Catalog').yaml ?? '')
    expect(catalog).toMatchObject({ ok: true, warnings: [] })
  })

  test('its trace can be read', () => {
    const lines = (blocks(page, 'Trace').json ?? '').trim().split('\n')
    expect(lines.map((line) => readTraceEvent(JSON.parse(line)).ok)).toEqual([true, true, true, true])
  })

  test('its sending is one', () => {
    const read = readTraceEvent(JSON.parse(blocks(page, 'Sendings').json ?? ''))
    const catalog = parseCatalog(blocks(page, 'Catalog').yaml ?? '')
    if (!read.ok || read.value.type !== 'sending' || !catalog.ok) expect.fail('it cannot be read')
    const pricing = experience({ id: 'pricing', kind: 'tour' })
    const engine = compile({ ...catalog.value, experiences: [...catalog.value.experiences, pricing] })
    const created = createSending(engine, read.value.params, { now: read.value.at, id: 'spring' })
    expect(created).toMatchObject({ status: 201, sending: { status: 'scheduled' } })
  })

  test('its scenario passes', () => {
    const scenario = parseScenario(blocks(page, 'Scenario').yaml ?? '')
    if (!scenario.ok) expect.fail(scenario.problems[0].message)
    expect(runScenario(scenario.value)).toMatchObject({ passed: true, failures: [] })
  })

  test('its profile is one, with no key misspelt', () => {
    const profile = readProfile(JSON.parse(blocks(page, 'Profile').json ?? ''))
    expect(profile).toMatchObject({ ok: true, warnings: [], value: { seen: true, deliveryIds: ['d1'] } })
  })

  test('its decision has the shape of one', () => {
    const line = JSON.parse(blocks(page, 'Decisions').json ?? '')
    expect(v.safeParse(v.strictObject(decisionLineSchema.entries), line).success).toBe(true)
  })
})
