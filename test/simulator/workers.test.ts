import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { generate } from '../../examples/demo/generate.js'
import { parseCatalog } from '../../src/authoring/index.js'
import type { Catalog } from '../../src/index.js'
import { openTrace, type SimulateOptions, simulate } from '../../src/simulator/index.js'
import { files } from '../cli/cli.js'

const path = files({})
let catalog: Catalog

beforeAll(() => {
  const read = parseCatalog(readFileSync('examples/demo/catalog.yaml', 'utf8'))
  if (!read.ok) throw new Error('the demo has no catalog')
  catalog = read.value
  const lines = generate({ people: 120 })
  writeFileSync(path('ordered.jsonl'), `${lines.join('\n')}\n`)
  writeFileSync(path('reversed.jsonl'), `${lines.toReversed().join('\n')}\n`)
})

async function replayed(trace: string, options: SimulateOptions) {
  const decisions: string[] = []
  const source = await openTrace(path(trace))
  const result = await simulate(catalog, source, {
    ...options,
    onRestart: () => {
      decisions.length = 0
    },
    decisions: { reasons: 'near', write: (line) => decisions.push(line) },
  })
  await source.close()
  return { result, decisions }
}

test.each(['ordered.jsonl', 'reversed.jsonl'])('P3: %s comes to the same with any number of workers', async (trace) => {
  const alone = await replayed(trace, { workers: 0 })
  expect(alone.decisions.length).toBeGreaterThan(1_000)
  for (const workers of [1, 3]) expect(await replayed(trace, { workers })).toEqual(alone)
})

test('decisions of a trace in order come in its order', async () => {
  const { decisions } = await replayed('ordered.jsonl', {})
  const lines = decisions.map((text) => Number(JSON.parse(text).line))
  expect(lines).toEqual(lines.toSorted((a, b) => a - b))
})

test('T6: what is sorted out of core comes to what is sorted in memory', async () => {
  const inMemory = await replayed('reversed.jsonl', {})
  expect(inMemory.result.trace.moved).toBeGreaterThan(1_000)
  expect(await replayed('reversed.jsonl', { mostInMemory: 500 })).toEqual(inMemory)
})
