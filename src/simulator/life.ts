import { timersOf } from '../eligibility/checks/triggers.js'
import { armedAutomatics, isArmed } from '../eligibility/decide.js'
import { Subject } from '../eligibility/subject.js'
import type { Engine } from '../engine/index.js'
import type { Draft } from '../history/record.js'
import type { Instant } from '../model/index.js'
import { profile } from '../model/index.js'
import { type Clock, createClock } from './clock.js'

const none: readonly (() => void)[] = []

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
  #clock: Clock | null = null
  #calledOff = none

  constructor(engine: Engine, id: string) {
    this.draft = profile(id)
    this.subject = new Subject(engine, this.draft)
  }

  /** The catalog as it stands now: what was prepared for another is worked out again. */
  useEngine(engine: Engine): void {
    if (this.subject.engine !== engine) this.subject = new Subject(engine, this.draft)
  }

  /** Whether a timer was started on the page that is open. */
  get hasTimers(): boolean {
    return this.#calledOff.length > 0
  }

  /** E7: starts the timers of what has just been armed, and calls off those of the page before. */
  startTimers(fire: (now: Instant) => void): void {
    for (const callOff of this.#calledOff) callOff()
    this.#calledOff = none
    const { armed, pageAt } = this.draft
    if (armed.length === 0 || pageAt === null) return
    const { subject } = this
    const candidates = [...subject.pending.filter((one) => isArmed(one, subject)), ...armedAutomatics(subject)]
    const dues = new Set(candidates.flatMap((candidate) => timersOf(candidate, subject)))
    if (dues.size === 0) return
    const clock = this.#clock ?? createClock(pageAt)
    this.#clock = clock
    clock.advanceTo(Math.max(pageAt, clock.now))
    this.#calledOff = [...dues].map((due) => clock.schedule(due, fire))
  }

  /** Lets time pass up to an event: timers that are due by then come first (T6). */
  passTo(at: Instant): void {
    if (this.#clock !== null && at >= this.#clock.now) this.#clock.advanceTo(at)
  }
}
