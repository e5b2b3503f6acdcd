import { readFileSync } from 'node:fs'
import { parseCatalog, readTraceEvent } from 'oncue/authoring'
import { expect, test } from 'vitest'
import { generate } from '../../examples/demo/generate.js'

const lines = generate()
const read = (line: string) =>
  JSON.parse(line) as { readonly type: string; readonly at: string; readonly profile_id: string }

test('a month of 5,000 people and about 100,000 page loads, in the order of time', () => {
  const events = lines.map(read)
  expect(new Set(events.map((event) => event.profile_id)).size).toBe(5_000)
  const pages = events.filter(({ type }) => type === 'page').length
  expect(pages).toBeGreaterThan(95_000)
  expect(pages).toBeLessThan(105_000)
  for (const [index, { at }] of events.entries()) {
    if (index > 0 && at < (events[index - 1]?.at ?? '')) expect.fail(`line ${index + 1} goes back in time`)
  }
  expect(events[0]?.at).toBe('2029-03-01T00:00:00Z')
  expect((events.at(-1)?.at ?? '') < '2029-03-31T00:00:00Z').toBe(true)
})

test('every line can be read, and every type of event of a person is there', () => {
  const types = new Set<string>()
  for (const line of lines) {
    const event = readTraceEvent(JSON.parse(line))
    if (!event.ok) expect.fail(`${line}: ${event.problems[0].message}`)
    types.add(event.value.type)
  }
  expect([...types].sort()).toEqual(
    ['deliver', 'deliver.remove', 'deliver.update', 'identify', 'interaction', 'page', 'track', 'trigger'].sort(),
  )
})

test('the seed decides, and who is there does the same however many others are', () => {
  const few = { people: 40, seed: 7 }
  expect(generate(few)).toEqual(generate(few))
  expect(generate({ ...few, seed: 8 })).not.toEqual(generate(few))
  const names = new Set(generate(few).map((line) => read(line).profile_id))
  expect(generate({ ...few, people: 60 }).filter((line) => names.has(read(line).profile_id))).toEqual(generate(few))
})

test('the catalog has nothing wrong with it, and nothing doubtful', () => {
  const catalog = parseCatalog(readFileSync('examples/demo/catalog.yaml', 'utf8'), { lint: true })
  if (!catalog.ok) expect.fail(catalog.problems[0].message)
  expect(catalog.warnings).toEqual([])
  const { experiences, segments, limitGroups } = catalog.value
  expect([experiences.length, segments.length, limitGroups.length]).toEqual([12, 5, 5])
})
