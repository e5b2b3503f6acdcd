import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { generate } from '../../examples/demo/generate.js'
import { parseCatalog } from '../../src/authoring/index.js'
import type { Catalog } from '../../src/index.js'
import { openTrace, type SimulateOptions, simulate } from '../../src/simulator/index.js'
import { files } from '../cli/cli.js'
import { demoCatalog, month, sourceOf, untilHalf } from './hard-month.js'

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

test.each([0, 2])('a replay with %i workers that was ended half way goes on to the same end', async (workers) => {
  const source = sourceOf(month)
  let written = ''
  const run = (options: SimulateOptions) => {
    const decisions: NonNullable<SimulateOptions['decisions']> = {
      reasons: 'near',
      write: (line) => {
        written += line
      },
    }
    return simulate(demoCatalog, source, { ...options, workers, decisions })
  }
  const checkpoint = {
    folder: path(`half-${workers}`),
    every: 1_000,
    resume: true,
    digests: { of: {}, files: [] },
    decided: () => written.length,
    rewind: (length: number) => {
      written = written.slice(0, length)
    },
  }
  const whole = await run({})
  const decided = written
  written = ''
  const half = await run({ checkpoint, onProgress: untilHalf(source) })
  expect(half.isPartial).toBe(true)
  expect(half.summary.pageLoads).toBeLessThan(whole.summary.pageLoads)
  written += 'what came after the checkpoint'
  expect(await run({ checkpoint })).toEqual(whole)
  expect(written).toBe(decided)
})
