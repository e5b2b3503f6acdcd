import { isLive } from '../../engine/index.js'
import { never } from '../../model/index.js'
import type { Check } from '../check.js'

/** C2: published, not yet unpublished, not removed. */
export const liveCheck: Check = {
  fails: ({ experience }, _subject, { now }) => (isLive(experience.source, now) ? null : 'not_live'),
  turns: ({ experience: { source } }) =>
    source.removed ? [] : [source.publishedAt ?? never, source.unpublishedAt ?? never],
}
