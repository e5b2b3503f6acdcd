import { timersOf } from '../eligibility/checks/triggers.js'
import { armedCandidates } from '../eligibility/decide.js'
import { Subject } from '../eligibility/subject.js'
import type { Engine } from '../engine/index.js'
import type { Draft } from '../history/record.js'
import type { Instant } from '../model/index.js'
import type { Dispatch } from '../sendings/index.js'
import { type Clock, createClock } from './clock.js'

/** What a profile's own clock shows, and what it still waits for. */
export interface LifeTime {
  readonly now: Instant
  readonly dues: readonly Instant[]
}

interface Timer {
  readonly due: Instant
  readonly callOff: () => void
}

const noTimers: readonly Timer[] = []

/** One profile in a replay: its state, what is prepared of it, and its own time. */
export class Life {
  readonly draft: Draft
  subject: Subject
  /** The instant and event ids of its last event: what order and duplicates are judged by. */
  at: Instant = Number.NEGATIVE_INFINITY
  eventIds: string[] = []
  /** The experience that the engine itself showed on this page: a recorded start of it is that same show (P2). */
  ownShow: string | null = null
  /** How often the engine showed it something. */
  shows = 0
  /** `--recorded compare`: what the engine would have shown automatically on this page, until the truth is known. */
  predicted: string | null | undefined = undefined
  /** Dispatches of sendings that are prepared and have not gone out. */
  awaited: readonly Dispatch[] = []
  /** The next of the instants at which sendings do something; negative while nobody has looked. */
  nextDue = -1
  #clock: Clock | null = null
  #timers: readonly Timer[] = noTimers

  constructor(engine: Engine, draft: Draft) {
    this.draft = draft
    this.subject = new Subject(engine, draft)
  }

  /** The catalog as it stands now: what was prepared for another is worked out again. */
  useEngine(engine: Engine): void {
    if (this.subject.engine !== engine) this.subject = new Subject(engine, this.draft)
  }

  /** Whether a timer was started on the page that is open. */
  get hasTimers(): boolean {
    return this.#timers.length > 0
  }

  /** E7: starts the timers of what has just been armed, and calls off those of the page before. */
  startTimers(fire: (now: Instant) => void): void {
    for (const { callOff } of this.#timers) callOff()
    this.#timers = noTimers
    const { armed, pageAt } = this.draft
    if (armed.length === 0 || pageAt === null) return
    const { subject } = this
    const candidates = armedCandidates(subject)
    const dues = new Set(candidates.flatMap((candidate) => timersOf(candidate, subject)))
    if (dues.size === 0) return
    this.#schedule([...dues], Math.max(pageAt, this.#clock?.now ?? pageAt), fire)
  }

  /** What its clock shows, and when the timers are due that have not been; `null` where nothing waits for it. */
  get time(): LifeTime | null {
    return this.#clock === null || !this.hasTimers
      ? null
      : { now: this.#clock.now, dues: this.#timers.map(({ due }) => due) }
  }

  /** Goes on from such a time. */
  setTime({ now, dues }: LifeTime, fire: (now: Instant) => void): void {
    this.#schedule(dues, now, fire)
  }

  #schedule(dues: readonly Instant[], now: Instant, fire: (now: Instant) => void): void {
    const clock = this.#clock ?? createClock(now)
    this.#clock = clock
    clock.advanceTo(now)
    this.#timers = dues.map((due) => {
      const timer: Timer = { due, callOff: clock.schedule(due, (at) => this.#pass(timer, at, fire)) }
      return timer
    })
  }

  #pass(timer: Timer, at: Instant, fire: (now: Instant) => void): void {
    this.#timers = this.#timers.filter((other) => other !== timer)
    fire(at)
  }

  /** Lets time pass up to an event: timers that are due by then come first (T6). */
  passTo(at: Instant): void {
    if (this.#clock !== null && at >= this.#clock.now) this.#clock.advanceTo(at)
  }
}
