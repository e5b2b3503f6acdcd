import type { Code, Decision } from '../../model/index.js'

/** What one catalog answered to a question. */
export interface Answer {
  readonly outcome: Decision['outcome']
  /** What shows, or what a redirect is for. */
  readonly experienceId: string | null
  readonly via: 'automatic' | 'delivery' | null
  readonly deliveryId: string | null
}

/** What became of an answer from one catalog to the other. Every page load is of exactly one class. */
export const changeClasses = ['unchanged', 'gained', 'lost', 'moved', 'unknown'] as const

/**
 * `unchanged`: the same show, or none either way. `gained`: something where nothing was; `lost`: nothing where
 * something was; `moved`: something else, or the same in another way. `unknown`: a change that stands or falls with a
 * trait that the trace never named. A redirect is something, too.
 */
export type ChangeClass = (typeof changeClasses)[number]

export type Change = Exclude<ChangeClass, 'unchanged'>

/** A question that both catalogs answered, and what each of them said. */
export interface Pair {
  readonly line: number
  readonly profileId: string
  /** `timer` is a trigger that no line of the trace is. */
  readonly on: 'page' | 'trigger' | 'timer'
  readonly at: number
  readonly href: string
  readonly change: ChangeClass
  readonly before: ReasonedAnswer
  readonly after: ReasonedAnswer
}

export interface ReasonedAnswer extends Answer {
  /** On a page load: by id, the code of each candidate that came near. */
  readonly reasons: readonly (readonly [id: string, code: Code])[]
}

export const noAnswer: Answer = { outcome: 'none', experienceId: null, via: null, deliveryId: null }

export function answerOf(decision: Decision): Answer {
  const { outcome } = decision
  if (outcome === 'none') return noAnswer
  const { experienceId } = decision
  const deliveryId = 'deliveryId' in decision ? decision.deliveryId : null
  return { outcome, experienceId, via: deliveryId === null ? 'automatic' : 'delivery', deliveryId }
}

/** The class of a pair of answers, whether or not the trace can say it for certain. */
export function changeBetween(before: Answer, after: Answer): Exclude<ChangeClass, 'unknown'> {
  if (before.outcome === 'none') return after.outcome === 'none' ? 'unchanged' : 'gained'
  if (after.outcome === 'none') return 'lost'
  const isSame =
    before.outcome === after.outcome &&
    before.experienceId === after.experienceId &&
    before.deliveryId === after.deliveryId
  return isSame ? 'unchanged' : 'moved'
}
