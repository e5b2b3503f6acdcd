import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatNamed, traceFormatNames } from '../../../src/simulator/traces/formats/index.js'
import { ours, readText } from './read-all.js'

const page = readFileSync('docs/traces.md', 'utf8')

interface Section {
  readonly name: string
  readonly text: string
  readonly sample: string | undefined
  readonly events: string | undefined
}

const sections: readonly Section[] = page
  .split(/^## (?=`)/m)
  .slice(1)
  .map((text) => ({
    name: /^`(\w+)`/.exec(text)?.[1] ?? '',
    text,
    sample: /^```(?:json|csv|text)\n([\s\S]*?)^```$/m.exec(text)?.[1],
    events: /^```events\n([\s\S]*?)^```$/m.exec(text)?.[1],
  }))

test('docs/traces.md has a section for each format, in the order of the list', () => {
  expect(['auto', ...sections.map(({ name }) => name)]).toEqual(traceFormatNames)
})

describe.each(sections.filter(({ sample }) => sample !== undefined))('$name', ({ name, sample = '', events = '' }) => {
  test('the sample is told by its first line, and comes to the events beside it', async () => {
    const reading = await readText(sample)
    expect(reading.problems).toEqual([])
    expect(reading.events).toEqual(ours(events))
  })

  test('named, it comes to the same', async () => {
    const format = traceFormatNames.find((one) => one === name) ?? 'auto'
    expect((await readText(sample, { format })).events).toEqual(ours(events))
  })
})

test.each(sections)('the table of $name is that of the sources', ({ name, text }) => {
  const format = traceFormatNames.find((one) => one === name) ?? 'auto'
  const known = format === 'auto' ? null : formatNamed(format)
  const table = [...text.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, field, from]) => [field, from])
  const fields = known?.kind === 'translated' ? Object.entries(known.fields) : []
  expect(table).toEqual(fields.map(([field, from]) => [field, from.replaceAll('"', '`')]))
})
