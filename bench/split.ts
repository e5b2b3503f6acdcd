import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { median } from './measure.js'
import { timed } from './timed.js'
import type { PageLoadFiles } from './trace-files.js'

export interface SplitRow {
  readonly lines: number
  /** Lines a second: one process, one half after the other; two at the same time, a half each. */
  readonly one: number
  readonly two: number
  /** Just before: where something else runs, two have no two cores. */
  readonly load: number
}

/** Two workers on input that was split by profile beforehand: from their start to their end. */
export async function benchSplit({ catalogPath, halves, lines }: PageLoadFiles, rounds: number): Promise<SplitRow> {
  const load = loadavg()[0] as number
  const [ones, twos]: [number[], number[]] = [[], []]
  const replay = async (...paths: readonly string[]): Promise<number> => {
    const script = fileURLToPath(new URL('replay-once.js', import.meta.url))
    const child = spawn(process.execPath, [script, catalogPath, ...paths], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [output] = await Promise.all([text(child.stdout), once(child, 'close')])
    return JSON.parse(output).lines
  }
  for (let round = 0; round <= rounds; round++) {
    let taken = 0
    const one = await timed(async () => {
      taken = await replay(...halves)
    })
    const two = await timed(async () => {
      const [left, right] = await Promise.all(halves.map((half) => replay(half)))
      taken -= (left ?? 0) + (right ?? 0)
    })
    if (taken !== 0) throw new Error(`two processes took ${-taken} lines more than one`)
    if (round === 0) continue // the files are in memory now
    ones.push(one)
    twos.push(two)
  }
  return { lines, one: lines / median(ones), two: lines / median(twos), load }
}
