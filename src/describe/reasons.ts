import type { ChangeActor } from '../counterfactual/index.js'
import type { Code } from '../model/index.js'

/** A code of the closed list (X2) for people: what it means, and what can be done about it. */
export interface Reason {
  /** A few words, to stand behind a candidate's name: `not in its segment`. */
  readonly words: string
  /** What the code means, in sentences. */
  readonly meaning: string
  /** What to do about it, in sentences; `null` where there is nothing to put right. */
  readonly remedy: string | null
  /** Who can do it, in the order of X4: nobody has to where time does it. */
  readonly who: readonly ChangeActor[]
  /** The rules that decide it. */
  readonly rules: readonly [string, ...string[]]
}

/** Each actor as people say it. The author is whoever edits the catalog, makes deliveries and reports what happens. */
export const actorWords: Readonly<Record<ChangeActor, string>> = {
  time: 'time',
  user: 'the person',
  author: 'the author',
  nobody: 'nobody any more',
}

/**
 * Every code's meaning and remedy, beside the sentences of `describe`.
 *
 * @example
 * ```ts
 * import { reasons } from 'oncue/explain'
 *
 * reasons.rate_limited.words // 'a limit group is full'
 * reasons.rate_limited.who // ['time', 'author']
 * ```
 */
export const reasons: Readonly<Record<Code, Reason>> = {
  shown: {
    words: 'shows',
    meaning: 'It is what showed on this page load. There is at most one.',
    remedy: null,
    who: [],
    rules: ['E1'],
  },
  redirected: {
    words: 'sends the page on to where it starts',
    meaning:
      "A delivery in the dialect `2021-08` whose page does not match, but everything else does: the answer is to go to the experience's `start_url`. It happens once in a delivery's life.",
    remedy: 'Look at the page load that follows: that is where it shows.',
    who: ['user'],
    rules: ['E4'],
  },
  armed: {
    words: 'waits for a trigger',
    meaning:
      'Everything passes, and the experience waits for a click, a hover, an event or some time on this page. The next page load ends that.',
    remedy:
      'Do what it waits for, on this page. If it should show at once, deliver it with `skip_triggers` (which is the default), or take the triggers out. If it waits for weeks and never shows, the element or the name in the trigger is probably not what the page sends.',
    who: ['user', 'author'],
    rules: ['E7'],
  },
  profile_disabled: {
    words: 'the profile is disabled',
    meaning: '`disabled: true` was set by an `identify`. Nothing shows, and no delivery is used up or discarded.',
    remedy: 'Enable the profile: send an `identify` with `disabled: false`.',
    who: ['author'],
    rules: ['E2'],
  },
  profile_unseen: {
    words: 'the profile was never seen',
    meaning:
      'Nothing was ever heard of this profile. That can only be where a page is asked about without being loaded. A delivery does not make a profile seen.',
    remedy: 'Record a page load, an identify, a track, a trigger or an interaction of the profile.',
    who: ['user', 'author'],
    rules: ['E2', 'D2'],
  },
  before_from: {
    words: 'its time has not begun',
    meaning: 'The delivery waits for its `from`, and counts toward the limit of pending deliveries all the same.',
    remedy: 'Wait, or give the delivery an earlier `from`.',
    who: ['time', 'author'],
    rules: ['E3'],
  },
  after_until: {
    words: 'its time is over',
    meaning:
      'The `until` of the delivery has passed. It stays pending and keeps its place under the limit unless the catalog says `expired_deliveries: release`. An `until` that is a day alone ends where that day begins.',
    remedy: 'Give it a later `until` while it is pending, or make a new one.',
    who: ['author'],
    rules: ['E3', 'D6', 'T3'],
  },
  not_live: {
    words: 'not live',
    meaning:
      'The experience is not published: `published_at` is missing or in the future, `unpublished_at` has passed, or it was removed from the catalog. A delivery of it waits.',
    remedy: 'Wait for the publication where one is planned; else publish it.',
    who: ['time', 'author'],
    rules: ['C2', 'C6'],
  },
  url_mismatch: {
    words: 'not on its pages',
    meaning:
      'No rule matches the page, or with `url_op: all` not every one. Matching is on the whole href with its case, its query and its last slash; `exact` with `/billing` never matches anything, for an href begins with `https://`. A delivery skips this check unless `skip_url_match` is false.',
    remedy: 'Go to one of its pages, or look at the rules one by one and put them right.',
    who: ['user', 'author'],
    rules: ['U1', 'U4'],
  },
  segment_mismatch: {
    words: 'not in its segment',
    meaning:
      'The profile is not in the segment. The explanation has the tree, each comparison with its answer and the value that it found. An automatic experience is asked again on the next page load; a delivery with `use_segmentation` is discarded.',
    remedy:
      'Look at the comparisons that fail. A value that is not set is a trait that the profile does not have: was it sent at all, under that name?',
    who: ['user', 'author'],
    rules: ['S1', 'S3', 'E3'],
  },
  already_seen: {
    words: 'seen before',
    meaning:
      'A delivery with `once`, and some interaction with the experience has started, however and whenever. The delivery is discarded.',
    remedy:
      'Deliver without `once`. It looks at the experience; to keep a back end from delivering twice, use `idempotency_key`.',
    who: ['author'],
    rules: ['H2', 'E3'],
  },
  recurrence: {
    words: 'it ended, and its recurrence has not let go',
    meaning:
      'The experience was completed or exited before, and its recurrence does not let it show again by itself: never for `none`, after a while for `every`, after the next such event for `event`.',
    remedy: 'Wait where it recurs by time, look at its recurrence, or deliver it: a delivery shows it regardless.',
    who: ['time', 'author'],
    rules: ['H4'],
  },
  snoozed: {
    words: 'snoozed',
    meaning:
      'The person asked for later. At the end of the snooze it is free whatever its recurrence says, and limits still apply.',
    remedy: 'Wait, or deliver it: a delivery shows it regardless.',
    who: ['time', 'author'],
    rules: ['H5'],
  },
  rate_limited: {
    words: 'a limit group is full',
    meaning:
      'At least one limit group that contains the experience is full. A full group holds back what it has counted already, too.',
    remedy:
      'Look at the shows that fill the group. Wait until there is room, or raise its size. If this should never be limited, give the experience a `rate_unlimit_at`, or deliver it.',
    who: ['time', 'author'],
    rules: ['L1', 'L6', 'L9'],
  },
  control_group: {
    words: 'in its control group',
    meaning:
      "The profile's place on the ring from 0 to 100 lies in the experience's `experiment_range`. The place is the trait `percent` or follows from the id, and does not change. Deliveries show all the same.",
    remedy: 'Nothing, while the experiment runs. To see it yourself, deliver it to this profile.',
    who: ['author'],
    rules: ['E8'],
  },
  busy: {
    words: 'something is on screen already',
    meaning:
      'Something that showed on this page has not ended, or the page is being left by a redirect. Nothing is lost by it.',
    remedy:
      'Wait for its end, or for the next page load. If a page stays busy for ever, the ends of its shows are not reported.',
    who: ['user', 'author'],
    rules: ['H6'],
  },
  outranked: {
    words: 'something else goes first',
    meaning:
      'It passed, or lacked its trigger only, but something before it showed: pending deliveries go in their order, then surveys and tours by `position`, then by id. Behind a delivery that shows, no other delivery is attempted.',
    remedy: 'Look at what showed. Give this one a lower `position`, or deliver it first in the list.',
    who: ['author'],
    rules: ['E1', 'E3'],
  },
  triggered: {
    words: 'triggered',
    meaning: 'The delivery showed, once, as every delivery does.',
    remedy: 'Look at its `at`, `at_href` and `interaction_id`: they say when, where and as what.',
    who: [],
    rules: ['E6'],
  },
  discarded: {
    words: 'discarded',
    meaning:
      'On an earlier page load the segment did not match, or it had been seen. What was discarded does not come back.',
    remedy:
      'Look at the page load on which it was discarded. Make a new delivery, with another `idempotency_key` if it had one.',
    who: ['author'],
    rules: ['E3', 'D5'],
  },
  removed: {
    words: 'removed',
    meaning: 'A call removed the delivery while it was pending.',
    remedy: 'Make a new one, if it was removed by mistake.',
    who: ['author'],
    rules: ['D6'],
  },
  dropped: {
    words: 'dropped to make room',
    meaning:
      'A newer delivery came in with `delivery_ids_at_limit: drop` and this one was at the end of the list; or it had expired, and the catalog says `expired_deliveries: release`.',
    remedy: 'Raise `delivery_ids_limit`, or place new deliveries elsewhere in the list.',
    who: ['author'],
    rules: ['D7', 'D6'],
  },
}
