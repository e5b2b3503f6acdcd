import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { median } from './measure.js'
import { timed } from './timed.js'
import type { PageLoadFiles } from './trace-files.js'

export interface SplitRow {
  readonly who: string
  readonly lines: number
  /** Lines a second: one process, one half after the other; two at the same time, a half each. */
  readonly one: number
  readonly two: number
  /** Just before: where something else runs, two have no two cores. */
  readonly load: number
}

/**
 * Two processes on input that was split by profile beforehand, from their start to their end. The bare loop beside
 * them says what the machine has to give: two processors may share one core.
 */
export async function benchSplit({ catalogPath, halves, lines }: PageLoadFiles, rounds: number) {
  const load = loadavg()[0] as number
  const contestants = [
    { who: 'the bare loop', script: 'parse-once', first: [] },
    { who: '`oncue simulate`', script: 'replay-once', first: [catalogPath] },
  ].map((one) => ({ ...one, ones: [] as number[], twos: [] as number[] }))
  for (let round = 0; round <= rounds; round++) {
    for (const { script, first, ones, twos } of contestants) {
      const run = (...paths: readonly string[]): Promise<number> => linesOf(script, [...first, ...paths])
      let taken = 0
      const one = await timed(async () => {
        taken = await run(...halves)
      })
      const two = await timed(async () => {
        const [left, right] = await Promise.all(halves.map((half) => run(half)))
        taken -= (left ?? 0) + (right ?? 0)
      })
      if (taken !== 0) throw new Error(`two processes took ${-taken} lines more than one`)
      if (round === 0) continue // the files are in memory now
      ones.push(one)
      twos.push(two)
    }
  }
  return contestants.map(
    ({ who, ones, twos }): SplitRow => ({ who, lines, one: lines / median(ones), two: lines / median(twos), load }),
  )
}

async function linesOf(name: string, args: readonly string[]): Promise<number> {
  const script = fileURLToPath(new URL(`${name}.js`, import.meta.url))
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')])
  return JSON.parse(output).lines
}
