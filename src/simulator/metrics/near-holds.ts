import type { Moment } from '../../eligibility/candidate.js'
import { visitNear } from '../../eligibility/near.js'
import type { Subject } from '../../eligibility/subject.js'
import type { Candidate, Engine } from '../../engine/index.js'
import { type Code, codes } from '../../model/code.js'
import { automaticBlockers, type CodeSet, codePlaces, deliveryBlockers, isOnlyOutranked, isSole } from './blockers.js'
import { entryOf } from './counter.js'
import { codeCounts, dayOf, holdColumn } from './days.js'
import type { HoldMetrics } from './metrics.js'
import type { Waits } from './waits.js'

// Where the three counts of each code stand among an experience's cells: that of first failures first.
const any = codes.length
const sole = 2 * codes.length
const cellCount = 3 * codes.length

/** Counts what came near on page loads and did not show, by what held it back. */
export class NearHolds {
  /** Per engine, because an edit numbers the experiences anew: their cells beside each other. */
  readonly #automatic = new Map<Engine, Float64Array>()
  readonly #deliveries = new Map<string, Float64Array>()
  readonly #waits: Waits
  #engine: Engine | null = null
  #cells: Float64Array = new Float64Array(0)
  // What is asked about just now: `#visit` is one function for all page loads, so that none is made for each.
  #subject: Subject | null = null
  #moment: Moment | null = null
  #row: Float64Array = new Float64Array(0)
  #winner: Candidate | null = null

  constructor(waits: Waits) {
    this.#waits = waits
  }

  /** @param row the day's: it counts by code, too */
  count(subject: Subject, moment: Moment, row: Float64Array): void {
    if (subject.engine !== this.#engine) this.#use(subject.engine)
    this.#subject = subject
    this.#moment = moment
    this.#row = row
    this.#winner = null
    visitNear(subject, moment, this.#visit)
  }

  readonly #visit = (candidate: Candidate, code: Code): void => {
    const subject = this.#subject as Subject
    const moment = this.#moment as Moment
    if (code === 'shown' || code === 'redirected') {
      this.#winner = candidate
      return
    }
    const place = codePlaces.get(code) as number
    if (candidate.delivery !== null) {
      const cells = entryOf(this.#deliveries, candidate.experience.source.id, () => new Float64Array(cellCount))
      add(cells, 0, place, deliveryBlockers(candidate, code, subject, moment))
      return
    }
    const blockers = automaticBlockers(candidate, code, this.#winner !== null, subject, moment)
    add(this.#cells, candidate.experience.index * cellCount, place, blockers)
    this.#row[holdColumn + place] = (this.#row[holdColumn + place] as number) + 1
    if (isOnlyOutranked(blockers)) {
      this.#waits.note(subject.profile, candidate.experience, this.#winner as Candidate, dayOf(moment.now))
    }
  }

  #use(engine: Engine): void {
    this.#engine = engine
    this.#cells = entryOf(this.#automatic, engine, () => new Float64Array(engine.experiences.length * cellCount))
  }

  /** By experience id, once for each engine that it is in. */
  get automatic(): readonly (readonly [id: string, holds: HoldMetrics])[] {
    return [...this.#automatic].flatMap(([engine, cells]) =>
      engine.experiences.map(({ index, source }) => [source.id, holdsIn(cells, index * cellCount)] as const),
    )
  }

  get deliveries(): readonly (readonly [id: string, holds: HoldMetrics])[] {
    return [...this.#deliveries].map(([id, cells]) => [id, holdsIn(cells, 0)] as const)
  }
}

function add(cells: Float64Array, at: number, place: number, blockers: CodeSet): void {
  cells[at + place] = (cells[at + place] as number) + 1
  for (let rest = blockers; rest !== 0; rest &= rest - 1) {
    const cell = at + any + 31 - Math.clz32(rest & -rest)
    cells[cell] = (cells[cell] as number) + 1
  }
  if (isSole(blockers)) cells[at + sole + place] = (cells[at + sole + place] as number) + 1
}

const holdsIn = (cells: Float64Array, at: number): HoldMetrics => ({
  first: codeCounts(cells, at),
  any: codeCounts(cells, at + any),
  sole: codeCounts(cells, at + sole),
})
