import { formatInstant } from '../conditions/index.js'
import type { Engine } from '../engine/index.js'
import { apply } from '../history/index.js'
import type { Code, Delivery, Instant, Page, Profile } from '../model/index.js'
import { never } from '../model/index.js'
import { attempt, checksOf } from './attempt.js'
import { blanketCode } from './blanket.js'
import { type Candidate, candidateId, type Moment } from './candidate.js'
import { isConcerned } from './checks/triggers.js'
import { armedAutomatics, isArmed, momentOf } from './decide.js'
import type { Finding, GroupFinding } from './finding.js'
import { Subject } from './subject.js'

/** Every candidate's verdict for one page load, and why (X1). `decide` gives the same verdict: they cannot differ. */
export interface Explanation {
  readonly at: Instant
  readonly href: string
  readonly profileId: string
  readonly outcome: 'show' | 'redirect' | 'none'
  /** The id of what shows or redirects. */
  readonly winner: string | null
  /** Pending deliveries in their order, then every experience in show order (E1). */
  readonly candidates: readonly CandidateExplanation[]
  /** Deliveries whose turn is over. */
  readonly settled: readonly SettledDelivery[]
  /** One line on one candidate or delivery. @throws if the id is that of none. */
  describe(id: string): string
}

export interface CandidateExplanation {
  readonly id: string
  readonly via: 'delivery' | 'automatic'
  readonly experienceId: string
  /** `shown` for the winner, else the first check that failed, or what kept it from its turn (X2). */
  readonly code: Code
  /** When the check named by the code passes by itself; `null` is "not by waiting" (X3). */
  readonly nextAt: Instant | null
  /** Whether every check passes: with `eligible`, all such candidates (E11). */
  readonly passes: boolean
  /** Each check in order, with the values that it compared. */
  readonly findings: readonly Finding[]
}

export interface SettledDelivery {
  readonly id: string
  readonly experienceId: string
  readonly code: 'triggered' | 'discarded' | 'removed' | 'dropped'
  readonly at: Instant | null
}

/**
 * Why did this show, or not: every pending delivery and every experience, each check with the values compared.
 *
 * The slow path over the checks that `decide` goes by. It changes nothing. With `trigger` it is about what is armed.
 *
 * @param now milliseconds since the epoch (T2)
 * @example
 * ```ts
 * import { catalog, compile, experience, explain, profile } from 'oncue'
 *
 * const engine = compile(catalog({ experiences: [experience({ id: 'nps', kind: 'survey', publishedAt: 2_000 })] }))
 * const explanation = explain(engine, profile('u1'), { href: 'https://app.example.com/' }, 1_000)
 * explanation.describe('nps') // 'nps: not_live, until 1970-01-01T00:00:02Z'
 * ```
 */
export function explain(engine: Engine, profile: Profile, page: Page, now: Instant): Explanation {
  const isLoad = !page.peek && !page.trigger
  const asked = isLoad ? apply(profile, { type: 'page', at: now, href: page.href }) : profile
  return explainSubject(new Subject(engine, asked), momentOf(page, now))
}

/** The explanation as things stand: any page load is recorded already. */
export function explainSubject(subject: Subject, moment: Moment): Explanation {
  subject.refresh()
  const { profile } = subject
  const candidates = new Walk(subject, moment).candidates()
  const winner = candidates.find(({ code }) => code === 'shown' || code === 'redirected')
  return {
    at: moment.now,
    href: moment.href,
    profileId: profile.id,
    outcome: winner === undefined ? 'none' : winner.code === 'shown' ? 'show' : 'redirect',
    winner: winner?.id ?? null,
    candidates,
    settled: profile.deliveries.filter(({ state }) => state !== 'pending').map(settle),
    describe: (id) => describe(id, candidates, profile.deliveries),
  }
}

