import type { Experience, Instant } from '../model/index.js'
import { never } from '../model/index.js'
import { type Bits, bitsWhere, type SparseSet, sparse } from './bits.js'
import { lastAtOrBefore } from './last-at-or-before.js'
import { remembered } from './remembered.js'

const maxHrefs = 4_096

/** The experiences that are live at an instant (C2) and on the page of an href (U). */
export type Pages = (href: string, now: Instant) => SparseSet

/** Of each page the epochs that are kept. */
const maxEpochs = 16

interface Remembered {
  /** The epoch that was asked about last, and what is live in it. */
  epoch: number
  live: SparseSet
  readonly liveIn: (epoch: number) => SparseSet
}

/**
 * What is live and on a page is the same for everybody, so it is worked out once per href and epoch. An epoch lasts
 * from one instant at which a publication begins or ends to the next.
 */
export function createPages(
  experiences: readonly Experience[],
  matchers: readonly ((href: string) => boolean)[],
): Pages {
  const size = experiences.length
  const turns = experiences.flatMap(({ publishedAt, unpublishedAt }) => [publishedAt ?? never, unpublishedAt ?? never])
  /** Where the epochs begin, ascending; the first one has no beginning. */
  const starts = [...new Set([-never, ...turns])].sort((a, b) => a - b)
  const liveIn: Bits[] = []
  const pageOf = remembered(maxHrefs, (href: string): Remembered => {
    const matching = bitsWhere(size, (index) => (matchers[index] as (href: string) => boolean)(href))
    const find = (epoch: number): SparseSet =>
      sparse(matching.map((bits, word) => bits & ((liveIn[epoch] as Bits)[word] as number)))
    return { epoch: -1, live: [], liveIn: remembered(maxEpochs, find) }
  })
  let epoch = 0
  let from = never
  let until = -never
  let last = ''
  let page = pageOf('')
  return (href, now) => {
    if (!(now >= from && now < until)) {
      epoch = lastAtOrBefore(starts, now)
      from = starts[epoch] as Instant
      until = starts[epoch + 1] ?? never
      liveIn[epoch] ??= bitsWhere(size, (index) => isLive(experiences[index] as Experience, now))
    }
    if (href !== last) {
      page = pageOf(href)
      last = href
    }
    if (page.epoch !== epoch) {
      page.epoch = epoch
      page.live = page.liveIn(epoch)
    }
    return page.live
  }
}

/** C2: published, not yet unpublished, and not removed (C6). */
export function isLive({ publishedAt, unpublishedAt, removed }: Experience, now: Instant): boolean {
  return !removed && publishedAt !== null && publishedAt <= now && (unpublishedAt === null || unpublishedAt > now)
}
