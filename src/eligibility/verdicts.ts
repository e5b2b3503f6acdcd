import { formatInstant } from '../conditions/index.js'
import type { Code, Delivery, Instant } from '../model/index.js'
import { type Answers, attempt, checksOf } from './attempt.js'
import { blanketCode } from './blanket.js'
import { type Candidate, candidateId, type Moment } from './candidate.js'
import { type Check, nextAfter } from './check.js'
import { askAll } from './checks/ask-all.js'
import { fullGroups } from './checks/limits.js'
import { isConcerned } from './checks/triggers.js'
import { armedCandidates } from './decide.js'
import type { Subject } from './subject.js'

/** Every candidate's verdict for one page load, and why (X1). `decide` gives the same verdict: they cannot differ. */
export interface Verdicts {
  readonly at: Instant
  readonly href: string
  readonly profileId: string
  readonly outcome: 'show' | 'redirect' | 'none'
  /** The id of what shows or redirects. */
  readonly winner: string | null
  /** Pending deliveries in their order, then every experience in show order (E1). */
  readonly candidates: readonly CandidateVerdict[]
  /** Deliveries whose turn is over. */
  readonly settled: readonly SettledDelivery[]
  /** One line on one candidate or delivery. @throws if the id is that of none. */
  describe(id: string): string
}

export interface CandidateVerdict {
  readonly id: string
  readonly via: 'delivery' | 'automatic'
  readonly experienceId: string
  /** `shown` for the winner, else the first check that failed, or what kept it from its turn (X2). */
  readonly code: Code
  /** When the check named by the code passes by itself; `null` is "not by waiting" (X3). */
  readonly nextAt: Instant | null
  /** Whether every check passes: with `eligible`, all such candidates (E11). */
  readonly passes: boolean
  /** The ids of the limit groups that have no room for it (L9). */
  readonly fullGroups: readonly string[]
}

export interface SettledDelivery {
  readonly id: string
  readonly experienceId: string
  readonly code: 'triggered' | 'discarded' | 'removed' | 'dropped'
  readonly at: Instant | null
}

/** The verdicts as things stand: any page load is recorded already. */
export const verdictsOf = (subject: Subject, moment: Moment): Verdicts => judge(subject, moment).verdicts

/** Candidates in the order of their verdicts, with what their checks say: each is asked once. */
export interface Judged {
  readonly verdicts: Verdicts
  readonly asked: readonly { readonly candidate: Candidate; readonly answers: Answers }[]
}

export function judge(subject: Subject, moment: Moment): Judged {
  subject.refresh()
  const { profile } = subject
  const codeOf = createWalk(subject, moment)
  const isBlanketed = blanketCode(profile) !== null
  const asked = candidatesOf(subject, moment).map((candidate) => ({
    candidate,
    answers: askAll(candidate, subject, moment),
  }))
  const candidates = asked.map(({ candidate, answers }) => {
    const { delivery, experience } = candidate
    const code = codeOf(candidate, answers)
    return {
      id: candidateId(candidate),
      via: delivery === null ? ('automatic' as const) : ('delivery' as const),
      experienceId: experience.source.id,
      code,
      nextAt: freeAt(checksOf(candidate)[answers.indexOf(code)], code, candidate, subject, moment),
      passes: !isBlanketed && answers.every((answer) => answer === null),
      fullGroups: answers.includes('rate_limited')
        ? fullGroups(candidate, subject, moment).map(({ source }) => source.id)
        : [],
    }
  })
  const winner = candidates.find(({ code }) => code === 'shown' || code === 'redirected')
  const verdicts: Verdicts = {
    at: moment.now,
    href: moment.href,
    profileId: profile.id,
    outcome: winner === undefined ? 'none' : winner.code === 'shown' ? 'show' : 'redirect',
    winner: winner?.id ?? null,
    candidates,
    settled: profile.deliveries.filter(({ state }) => state !== 'pending').map(settle),
    describe: (id) => describe(id, candidates, profile.deliveries),
  }
  return { verdicts, asked }
}

/** What is asked about: everything, or on a trigger what is armed (E7). */
export function candidatesOf(subject: Subject, { trigger }: Moment): readonly Candidate[] {
  if (trigger === null) return [...subject.pending, ...subject.engine.candidates]
  return armedCandidates(subject)
}

/** Gives each candidate's code, asked in their turn: it depends on whether something before it won. */
function createWalk(subject: Subject, moment: Moment): (candidate: Candidate, answers: Answers) => Code {
  const blanket = blanketCode(subject.profile)
  let isWon = false
  return (candidate, answers) => {
    if (blanket !== null) return blanket
    if (isWon && candidate.delivery !== null) return 'outranked' // not attempted (E3)
    // E7: a trigger is no business of what is armed for another one.
    const isAsked = moment.trigger === null || isConcerned(candidate, subject, moment)
    const code = isAsked ? attempt(candidate, subject, moment, answers) : 'armed'
    if (code !== 'shown' && code !== 'redirected' && code !== 'armed') return code
    if (isWon) return 'outranked'
    isWon = code !== 'armed'
    return code
  }
}

/** When the check whose failure a code names passes, where waiting can end it (X3). */
export function nextAt(code: Code, candidate: Candidate, subject: Subject, moment: Moment): Instant | null {
  const named = checksOf(candidate).find((check) => check.fails(candidate, subject, moment) === code)
  return freeAt(named, code, candidate, subject, moment)
}

function freeAt(
  check: Check | undefined,
  code: Code,
  candidate: Candidate,
  subject: Subject,
  moment: Moment,
): Instant | null {
  if (check?.turns === undefined || code === 'segment_mismatch' || code === 'armed') return null
  const { now } = moment
  const free = check
    .turns(candidate, subject, moment)
    .filter((at) => at > now && check.fails(candidate, subject, { ...moment, now: at }) === null)
  return nextAfter(now, free)
}

function settle({ id, modelId, state, stateAt }: Delivery): SettledDelivery {
  return { id, experienceId: modelId, code: state as SettledDelivery['code'], at: stateAt }
}

function describe(id: string, candidates: readonly CandidateVerdict[], deliveries: readonly Delivery[]): string {
  const candidate = candidates.find((one) => one.id === id)
  if (candidate !== undefined) {
    const because = candidate.code === 'rate_limited' ? ` by ${candidate.fullGroups.join(', ')}` : ''
    return `${id}: ${candidate.code}${because}${until(candidate.nextAt)}`
  }
  const delivery = deliveries.find((one) => one.id === id)
  if (delivery === undefined) throw new Error(`"${id}" is neither an experience nor a delivery of this profile`)
  return `${id}: ${delivery.state}${delivery.stateAt === null ? '' : ` at ${formatInstant(delivery.stateAt)}`}`
}

const until = (at: Instant | null): string => (at === null ? '' : `, until ${formatInstant(at)}`)
