import type { Instant } from '../../model/index.js'
import type { Life } from '../life.js'
import type { Population } from '../population.js'
import type { Timeline } from '../timeline.js'
import type { SendingDue } from './planned-sending.js'
import { type SendingObserver, takeDue } from './take-due.js'

/** Takes profiles through what sendings do: each through the same instants, by itself (P3). */
export class Passage {
  readonly #timeline: Timeline
  readonly #observer: SendingObserver
  readonly #dues: readonly SendingDue[]

  constructor(timeline: Timeline, observer: SendingObserver) {
    this.#timeline = timeline
    this.#observer = observer
    this.#dues = timeline.sendings.dues
  }

  /** Up to an instant, timers that are due by then first (T6). */
  passTo(life: Life, until: Instant): void {
    if (this.#dues.length === 0) return
    for (let due = this.next(life); due !== null && due.at <= until; due = this.next(life)) {
      life.passTo(due.at)
      this.pass(life)
    }
  }

  /** What comes next that a profile was not taken through. */
  next(life: Life): SendingDue | null {
    if (life.nextDue < 0) {
      // Whoever had an event was taken through all that came before it.
      const next = this.#dues.findIndex(({ at }) => at > life.at)
      life.nextDue = next < 0 ? this.#dues.length : next
    }
    return this.#dues[life.nextDue] ?? null
  }

  /** Takes a profile through it. */
  pass(life: Life): void {
    const due = this.next(life)
    if (due === null) return
    life.nextDue += 1
    life.useEngine(this.#timeline.at(due.at))
    takeDue(due, life, this.#observer)
  }

  /** To the end: behind a profile's last event no timer goes off, but what is sent to it is sent. */
  end(population: Population): void {
    if (this.#dues.length === 0) return
    for (let number = 0; number < population.size; number++) {
      const life = population.at(number)
      while (this.next(life) !== null) this.pass(life)
      population.rest(number)
    }
  }
}
