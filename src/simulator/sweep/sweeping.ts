import { visitNear } from '../../eligibility/near.js'
import type { Candidate } from '../../engine/index.js'
import { type Code, codes } from '../../model/code.js'
import type { Batch } from '../batch.js'
import type { BatchFeed } from '../batches.js'
import { mostInAWeek } from '../compare/most-in-a-week.js'
import { SideBySide, type SideBySideObserver, type SideBySideSetup } from '../compare/side-by-side.js'
import type { Question } from '../replay.js'
import type { CodeCounts } from '../summary.js'

/** What one catalog came to; by number, what its profiles were shown. */
export interface LaneFigures {
  readonly shows: number
  /** Why what came near did not show by itself: as in a summary. */
  readonly holds: CodeCounts
  readonly showsOf: readonly number[]
  readonly mostInAWeekOf: Uint32Array
}

/** Several catalogs over the same events, each counted by itself. */
export class Sweeping implements BatchFeed, SideBySideObserver {
  readonly sides: SideBySide
  readonly #counted: readonly Counted[]

  constructor(setup: SideBySideSetup) {
    this.sides = new SideBySide(setup, this)
    this.#counted = setup.catalogs.map(() => new Counted())
  }

  begin(id: string): void {
    this.sides.begin(id)
    for (const { showsOf } of this.#counted) showsOf.push(0)
  }

  take(batch: Batch): void {
    this.sides.take(batch)
  }

  end(): void {
    this.sides.end()
  }

  asked(lane: number, question: Question, profile: number): void {
    this.#counted[lane]?.add(question, profile)
  }

  taken(): void {}

  /** By lane. */
  result(): readonly LaneFigures[] {
    const most = mostInAWeek(this.sides)
    return this.#counted.map((counted, lane) => ({
      shows: counted.shows,
      holds: counted.holds(),
      showsOf: counted.showsOf,
      mostInAWeekOf: most[lane] as Uint32Array,
    }))
  }
}

class Counted {
  shows = 0
  readonly showsOf: number[] = []
  readonly #held = new Map<Code, number>()

  add({ kind, subject, moment, decision }: Question, profile: number): void {
    if (kind === 'peek') return
    if (decision.outcome === 'show') {
      this.shows += 1
      this.showsOf[profile] = (this.showsOf[profile] ?? 0) + 1
    }
    if (kind === 'page') visitNear(subject, moment, this.#count)
  }

  holds(): CodeCounts {
    return Object.fromEntries(codes.flatMap((code) => (this.#held.has(code) ? [[code, this.#held.get(code)]] : [])))
  }

  readonly #count = ({ delivery }: Candidate, code: Code): void => {
    if (delivery === null && code !== 'shown') this.#held.set(code, (this.#held.get(code) ?? 0) + 1)
  }
}
