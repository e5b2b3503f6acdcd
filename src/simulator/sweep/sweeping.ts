import { visitNear } from '../../eligibility/near.js'
import type { Candidate } from '../../engine/index.js'
import { type Code, codes } from '../../model/code.js'
import type { Batch } from '../batch.js'
import { mostInAWeek } from '../compare/most-in-a-week.js'
import { SideBySide, type SideBySideObserver, type SideBySideSetup } from '../compare/side-by-side.js'
import type { Question } from '../replay.js'
import type { CodeCounts } from '../summary.js'
import { type Decisions, type LaneWork, noDecisions } from '../workers/lane-work.js'

/** What one catalog came to, and profile by profile what was shown. */
export interface LaneFigures {
  readonly shows: number
  /** Why what came near did not show by itself: as in a summary. */
  readonly holds: CodeCounts
  readonly showsOf: Uint32Array
  readonly mostInAWeekOf: Uint32Array
}

export interface SweepingResult {
  /** By catalog. */
  readonly figures: readonly LaneFigures[]
  readonly duplicates: number
}

/** Several catalogs over some of the profiles of a trace, each counted by itself. */
export class Sweeping implements LaneWork<SweepingResult>, SideBySideObserver {
  readonly #sides: SideBySide
  readonly #counted: readonly Counted[]

  constructor(setup: SideBySideSetup) {
    this.#sides = new SideBySide(setup, this)
    this.#counted = setup.catalogs.map(() => new Counted())
  }

  begin(id: string): void {
    this.#sides.begin(id)
  }

  takeAll(batch: Batch): Decisions {
    this.#sides.take(batch)
    return noDecisions
  }

  finish(): SweepingResult {
    this.#sides.end()
    const most = mostInAWeek(this.#sides)
    const profiles = this.#sides.ids.length
    const figures = this.#counted.map((counted, lane) => ({
      shows: counted.shows,
      holds: counted.holds(),
      showsOf: counted.showsOf(profiles),
      mostInAWeekOf: most[lane] as Uint32Array,
    }))
    return { figures, duplicates: this.#sides.duplicates }
  }

  asked(lane: number, question: Question, profile: number): void {
    this.#counted[lane]?.add(question, profile)
  }

  taken(): void {}
}

class Counted {
  shows = 0
  /** By profile; behind its end there is none. */
  #showsOf = new Uint32Array(1_024)
  readonly #held = new Map<Code, number>()

  add({ kind, subject, moment, decision }: Question, profile: number): void {
    if (kind === 'peek') return
    if (decision.outcome === 'show') {
      this.shows += 1
      if (profile >= this.#showsOf.length) this.#showsOf = resized(this.#showsOf, 2 * profile)
      this.#showsOf[profile] = (this.#showsOf[profile] as number) + 1
    }
    if (kind === 'page') visitNear(subject, moment, this.#count)
  }

  showsOf(profiles: number): Uint32Array {
    return resized(this.#showsOf, profiles)
  }

  holds(): CodeCounts {
    return Object.fromEntries(codes.flatMap((code) => (this.#held.has(code) ? [[code, this.#held.get(code)]] : [])))
  }

  readonly #count = ({ delivery }: Candidate, code: Code): void => {
    if (delivery === null && code !== 'shown') this.#held.set(code, (this.#held.get(code) ?? 0) + 1)
  }
}

function resized(numbers: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> {
  const others = new Uint32Array(size)
  others.set(numbers.subarray(0, size))
  return others
}
