import { quote } from '../authoring/quote.js'
import { formatInstant } from '../conditions/instant.js'
import { isLive } from '../engine/index.js'
import type { Experience, Instant } from '../model/index.js'

/** The message of D3's `409`, or `null` for an experience that is live (C2). */
export function whyNotLive(experience: Experience, now: Instant): string | null {
  if (isLive(experience, now)) return null
  const why = `experience not live, ${reason(experience, now)}`
  return `model_id: ${why}: ${quote(experience.id)}; publish it and retry`
}

function reason({ publishedAt, unpublishedAt }: Experience, now: Instant): string {
  if (publishedAt === null) return 'never published'
  if (publishedAt > now) return `published from ${formatInstant(publishedAt)}`
  return unpublishedAt === null ? 'removed' : `unpublished at ${formatInstant(unpublishedAt)}`
}
