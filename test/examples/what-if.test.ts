import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { twoSurveysAWeek, whatIf } from '../../examples/what-if.js'

const folder = mkdtempSync(join(tmpdir(), 'oncue-what-if-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A settled customer with a closed ticket, on three mornings of one week. */
const trace = [
  { type: 'identify', at: '2029-03-05T09:00:00Z', traits: { plan: 'team', signed_up_at: '2028-06-01', tickets: 1 } },
  { type: 'page', at: '2029-03-05T10:00:00Z', href: 'https://app.example.com/settings' },
  { type: 'page', at: '2029-03-07T10:00:00Z', href: 'https://app.example.com/settings' },
  { type: 'page', at: '2029-03-08T10:00:00Z', href: 'https://app.example.com/settings' },
]

test('the second survey of a week shows where two are allowed', async () => {
  const path = join(folder, 'trace.jsonl')
  writeFileSync(path, trace.map((line) => JSON.stringify({ ...line, profile_id: 'u1' })).join('\n'))
  const text = readFileSync('examples/demo/catalog.yaml', 'utf8')
  const differences = await whatIf(text, twoSurveysAWeek, path)
  // nps is the first survey either way; the support survey is the second one. Everything else is not for them.
  expect(differences.filter(({ before, after }) => before + after > 0)).toEqual([
    { experienceId: 'nps', before: 1, after: 1 },
    { experienceId: 'support_survey', before: 0, after: 1 },
  ])
})

test('an edit that breaks the catalog is refused', async () => {
  const text = readFileSync('examples/demo/catalog.yaml', 'utf8')
  const edit = { limit_groups: [{ id: 'one_survey_a_week', rate_limit_size: -1 }] }
  await expect(whatIf(text, edit, join(folder, 'none.jsonl'))).rejects.toThrow('a whole number, 0 or more')
})
