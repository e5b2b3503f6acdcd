import { byCodeUnit } from '../../model/by-code-unit.js'
import type { Dispatch } from '../../sendings/index.js'
import { entryOf } from '../metrics/counter.js'
import { Replay, type ReplayOptions } from '../replay.js'
import type { Timeline } from '../timeline.js'
import type { SendingPlan } from './plan.js'

/**
 * Plays everything once to find whom sendings are for, and plans them again with that: by the id of the member, then
 * those who are no members.
 */
export function findRecipients(
  timeline: Timeline,
  options: ReplayOptions,
  play: (replay: Replay) => void,
): SendingPlan {
  const found = new Map<string, Dispatch[]>()
  const replay = new Replay(timeline, options, {
    addressed: ({ sendingId, found: one }) => {
      if (one !== 'unreachable') entryOf(found, sendingId, () => []).push(one)
    },
  })
  play(replay)
  replay.end()
  return timeline.planAgain(({ id }, others) => [
    ...(found.get(id) ?? []).sort((a, b) => byCodeUnit(a.memberId ?? '', b.memberId ?? '')),
    ...others,
  ])
}
