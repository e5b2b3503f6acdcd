import type { Trigger } from '../../model/index.js'
import { secondMs } from '../../model/index.js'
import type { Candidate, Moment } from '../candidate.js'
import { candidateId } from '../candidate.js'
import type { Check } from '../check.js'
import type { Subject } from '../subject.js'

/** E7: a first step may wait for any one of its triggers. A delivery may skip them (D1). */
export const triggersCheck: Check = {
  fails: (candidate, subject, moment) => {
    const { triggers } = candidate.experience.source
    if (moment.trigger === null && (triggers.length === 0 || candidate.delivery?.skipTriggers)) return null
    return triggers.some((trigger) => isPulled(trigger, subject, moment)) ? null : 'armed'
  },
  turns: timersOf,
}

/** E7: whether what happened is one of the triggers that an armed candidate waits for. */
export const isConcerned = (candidate: Candidate, subject: Subject, moment: Moment): boolean =>
  triggersCheck.fails(candidate, subject, moment) === null

/** Whether what happened is what the trigger waits for: what it leaves open may be anything. */
function isPulled(trigger: Trigger, { profile }: Subject, { now, trigger: event }: Moment): boolean {
  if (event === null || event.on !== trigger.on) return false
  if (trigger.on === 'time_on_page') return profile.pageAt !== null && dueAt(trigger, profile.pageAt) <= now
  const { element, name } = trigger
  return (element === null || element === event.element) && (name === null || name === event.name)
}

const dueAt = ({ seconds }: { seconds: number }, pageAt: number): number => pageAt + Math.round(seconds * secondMs)

/** When an armed candidate's timers are due on the page that is open. */
export function timersOf(candidate: Candidate, { profile }: Subject): readonly number[] {
  const { pageAt, armed } = profile
  if (pageAt === null || !armed.includes(candidateId(candidate))) return []
  return candidate.experience.source.triggers.flatMap((trigger) =>
    trigger.on === 'time_on_page' ? [dueAt(trigger, pageAt)] : [],
  )
}
