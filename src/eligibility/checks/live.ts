import { isLive } from '../../engine/index.js'
import { never } from '../../model/index.js'
import type { Check } from '../check.js'
import { nextAfter } from '../check.js'

/** C2: published, not yet unpublished, not removed. */
export const liveCheck: Check = {
  name: 'live',
  fails: ({ experience }, _subject, { now }) => (isLive(experience.source, now) ? null : 'not_live'),
  find: ({ experience: { source } }, _subject, { now }) => ({
    check: 'live',
    passes: isLive(source, now),
    publishedAt: source.publishedAt,
    unpublishedAt: source.unpublishedAt,
    removed: source.removed,
  }),
  passesAt: ({ experience: { source } }, _subject, { now }) => {
    const { publishedAt } = source
    return publishedAt !== null && publishedAt > now && isLive(source, publishedAt) ? publishedAt : never
  },
  turnsAt: ({ experience: { source } }, _subject, { now }) =>
    source.removed ? never : nextAfter(now, [source.publishedAt, source.unpublishedAt]),
}
