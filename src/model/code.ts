/** Why a candidate showed or did not: the closed list of X2, in the order of the rules. */
export const codes = [
  'shown',
  'redirected',
  'armed',
  'profile_disabled',
  'profile_unseen',
  'before_from',
  'after_until',
  'not_live',
  'url_mismatch',
  'segment_mismatch',
  'already_seen',
  'recurrence',
  'snoozed',
  'rate_limited',
  'control_group',
  'busy',
  'outranked',
  'triggered',
  'discarded',
  'removed',
  'dropped',
] as const

export type Code = (typeof codes)[number]
