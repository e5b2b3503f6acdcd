import type { Engine } from '../engine/index.js'
import { hasBit, lowestBit } from '../engine/index.js'
import { apply } from '../history/index.js'
import type { Decision, DiscardEvent, Instant, NoneDecision, Page, PageEvent, Profile } from '../model/index.js'
import { attempt } from './attempt.js'
import { blanketCode } from './blanket.js'
import { type Candidate, candidateId, type Moment } from './candidate.js'
import { isInControlGroup } from './checks/control-group.js'
import { isConcerned } from './checks/triggers.js'
import { limitedAt, openAt, openOf } from './open.js'
import { redirectDecision, showDecision } from './outcome.js'
import { insideOf } from './segments.js'
import { isStale, openTurns, Subject } from './subject.js'

/**
 * Would something show on this page load, and what?
 *
 * First the pending deliveries in their order, then automatic experiences in theirs; the first that passes every check
 * shows, at most one (E1). Nothing is changed: `events` are what happened if the answer is acted upon, the page load
 * itself first, and `apply` records them (E10). With `peek` it is asked as things stand, and there is nothing to record.
 *
 * @param now milliseconds since the epoch (T2)
 * @example
 * ```ts
 * import { apply, catalog, compile, decide, experience, profile } from 'oncue'
 *
 * const engine = compile(catalog({ experiences: [experience({ id: 'nps', kind: 'survey', publishedAt: 0 })] }))
 * const decision = decide(engine, profile('u1'), { href: 'https://app.example.com/' }, 1_000)
 * decision.outcome // 'show'
 * const after = decision.events.reduce(apply, profile('u1'))
 * after.interactions.length // 1
 * ```
 */
export function decide(engine: Engine, profile: Profile, page: Page, now: Instant): Decision {
  return decideOn(new Subject(engine, profile), page, now)
}

/** The same of a profile that is prepared. */
export function decideOn(subject: Subject, page: Page, now: Instant): Decision {
  if (page.peek) return unrecorded(ask(subject, momentOf(page, now)))
  return loaded(subject, page, now, (moment, load) => {
    const decision = ask(subject, moment)
    return load === null ? decision : { ...decision, events: [load, ...decision.events] }
  })
}

/** The answer to a peek: nothing happens. */
export const unrecorded = (decision: Decision): Decision =>
  decision.events.length === 0 ? decision : { ...decision, events: [] }

/**
 * Answers a question about a fresh page load, which is recorded for as long as it is asked; with `peek` or a trigger,
 * about the page that is open.
 */
export function loaded<T>(
  subject: Subject,
  page: Page,
  now: Instant,
  ask: (moment: Moment, load: PageEvent | null) => T,
): T {
  const moment = momentOf(page, now)
  if (page.peek || page.trigger) return ask(moment, null)
  const { profile } = subject
  const load: PageEvent = { type: 'page', at: now, href: page.href }
  subject.profile = apply(profile, load)
  try {
    return ask(moment, load)
  } finally {
    subject.profile = profile
  }
}

export const momentOf = ({ href, trigger }: Page, now: Instant): Moment => ({ now, href, trigger: trigger ?? null })

/** The answer where nothing happens: one value, so that a held page load allocates nothing. */
const nothing: NoneDecision = Object.freeze({ outcome: 'none', events: Object.freeze([]), armed: Object.freeze([]) })

const noDiscards: readonly DiscardEvent[] = []

/**
 * The question as things stand: any page load is recorded already. The pending deliveries in their order, each by its
 * first failure (E3); then the automatic experiences (E1).
 */
