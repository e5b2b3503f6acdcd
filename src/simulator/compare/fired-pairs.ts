import type { Question } from '../replay.js'
import { type Answer, answerOf, type Pair } from './answer.js'
import type { SnapshotSide } from './example.js'

interface Fired extends Pick<Pair, 'line' | 'at' | 'href'> {
  readonly on: 'trigger' | 'timer'
  readonly answer: Answer
  readonly side: SnapshotSide
}

export interface FiredPair extends Pick<Pair, 'on' | 'line' | 'at' | 'href'> {
  /** `null` where nothing was waiting, or nothing came of it. */
  readonly before: Fired | null
  readonly after: Fired | null
}

/**
 * The triggers and timers of one event that led to something. The lanes come to them one after the other, and one may
 * have some that the other has not: they are paired when both are through, by what they are and when.
 */
export class FiredPairs {
  readonly #fired: readonly [Fired[], Fired[]] = [[], []]

  get isEmpty(): boolean {
    return this.#fired[0].length + this.#fired[1].length === 0
  }

  add(lane: number, { kind, line, subject, moment: { now: at, href }, decision }: Question): void {
    if (decision.outcome === 'none') return
    this.#fired[lane === 0 ? 0 : 1].push({
      on: kind === 'timer' ? 'timer' : 'trigger',
      line,
      at,
      href,
      answer: answerOf(decision),
      side: { engine: subject.engine, profile: { ...subject.profile } },
    })
  }

  /** In the order in which they happened: timers come before what happens at their instant (T6). */
  take(): readonly FiredPair[] {
    const [first, second] = this.#fired.map((fired) => fired.splice(0)) as [Fired[], Fired[]]
    const isSame = (a: Fired, b: Fired): boolean => a.on === b.on && a.at === b.at
    const pairs = [
      ...first.map((one) => pairOf(one, second.find((other) => isSame(one, other)) ?? null)),
      ...second.filter((one) => !first.some((other) => isSame(one, other))).map((one) => pairOf(null, one)),
    ]
    return pairs.sort((a, b) => a.at - b.at || (a.on === b.on ? 0 : a.on === 'timer' ? -1 : 1))
  }
}

function pairOf(before: Fired | null, after: Fired | null): FiredPair {
  const { on, line, at, href } = (before ?? after) as Fired
  return { on, line, at, href, before, after }
}