/** What is asked about: everything, or on a trigger what is armed (E7). */
export function candidatesOf(subject: Subject, { trigger }: Moment): readonly Candidate[] {
  if (trigger === null) return [...subject.pending, ...subject.engine.candidates]
  return [...subject.pending.filter((candidate) => isArmed(candidate, subject)), ...armedAutomatics(subject)]
}

/** The candidates in their turn: each one's code depends on whether something before it won. */
class Walk {
  readonly #subject: Subject
  readonly #moment: Moment
  #winner: Candidate | null = null

  constructor(subject: Subject, moment: Moment) {
    this.#subject = subject
    this.#moment = moment
  }

  candidates(): readonly CandidateExplanation[] {
    return candidatesOf(this.#subject, this.#moment).map((candidate) => this.#explain(candidate))
  }

  #explain(candidate: Candidate): CandidateExplanation {
    const findings = checksOf(candidate).map((check) => check.find(candidate, this.#subject, this.#moment))
    const code = this.#code(candidate)
    return {
      id: candidateId(candidate),
      via: candidate.delivery === null ? 'automatic' : 'delivery',
      experienceId: candidate.experience.source.id,
      code,
      nextAt: nextAt(code, candidate, this.#subject, this.#moment),
      passes: blanketCode(this.#subject.profile) === null && findings.every(({ passes }) => passes),
      findings,
    }
  }

  #code(candidate: Candidate): Code {
    const blanket = blanketCode(this.#subject.profile)
    if (blanket !== null) return blanket
    const isWon = this.#winner !== null
    if (isWon && candidate.delivery !== null) return 'outranked' // not attempted (E3)
    const code = this.#isConcerned(candidate) ? attempt(candidate, this.#subject, this.#moment) : 'armed'
    if (code !== 'shown' && code !== 'redirected' && code !== 'armed') return code
    if (isWon) return 'outranked'
    if (code !== 'armed') this.#winner = candidate
    return code
  }

  /** E7: a trigger is no business of what is armed for another one. */
  #isConcerned(candidate: Candidate): boolean {
    return this.#moment.trigger === null || isConcerned(candidate, this.#subject, this.#moment)
  }
}

/** The check whose failure a code names, where waiting can end it (X3). */
export function nextAt(code: Code, candidate: Candidate, subject: Subject, moment: Moment): Instant | null {
  const failing = waitingFor[code]
  const check = checksOf(candidate).find(({ name }) => name === failing)
  const at = check?.passesAt?.(candidate, subject, moment) ?? never
  return at === never ? null : at
}

const waitingFor: Partial<Record<Code, Finding['check']>> = {
  before_from: 'window',
  not_live: 'live',
  recurrence: 'history',
  snoozed: 'history',
  rate_limited: 'limits',
}

function settle({ id, modelId, state, stateAt }: Delivery): SettledDelivery {
  return { id, experienceId: modelId, code: state as SettledDelivery['code'], at: stateAt }
}

function describe(id: string, candidates: readonly CandidateExplanation[], deliveries: readonly Delivery[]): string {
  const candidate = candidates.find((one) => one.id === id)
  if (candidate !== undefined) {
    const by = fullGroups(candidate).map((group) => group.id)
    const because = by.length > 0 && candidate.code === 'rate_limited' ? ` by ${by.join(', ')}` : ''
    return `${id}: ${candidate.code}${because}${until(candidate.nextAt)}`
  }
  const delivery = deliveries.find((one) => one.id === id)
  if (delivery === undefined) throw new Error(`"${id}" is neither an experience nor a delivery of this profile`)
  return `${id}: ${delivery.state}${delivery.stateAt === null ? '' : ` at ${formatInstant(delivery.stateAt)}`}`
}

const until = (at: Instant | null): string => (at === null ? '' : `, until ${formatInstant(at)}`)

/** L9: the groups that hold a candidate back. */
export function fullGroups({ findings }: CandidateExplanation): readonly GroupFinding[] {
  return findings.flatMap((finding) => (finding.check === 'limits' ? finding.groups.filter(({ full }) => full) : []))
}