export function ask(subject: Subject, moment: Moment): Decision {
  subject.refresh()
  const { trigger, now } = moment
  let discards = noDiscards
  const armed: string[] = []
  if (blanketCode(subject.profile) === null) {
    for (const candidate of subject.pending) {
      if (trigger !== null && !isPulled(candidate, subject, moment)) continue
      const code = attempt(candidate, subject, moment)
      if (code === 'shown') return showDecision(candidate, subject, moment, discards)
      if (code === 'redirected') return redirectDecision(candidate, moment, discards)
      if (code === 'armed') armed.push(candidateId(candidate))
      if (code === 'segment_mismatch' || code === 'already_seen') {
        discards = [...discards, { type: 'discard', at: now, deliveryId: candidateId(candidate), reason: code }]
      }
    }
    const winner = trigger === null ? firstAutomatic(subject, moment, armed) : firstPulled(subject, moment)
    if (winner !== undefined) return showDecision(winner, subject, moment, discards)
  }
  if (trigger !== null) return waiting(subject, discards)
  if (armed.length === 0) return discards.length === 0 ? nothing : { outcome: 'none', events: discards, armed }
  return { outcome: 'none', events: [...discards, { type: 'arm', at: now, ids: armed }], armed }
}

/**
 * The first bit of the intersection: live and on the page, in the segment, not in a control group, not held back by
 * history or a full limit group. Word by word, so that what stands behind the winner is never asked. What lacks only a
 * trigger is `armed` on the way (E7).
 */
function firstAutomatic(subject: Subject, { href, now }: Moment, armed: string[]): Candidate | undefined {
  const { engine } = subject
  const page = engine.pages(href, now)
  if (page.length === 0) return undefined
  // Where what history leaves open has to be worked out, that takes longer than to ask the page's segments first.
  for (
    let k = 0;
    isStale(subject, openTurns, now) && insideOf(subject, page[k] as number, page[k + 1] as number, now) === 0;
  ) {
    k += 2
    if (k === page.length) return undefined
  }
  const limited = limitedAt(subject, now)
  openAt(subject, now)
  for (let k = 0; k < page.length; k += 2) {
    const word = page[k] as number
    let left = openOf(subject, word, (page[k + 1] as number) & ~(limited[word] as number), now)
    if (left !== 0) left = withoutControls(left, word, subject)
    for (; left !== 0; left &= left - 1) {
      const index = (word << 5) + lowestBit(left)
      const winner = engine.candidates[index] as Candidate
      if (!hasBit(engine.triggered, index)) return winner
      armed.push(candidateId(winner))
    }
  }
  return undefined
}

/** E8: takes those out for which the profile is in the control group. */
function withoutControls(bits: number, word: number, subject: Subject): number {
  const { experiments, candidates } = subject.engine
  let left = bits
  for (let rest = bits & (experiments[word] as number); rest !== 0; rest &= rest - 1) {
    const candidate = candidates[(word << 5) + lowestBit(rest)] as Candidate
    if (isInControlGroup(candidate, subject)) left &= ~(rest & -rest)
  }
  return left
}

/** E7: of what is armed on this page, the first that now passes every check, its trigger included; deliveries were asked. */
const firstPulled = (subject: Subject, moment: Moment): Candidate | undefined =>
  armedCandidates(subject).find((candidate) => attempt(candidate, subject, moment) === 'shown')

/** Whether a candidate is armed on this page, and waits for what has just happened. */
const isPulled = (candidate: Candidate, subject: Subject, moment: Moment): boolean =>
  subject.profile.armed.includes(candidateId(candidate)) && isConcerned(candidate, subject, moment)

/** Where a trigger shows nothing, everything stays armed but what was discarded. */
function waiting(subject: Subject, events: readonly DiscardEvent[]): NoneDecision {
  const armed = armedCandidates(subject)
    .map(candidateId)
    .filter((id) => !events.some(({ deliveryId }) => deliveryId === id))
  return { outcome: 'none', events, armed }
}

/** E7: what waits on this page, in order: deliveries that are still pending, then experiences in show order. */
export function armedCandidates({ engine, profile, pending }: Subject): readonly Candidate[] {
  const indices = profile.armed.flatMap((id) => engine.indexOf.get(id) ?? []).sort((a, b) => a - b)
  const automatics = indices.map((index) => engine.candidates[index] as Candidate)
  return [...pending.filter((one) => profile.armed.includes(candidateId(one))), ...automatics]
}
