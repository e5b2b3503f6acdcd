import type { Moment } from '../eligibility/candidate.js'
import { ask, unrecorded } from '../eligibility/decide.js'
import type { Subject } from '../eligibility/subject.js'
import { type Draft, record } from '../history/record.js'
import type { Decision, PageEvent, ProfileEvent } from '../model/index.js'

/** What a profile can be taken through. With `peek` a page is asked about, but not recorded. */
export type StepEvent = Exclude<ProfileEvent, PageEvent> | (PageEvent & { readonly peek?: boolean })

export interface StepOptions {
  /** A show counts as completed when it starts, since nothing will be heard of its end (P1). */
  readonly completesShows?: boolean
}

/** The same for those who look on. */
export interface ObservedStepOptions extends StepOptions {
  /** Sees each question and its answer before the changes are recorded, as things stood when it was asked. */
  readonly observe?: (subject: Subject, moment: Moment, decision: Decision) => void
}

/**
 * Takes a profile that the caller owns through one event: records it, decides where it asks a question (a page load,
 * a trigger, a named event that something waits for), and records what was decided. The one step of serving,
 * simulating and replaying.
 */
export function advance(
  subject: Subject,
  draft: Draft,
  event: StepEvent,
  options: ObservedStepOptions,
): Decision | null {
  const isPeek = event.type === 'page' && event.peek === true
  if (!isPeek) record(draft, event)
  const moment = question(subject, event, options.completesShows ?? false)
  if (moment === null) return null
  const decision = ask(subject, moment)
  options.observe?.(subject, moment, decision)
  if (isPeek) return unrecorded(decision)
  if (decision.events.length === 0) return decision
  for (const change of decision.events) record(draft, change)
  return decision
}

/** What an event asks, if anything: a page load always, a trigger about what is armed on the open page (E7). */
function question({ profile }: Subject, event: StepEvent, completesShows: boolean): Moment | null {
  const { type, at: now } = event
  if (type === 'page') return { now, href: event.href, trigger: null, completesShows }
  const { armed, pageHref: href } = profile
  if (armed.length === 0 || href === null) return null
  if (type === 'trigger') return { now, href, trigger: event, completesShows }
  if (type !== 'track') return null
  // A named event is a custom trigger of that name.
  return { now, href, trigger: { on: 'custom', name: event.event }, completesShows }
}
