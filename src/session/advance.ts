import { ask, momentOf } from '../eligibility/decide.js'
import type { Subject } from '../eligibility/subject.js'
import { type Draft, record } from '../history/record.js'
import type { Decision, PageEvent, ProfileEvent, TriggerEvent } from '../model/index.js'

/** What a profile can be taken through. With `peek` a page is asked about, but not recorded. */
export type StepEvent = Exclude<ProfileEvent, PageEvent> | (PageEvent & { readonly peek?: boolean })

export interface StepOptions {
  /** A show counts as completed when it starts, since nothing will be heard of its end (P1). */
  readonly completesShows?: boolean
}

/**
 * Takes a profile that the caller owns through one event: records it, decides where it asks a question (a page load,
 * a trigger, a named event that something waits for), and records what was decided. The one step of serving,
 * simulating and replaying.
 */
export function advance(subject: Subject, draft: Draft, event: StepEvent, options: StepOptions): Decision | null {
  if (event.type === 'page' && event.peek) return { ...ask(subject, momentOf(event, event.at)), events: [] }
  record(draft, event)
  const decision = answer(subject, event)
  if (decision === null || decision.events.length === 0) return decision
  const settled = options.completesShows ? completed(decision) : decision
  for (const change of settled.events) record(draft, change)
  return settled
}

function answer(subject: Subject, event: StepEvent): Decision | null {
  switch (event.type) {
    case 'page':
      return ask(subject, { now: event.at, href: event.href, trigger: null })
    case 'trigger':
      return pull(subject, event)
    case 'track': // a named event is a custom trigger of that name (E7)
      return pull(subject, { type: 'trigger', at: event.at, on: 'custom', name: event.event })
    default:
      return null
  }
}

/** Asks what is armed on the open page, if anything is (E7). */
function pull(subject: Subject, trigger: TriggerEvent): Decision | null {
  const { armed, pageHref } = subject.profile
  if (armed.length === 0 || pageHref === null) return null
  return ask(subject, { now: trigger.at, href: pageHref, trigger })
}

/** P1: the show and its completion are one event. */
function completed(decision: Decision): Decision {
  if (decision.outcome !== 'show') return decision
  const events = decision.events.map((event) => (event.type === 'show' ? { ...event, completed: true } : event))
  return { ...decision, events }
}
