import type { Batch } from './batch.js'

/** What there is of each event. */
export type EventColumns = Pick<Batch, 'at' | 'line' | 'href' | 'rest'>

export interface ProfileVisitor {
  /**
   * The k-th event of the columns.
   *
   * @param profile −1 is nobody
   * @param place which one of its batch it is
   */
  take(profile: number, columns: EventColumns, k: number, place: number): void
  /** The profile's turn is over. */
  rest(profile: number): void
}

/**
 * Visits a batch profile after profile, each one's events in their order: what is said of one profile does not depend
 * on the others (P3), and its state is fetched from memory once for all its events; neighbours by number are
 * neighbours in memory. The events are put in that order first, since to read them here and there would cost more
 * than to write them here and there.
 */
export class ByProfile {
  /** By profile: how many events it has in the batch, then where its next one goes. */
  #counts = new Int32Array(1_024)
  #events = new SortedEvents(0)

  /** What is nobody's comes first. */
  visit(batch: Batch, visitor: ProfileVisitor): void {
    if (this.#events.place.length < batch.size) this.#events = new SortedEvents(batch.profile.length)
    const profiles = this.#count(batch, visitor)
    const counts = this.#counts
    let end = 0
    for (const profile of profiles) {
      const start = end
      end += counts[profile] as number
      counts[profile] = start
    }
    this.#sort(batch)
    const { place } = this.#events
    let k = 0
    for (const profile of profiles) {
      for (const last = counts[profile] as number; k < last; k++) {
        visitor.take(profile, this.#events, k, place[k] as number)
      }
      counts[profile] = 0
      visitor.rest(profile)
    }
  }

  /** @returns the profiles of the batch, ascending */
  #count(batch: Batch, visitor: ProfileVisitor): Int32Array {
    const { profile: whose, size } = batch
    const profiles: number[] = []
    for (let place = 0; place < size; place++) {
      const profile = whose[place] as number
      if (profile < 0) {
        visitor.take(profile, batch, place, place)
        continue
      }
      if (profile >= this.#counts.length) this.#grow(2 * profile)
      if (this.#counts[profile] === 0) profiles.push(profile)
      this.#counts[profile] = (this.#counts[profile] as number) + 1
    }
    return Int32Array.from(profiles).sort()
  }

  #sort({ profile: whose, at, line, href, rest, size }: Batch): void {
    const counts = this.#counts
    const events = this.#events
    for (let place = 0; place < size; place++) {
      const profile = whose[place] as number
      if (profile < 0) continue
      const k = counts[profile] as number
      counts[profile] = k + 1
      events.place[k] = place
      events.at[k] = at[place] as number
      events.line[k] = line[place] as number
      events.href[k] = href[place] as string
      events.rest[k] = rest[place] ?? null
    }
  }

  #grow(size: number): void {
    const counts = new Int32Array(size)
    counts.set(this.#counts)
    this.#counts = counts
  }
}

class SortedEvents implements EventColumns {
  readonly place: Int32Array
  readonly at: Float64Array
  readonly line: Float64Array
  readonly href: string[]
  readonly rest: Batch['rest'][number][]

  constructor(most: number) {
    this.place = new Int32Array(most)
    this.at = new Float64Array(most)
    this.line = new Float64Array(most)
    this.href = new Array(most).fill('')
    this.rest = new Array(most).fill(null)
  }
}
