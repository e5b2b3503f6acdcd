import type { Code } from '../model/index.js'

/**
 * What a colour stands for. There are few, and they mean the same in every picture; each is a custom property of the
 * page, `--shown`, with a value for light and one for dark.
 */
export const tones = ['shown', 'delivered', 'waits', 'past', 'limit', 'other', 'audience', 'away'] as const

export type Tone = (typeof tones)[number]

/** The colour of each code: what it has in common with others of the same colour. */
export const toneOf: Readonly<Record<Code, Tone>> = {
  shown: 'shown',
  redirected: 'delivered',
  triggered: 'delivered',
  // It may come by itself.
  armed: 'waits',
  before_from: 'waits',
  // What became of it before.
  recurrence: 'past',
  snoozed: 'past',
  already_seen: 'past',
  after_until: 'past',
  discarded: 'past',
  removed: 'past',
  dropped: 'past',
  rate_limited: 'limit',
  busy: 'other',
  outranked: 'other',
  // Whom it is for.
  control_group: 'audience',
  segment_mismatch: 'audience',
  // It did not come near.
  profile_disabled: 'away',
  profile_unseen: 'away',
  not_live: 'away',
  url_mismatch: 'away',
}
