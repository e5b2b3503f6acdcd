import { expect, test } from 'vitest'
import {
  combine,
  parseVary,
  type SweepOptions,
  sweep,
  type TraceSource,
  writeSweep,
} from '../../../src/simulator/index.js'
import { demoCatalog, hardMonth, month, sourceOf, untilHalf } from '../hard-month.js'
import { watchWorkers } from '../worker-watch.js'

const timeout = 120_000

/** Spares the first reading, after which it turns out that a survey is needed: each one starts workers of its own. */
const surveyed = { surveyFirst: true }

async function swept(source: TraceSource, values: string, options: SweepOptions) {
  const parameters = parseVary([`one_novelty_a_day.rate_limit_size=${values}`], demoCatalog)
  const combinations = parameters.ok ? combine(demoCatalog, parameters.value) : parameters
  if (!combinations.ok || !parameters.ok) throw new Error('the demo has no such group')
  const result = await sweep(demoCatalog, combinations.value, source, options)
  return { result, text: JSON.stringify(writeSweep(result, parameters.value)) }
}

test(
  'P3: a sweep is byte for byte the same with any number of workers',
  async () => {
    // So large that two catalogs go together: 0 and the catalog as it is, then 2 alone, held against the first reading.
    const source = { ...sourceOf(hardMonth), bytes: 2 ** 29 }
    const alone = await swept(source, '0..2', { ...surveyed, workers: 0 })
    const { points, trace } = alone.result
    expect(trace.moved).toBeGreaterThan(100)
    expect(trace.duplicates).toBeGreaterThan(50)
    expect(points[0]?.worseOff.unreached).toBeGreaterThan(0)
    expect(points[2]?.worseOff.tired).toBeGreaterThan(0)
    for (const workers of [1, 2, 3]) {
      expect((await swept(source, '0..2', { ...surveyed, workers })).text).toBe(alone.text)
    }
  },
  timeout,
)

test(
  'a sweep that is interrupted is partial, the same with workers, and leaves none behind',
  async () => {
    const source = sourceOf(month)
    const onProgress = untilHalf(source)
    const alone = await swept(source, '2..4', { workers: 0, onProgress })
    expect(alone.result.isPartial).toBe(true)
    let text = ''
    const started = await watchWorkers(async () => {
      text = (await swept(source, '2..4', { workers: 2, onProgress })).text
    })
    expect(started).toHaveLength(2)
    expect(text).toBe(alone.text)
  },
  timeout,
)
