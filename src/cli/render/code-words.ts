import type { Code } from '../../model/index.js'

/** Each code of X2 in words that fit behind a candidate's name. */
export const codeWords: Readonly<Record<Code, string>> = {
  shown: 'shows',
  redirected: 'sends the page on to where it starts',
  armed: 'waits for a trigger',
  profile_disabled: 'the profile is disabled',
  profile_unseen: 'the profile was never seen',
  before_from: 'its time has not begun',
  after_until: 'its time is over',
  not_live: 'not live',
  url_mismatch: 'not on its pages',
  segment_mismatch: 'not in its segment',
  already_seen: 'seen before',
  recurrence: 'it ended, and its recurrence has not let go',
  snoozed: 'snoozed',
  rate_limited: 'a limit group is full',
  control_group: 'in its control group',
  busy: 'something is on screen already',
  outranked: 'something else goes first',
  triggered: 'triggered',
  discarded: 'discarded',
  removed: 'removed',
  dropped: 'dropped to make room',
}
