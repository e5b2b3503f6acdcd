import type { Engine } from '../engine/index.js'
import { hasBit, lowestBit } from '../engine/index.js'
import { apply } from '../history/index.js'
import type {
  Decision,
  DiscardEvent,
  Instant,
  NoneDecision,
  Page,
  PageEvent,
  Profile,
  ProfileEvent,
} from '../model/index.js'
import { attempt } from './attempt.js'
import { blanketCode } from './blanket.js'
import { type Candidate, candidateId, type Moment } from './candidate.js'
import { isInControlGroup } from './checks/control-group.js'
import { isConcerned } from './checks/triggers.js'
import { limitedAt, openOf } from './open.js'
import { redirectDecision, showDecision } from './outcome.js'
import { Subject } from './subject.js'

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
  if (page.peek || page.trigger) {
    const decision = ask(new Subject(engine, profile), momentOf(page, now))
    return page.peek ? { ...decision, events: [] } : decision
  }
  const load: PageEvent = { type: 'page', at: now, href: page.href }
  const decision = ask(new Subject(engine, apply(profile, load)), momentOf(page, now))
  return { ...decision, events: [load, ...decision.events] }
}

export const momentOf = ({ href, trigger }: Page, now: Instant): Moment => ({ now, href, trigger: trigger ?? null })

/** The answer where nothing happens: one value, so that a held page load allocates nothing. */
const nothing: NoneDecision = Object.freeze({ outcome: 'none', events: Object.freeze([]), armed: Object.freeze([]) })

/** The question as things stand: any page load is recorded already. */
export function ask(subject: Subject, moment: Moment): Decision {
  subject.refresh()
  if (blanketCode(subject.profile) !== null) return moment.trigger === null ? nothing : waiting(subject, [])
  const { pending } = subject
  return pending.length === 0 ? askAutomatic(subject, moment, noDiscards, []) : askDeliveries(subject, moment, pending)
}

const noDiscards: readonly DiscardEvent[] = []

/** E1: the pending deliveries in their order, each by its first failure (E3); then the automatic experiences. */
function askDeliveries(subject: Subject, moment: Moment, pending: readonly Candidate[]): Decision {
  const discards: DiscardEvent[] = []
  const armed: string[] = []
  for (const candidate of pending) {
    if (moment.trigger !== null && !isPulled(candidate, subject, moment)) continue
    const code = attempt(candidate, subject, moment)
    if (code === 'shown') return showDecision(candidate, subject, moment, discards)
    if (code === 'redirected') return redirectDecision(candidate, moment, discards)
    if (code === 'armed') armed.push(candidateId(candidate))
    if (code === 'segment_mismatch' || code === 'already_seen') discards.push(discard(candidate, moment, code))
  }
  return askAutomatic(subject, moment, discards, armed)
}

function askAutomatic(
  subject: Subject,
  moment: Moment,
  discards: readonly DiscardEvent[],
  armed: readonly string[],
): Decision {
  const first = moment.trigger === null ? firstAutomatic(subject, moment, armed) : firstPulled(subject, moment)
  if (first.winner !== null) return showDecision(first.winner, subject, moment, discards)
  if (moment.trigger !== null) return waiting(subject, discards)
  if (first.armed.length === 0 && discards.length === 0) return nothing
  const arm: readonly ProfileEvent[] = first.armed.length > 0 ? [{ type: 'arm', at: moment.now, ids: first.armed }] : []
  return { outcome: 'none', events: [...discards, ...arm], armed: first.armed }
}

/** What shows, and what before it lacks only a trigger (E7). */
interface First {
  readonly winner: Candidate | null
  readonly armed: readonly string[]
}

const nobody: First = { winner: null, armed: [] }

/**
 * The first bit of the intersection: live and on the page, in the segment, not in a control group, not held back by
 * history or a full limit group. Word by word, so that what stands behind the winner is never asked.
 */
function firstAutomatic(subject: Subject, { href, now }: Moment, armedBefore: readonly string[]): First {
  const { engine } = subject
  const page = engine.pages.at(href, now)
  if (page.size === 0) return armedBefore.length === 0 ? nobody : { winner: null, armed: armedBefore }
  const limited = limitedAt(subject, now)
  let armed = armedBefore
  for (let k = 0; k < page.size; k++) {
    const word = page.words[k] as number
    let left = (page.bits[k] as number) & ~(limited[word] as number)
    if (left !== 0) left = openOf(subject, word, left, now)
    if (left !== 0) left = withoutControls(left, word, subject)
    for (; left !== 0; left &= left - 1) {
      const index = (word << 5) + lowestBit(left)
      const winner = engine.candidates[index] as Candidate
      if (!hasBit(engine.triggered, index)) return { winner, armed }
      armed = [...armed, candidateId(winner)]
    }
  }
  return armed.length === 0 ? nobody : { winner: null, armed }
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

/** E7: of what is armed on this page, the first that now passes every check, its trigger included. */
function firstPulled(subject: Subject, moment: Moment): First {
  const winner = armedAutomatics(subject).find((candidate) => attempt(candidate, subject, moment) === 'shown')
  return { winner: winner ?? null, armed: [] }
}

/** Whether a candidate is armed on this page, and waits for what has just happened. */
const isPulled = (candidate: Candidate, subject: Subject, moment: Moment): boolean =>
  isArmed(candidate, subject) && isConcerned(candidate, subject, moment)

/** Where a trigger shows nothing, everything stays armed but what was discarded. */
function waiting({ profile }: Subject, discards: readonly DiscardEvent[]): NoneDecision {
  const gone = new Set(discards.map(({ deliveryId }) => deliveryId))
  return { outcome: 'none', events: discards, armed: profile.armed.filter((id) => !gone.has(id)) }
}

/** The armed experiences in show order. */
export function armedAutomatics({ engine, profile }: Subject): readonly Candidate[] {
  const indices = profile.armed.flatMap((id) => engine.indexOf.get(id) ?? [])
  return indices.sort((a, b) => a - b).map((index) => engine.candidates[index] as Candidate)
}

export const isArmed = (candidate: Candidate, { profile }: Subject): boolean =>
  profile.armed.includes(candidateId(candidate))

function discard({ delivery }: Candidate, { now }: Moment, reason: DiscardEvent['reason']): DiscardEvent {
  return { type: 'discard', at: now, deliveryId: delivery?.id ?? '', reason }
}
