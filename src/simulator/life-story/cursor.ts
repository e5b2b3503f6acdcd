import type { Profile } from '../../model/index.js'
import type { StoryEvent } from './event.js'
import { applied, profileOf, type Sheet } from './sheet.js'

/** A place between the events of a life, which can be moved either way. Each move costs what the event changed. */
export class StoryCursor {
  readonly #events: readonly StoryEvent[]
  #sheet: Sheet
  #position = 0

  /** @param begun the state before all events */
  constructor(events: readonly StoryEvent[], begun: Sheet) {
    this.#events = events
    this.#sheet = begun
  }

  /** How many events lie behind it. */
  get position(): number {
    return this.#position
  }

  /** The state after those. */
  get state(): Profile {
    return profileOf(this.#sheet)
  }

  get sheet(): Sheet {
    return this.#sheet
  }

  /** Lives the next event. @returns it; `null` at the end */
  forward(): StoryEvent | null {
    const event = this.#events[this.#position]
    if (event === undefined) return null
    this.#sheet = applied(this.#sheet, event.patches)
    this.#position += 1
    return event
  }

  /** Takes the last event back. @returns it; `null` at the beginning */
  back(): StoryEvent | null {
    const event = this.#events[this.#position - 1]
    if (event === undefined) return null
    this.#sheet = applied(this.#sheet, event.inversePatches)
    this.#position -= 1
    return event
  }

  /** Moves to where `position` events lie behind it. @throws RangeError where there are not so many */
  goTo(position: number): void {
    if (!Number.isInteger(position) || position < 0 || position > this.#events.length)
      throw new RangeError(`no position ${position} in a life of ${this.#events.length} events`)
    while (this.#position < position) this.forward()
    while (this.#position > position) this.back()
  }
}
