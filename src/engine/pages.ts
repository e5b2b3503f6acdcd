import type { Experience, Instant } from '../model/index.js'
import { never } from '../model/index.js'
import { type Bits, bitsWhere, type SparseSet, sparse } from './bits.js'
import { lastAtOrBefore } from './last-at-or-before.js'
import { remembered } from './remembered.js'

const maxHrefs = 4_096

/** The experiences that are live at an instant (C2) and on the page of an href (U). */
export type Pages = (href: string, now: Instant) => SparseSet

interface Remembered {
  readonly matching: Bits
  /** `matching` as far as it is live in each epoch that was asked about. */
  live: (SparseSet | undefined)[]
}

/** A page that was asked about in more epochs begins anew, so that memory stays bounded. */
const maxEpochs = 16

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
  const pageOf = remembered<Remembered>(maxHrefs, (href) => ({
    matching: bitsWhere(size, (index) => matchers[index]?.(href) ?? false),
    live: [],
  }))
  let epoch = 0
  let from = never
  let until = -never
  let last = ''
  let page = pageOf(last)
  return (href, now) => {
    if (now < from || now >= until) {
      epoch = lastAtOrBefore(starts, now)
      from = starts[epoch] as Instant
      until = starts[epoch + 1] ?? never
      liveIn[epoch] ??= bitsWhere(size, (index) => isLive(experiences[index] as Experience, now))
    }
    if (href !== last) {
      page = pageOf(href)
      last = href
    }
    return page.live[epoch] ?? findLive(page)
  }

  function findLive(page: Remembered): SparseSet {
    const live = liveIn[epoch] as Bits
    const found = sparse(page.matching.map((bits, word) => bits & (live[word] as number)))
    if (page.live.filter((known) => known !== undefined).length >= maxEpochs) page.live = []
    page.live[epoch] = found
    return found
  }
}

/** C2: published, not yet unpublished, and not removed (C6). */
export function isLive({ publishedAt, unpublishedAt, removed }: Experience, now: Instant): boolean {
  return !removed && publishedAt !== null && publishedAt <= now && (unpublishedAt === null || unpublishedAt > now)
}
