import { expect, test } from 'vitest'
import { type CompareOptions, compare, type TraceSource, writeComparison } from '../../../src/simulator/index.js'
import { demoCatalog, hardMonth, month, otherCatalog, sourceOf, untilHalf } from '../hard-month.js'
import { watchWorkers } from '../worker-watch.js'

const timeout = 120_000

async function compared(source: TraceSource, options: CompareOptions) {
  const changes: string[] = []
  const result = await compare(demoCatalog, otherCatalog, source, {
    ...options,
    changes: { write: (line) => changes.push(line) },
    onRestart: () => {
      changes.length = 0
    },
  })
  return { result, text: JSON.stringify(writeComparison(result)), changes: changes.join('') }
}

test(
  'P3: a comparison and its changes are byte for byte the same with any number of workers',
  async () => {
    const source = sourceOf(hardMonth)
    const alone = await compared(source, { workers: 0 })
    // The trace has everything that may go wrong: without it the law would say little.
    const { comparison, trace, refusedEdits } = alone.result
    expect(trace.moved).toBeGreaterThan(100)
    expect(trace.duplicates).toBeGreaterThan(50)
    expect(refusedEdits.after).toBeGreaterThan(refusedEdits.before)
    expect(comparison.changedProfiles).toBeGreaterThan(comparison.examples.length)
    expect(comparison.triggers.lost).toBeGreaterThan(0)
    for (const workers of [1, 2, 3]) {
      const { text, changes } = await compared(source, { workers })
      expect(text).toBe(alone.text)
      expect(changes).toBe(alone.changes)
    }
  },
  timeout,
)

test(
  'changes of a trace in order come in its order, as `onChange` hears of them',
  async () => {
    const source = sourceOf(month)
    const heard: (readonly [line: number, on: string])[] = []
    const options = { workers: 2, onChange: ({ line, on }: { line: number; on: string }) => heard.push([line, on]) }
    const started = await watchWorkers(() => compared(source, options)) // who listens is in this thread
    expect(started).toEqual([])
    const { changes } = await compared(source, { workers: 2 })
    const told = changes
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text))
    expect(told.map(({ line, on }) => [line, on])).toEqual(heard)
    expect(heard.map(([line]) => line)).toEqual(heard.map(([line]) => line).toSorted((a, b) => a - b))
  },
  timeout,
)

test(
  'a comparison that is interrupted is partial, the same with workers, and leaves none behind',
  async () => {
    const source = sourceOf(month)
    const onProgress = untilHalf(source)
    const alone = await compared(source, { workers: 0, onProgress })
    expect(alone.result.isPartial).toBe(true)
    expect(alone.result.trace.lines).toBeLessThan(month.length)
    let text = ''
    const started = await watchWorkers(async () => {
      text = (await compared(source, { workers: 2, onProgress })).text
    })
    expect(started).toHaveLength(2)
    expect(text).toBe(alone.text)
  },
  timeout,
)

test(
  'a comparison whose trace cannot be read on leaves no worker behind',
  async () => {
    const broken: TraceSource = {
      ...sourceOf(month),
      async *read() {
        yield Buffer.from(`${month.slice(0, 10).join('\n')}\n`)
        throw new Error('the disk is gone')
      },
    }
    const started = await watchWorkers(() =>
      expect(compared(broken, { workers: 2 })).rejects.toThrow('the disk is gone'),
    )
    expect(started).toHaveLength(2)
  },
  timeout,
)
