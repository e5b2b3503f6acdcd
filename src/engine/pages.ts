import type { Experience, Instant } from '../model/index.js'
import { never } from '../model/index.js'
import { type Bits, bitsWhere, type SparseSet, sparse } from './bits.js'

const maxHrefs = 4_096

type Matcher = (href: string) => boolean

interface Remembered {
  readonly matching: Bits
  /** `matching` as far as it was live in that epoch. */
  epoch: number
  live: SparseSet
}

/**
 * What is live (C2) and on a page (U): the same for everybody, so it is worked out once per href and epoch.
 * An epoch lasts from one instant at which a publication begins or ends to the next.
 */
export class PageSets {
  readonly #experiences: readonly Experience[]
  readonly #matchers: readonly Matcher[]
  /** Where the epochs begin, ascending; the first one has no beginning. */
  readonly #starts: readonly Instant[]
  readonly #liveIn: Bits[] = []
  readonly #byHref = new Map<string, Remembered>()
  #epoch = 0
  #from: Instant = never
  #until: Instant = -never

  constructor(experiences: readonly Experience[], matchers: readonly Matcher[]) {
    this.#experiences = experiences
    this.#matchers = matchers
    const turns = experiences.flatMap(({ publishedAt, unpublishedAt }) => [publishedAt, unpublishedAt])
    this.#starts = [-never, ...new Set(turns.filter((turn) => turn !== null))].sort((a, b) => a - b)
  }

  /** The experiences that are live at `now` and on the page `href`. */
  at(href: string, now: Instant): SparseSet {
    if (now < this.#from || now >= this.#until) this.#turnTo(now)
    const known = this.#byHref.get(href)
    if (known === undefined) return this.#remember(href)
    if (known.epoch !== this.#epoch) {
      known.epoch = this.#epoch
      known.live = this.#liveOf(known.matching)
    }
    return known.live
  }

  #turnTo(now: Instant): void {
    const starts = this.#starts
    let low = 0
    for (let high = starts.length - 1; low < high; ) {
      const middle = (low + high + 1) >>> 1
      if ((starts[middle] as number) <= now) low = middle
      else high = middle - 1
    }
    this.#epoch = low
    this.#from = starts[low] as number
    this.#until = starts[low + 1] ?? never
    this.#liveIn[low] ??= bitsWhere(this.#experiences.length, (index) =>
      isLive(this.#experiences[index] as Experience, now),
    )
  }

  #remember(href: string): SparseSet {
    const matching = bitsWhere(this.#matchers.length, (index) => (this.#matchers[index] as Matcher)(href))
    const live = this.#liveOf(matching)
    if (this.#byHref.size >= maxHrefs) this.#byHref.clear()
    this.#byHref.set(href, { matching, epoch: this.#epoch, live })
    return live
  }

  #liveOf(matching: Bits): SparseSet {
    const live = this.#liveIn[this.#epoch] as Bits
    return sparse(matching.map((bits, word) => bits & (live[word] as number)))
  }
}

/** C2: published, not yet unpublished, and not removed (C6). */
export function isLive({ publishedAt, unpublishedAt, removed }: Experience, now: Instant): boolean {
  return !removed && publishedAt !== null && publishedAt <= now && (unpublishedAt === null || unpublishedAt > now)
}
