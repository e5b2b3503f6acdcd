import type { SettledDelivery } from '../eligibility/verdicts.js'
import type { Engine } from '../engine/index.js'
import { type CandidateExplanation, type Explanation, explainSubject } from '../explain/explain.js'
import { type Code, codes } from '../model/code.js'
import type { Catalog, Instant, Profile } from '../model/index.js'
import { beforeLoad, type LoadedBefore, neverLoaded } from './before-load.js'
import type { TraceReport } from './reading.js'
import type { Called, Question, ReplayOptions } from './replay.js'
import { type SimulateOptions, simulate } from './simulate.js'
import type { TraceSource } from './traces/source.js'

export interface DigestOptions
  extends Partial<ReplayOptions>,
    Pick<SimulateOptions, 'mapping' | 'strict' | 'onProgress'> {
  readonly profileId: string
  /** An experience's or delivery's id; without it only the last page load is explained. */
  readonly candidateId?: string
  /** Page loads before this are replayed, but not counted. */
  readonly from?: Instant
  /** What comes later has not happened. */
  readonly until?: Instant
  /** Asks about a page load that is not in the trace, at its instant or after everything else. */
  readonly hypothetical?: { readonly at: Instant; readonly href: string }
}

/** What a trace says of one profile: for one candidate over all page loads, and for the last page load in full (X5). */
export interface Digest {
  readonly profileId: string
  readonly candidateId: string | null
  /** When the delivery that is the candidate was made, and by which line, where the trace says so. */
  readonly madeAt: Instant | null
  readonly madeLine: number | null
  /** The last call of that id that made none. */
  readonly refused: RefusedDelivery | null
  /** Of a candidate, those on which there was one: a delivery's begin when it is made. */
  readonly pageLoads: number
  /** The first and last of them. */
  readonly from: Instant | null
  readonly until: Instant | null
  /** How often each code was the candidate's on a page load, in the order of X2. */
  readonly reasons: readonly ReasonSpan[]
  /** Each show of the candidate, however it came about. */
  readonly shows: readonly DigestShow[]
  /** Each of them and what became of the candidate, in order: none where no candidate is asked for. */
  readonly loads: readonly CandidateLoad[]
  /** Of the page loads on which the candidate did not show, the latest on which it passed the most checks. */
  readonly nearest: NearestLoad | null
  readonly last: ExplainedLoad | null
  readonly trace: TraceReport
  readonly isPartial: boolean
}

export interface RefusedDelivery {
  readonly at: Instant
  readonly line: number
  readonly status: number
  readonly messages: readonly string[]
}

export interface ReasonSpan {
  readonly code: Code
  readonly count: number
  readonly first: Instant
  readonly last: Instant
}

export interface CandidateLoad {
  readonly line: number
  readonly at: Instant
  readonly code: Code
}

export interface DigestShow {
  readonly at: Instant
  readonly href: string
  readonly on: 'page' | 'trigger' | 'timer'
  readonly via: 'automatic' | 'delivery'
}

export interface NearestLoad {
  readonly line: number
  readonly at: Instant
  readonly href: string
  readonly passed: number
  readonly candidate: CandidateExplanation
}

/** Law: `explain(engine, profile, { href }, at)`, with those of the explanation, is the explanation. */
export interface ExplainedLoad {
  readonly line: number
  readonly explanation: Explanation
  readonly engine: Engine
  /** As it stood before the page load. */
  readonly profile: Profile
}

/**
 * Replays one profile's part of a trace, and gathers why one experience or delivery showed or did not, page load by
 * page load (X5). The others' events are read, but not replayed (P3).
 *
 * @throws what reading the source throws
 */
export async function digest(catalog: Catalog, source: TraceSource, options: DigestOptions): Promise<Digest> {
  const { profileId, candidateId, from, until, hypothetical, ...others } = options
  const create = (): Gathering => new Gathering(candidateId ?? null, from ?? Number.NEGATIVE_INFINITY)
  let gathering = create()
  const page = { type: 'page', profileId, eventId: null, peek: false } as const
  const { trace, isPartial } = await simulate(catalog, source, {
    ...others,
    profileId,
    ...(until === undefined ? {} : { until }),
    ...(hypothetical === undefined ? {} : { thenEvents: [{ ...page, ...hypothetical }] }),
    onQuestion: (question) => gathering.asked(question),
    onCall: (line, outcome, { type, at, ...call }) => {
      gathering.called(line, outcome)
      if (type === 'deliver' && 'id' in call && call.id === candidateId) gathering.answered({ line, at }, outcome)
    },
    onDispatch: ({ at, line, outcome }) => {
      if (outcome !== null && at <= (until ?? at)) gathering.called(line, outcome)
    },
    onRestart: () => {
      gathering = create()
    },
  })
  return { profileId, candidateId: candidateId ?? null, ...gathering.result(), trace, isPartial }
}

class Gathering {
  readonly #candidateId: string | null
  readonly #countsFrom: Instant
  readonly #spans = new Map<Code, ReasonSpan>()
  readonly #shows: DigestShow[] = []
  readonly #loads: CandidateLoad[] = []
  #madeAt: Instant | null = null
  #madeLine: number | null = null
  #refused: RefusedDelivery | null = null
  #pageLoads = 0
  #from: Instant | null = null
  #until: Instant | null = null
  #nearest: NearestLoad | null = null
  #last: ExplainedLoad | null = null
  #before: LoadedBefore = neverLoaded

  constructor(candidateId: string | null, countsFrom: Instant) {
    this.#candidateId = candidateId
    this.#countsFrom = countsFrom
  }

  asked(question: Question): void {
    const { kind, moment, subject } = question
    if (kind === 'peek') return
    if (moment.now >= this.#countsFrom) {
      this.#noteShow(question)
      if (kind === 'page') this.#noteLoad(question)
    }
    const { pageAt, pageHref, sessionStartedAt } = subject.profile
    this.#before = { pageAt, pageHref, sessionStartedAt }
  }

  #noteLoad(question: Question): void {
    const { moment } = question
    const { engine, profile } = question.subject
    const explanation = explainSubject(question.subject, moment)
    this.#last = { line: question.line, explanation, engine, profile: beforeLoad(profile, this.#before) }
    if (this.#candidateId !== null && !this.#noteReason(explanation, question.line)) return
    this.#pageLoads += 1
    this.#from ??= moment.now
    this.#until = moment.now
  }

  called(line: number, outcome: Called): void {
    if (outcome.status !== 201 || outcome.delivery.id !== this.#candidateId) return
    this.#madeAt = outcome.delivery.createdAt
    this.#madeLine = line
  }

  /** What became of a call to make the candidate. */
  answered(call: Pick<RefusedDelivery, 'line' | 'at'>, outcome: Called): void {
    if ('body' in outcome) this.#refused = { ...call, status: outcome.status, messages: outcome.body.messages }
  }

  result(): Omit<Digest, 'profileId' | 'candidateId' | 'trace' | 'isPartial'> {
    return {
      madeAt: this.#madeAt,
      madeLine: this.#madeLine,
      refused: this.#refused,
      pageLoads: this.#pageLoads,
      from: this.#from,
      until: this.#until,
      reasons: codes.flatMap((code) => this.#spans.get(code) ?? []),
      shows: this.#shows,
      loads: this.#loads,
      nearest: this.#nearest,
      last: this.#last,
    }
  }

  #noteShow({ kind, moment, decision }: Question): void {
    if (decision.outcome !== 'show' || kind === 'peek') return
    const { experienceId, via } = decision
    const ids = [experienceId, ...(via === 'delivery' ? [decision.deliveryId] : [])]
    if (this.#candidateId === null || !ids.includes(this.#candidateId)) return
    this.#shows.push({ at: moment.now, href: moment.href, on: kind, via })
  }

  /** @returns whether there is such a candidate by then */
  #noteReason({ at, href, candidates, settled }: Explanation, line: number): boolean {
    const isMeant = ({ id }: CandidateExplanation | SettledDelivery): boolean => id === this.#candidateId
    const candidate = candidates.find(isMeant)
    const code = candidate?.code ?? settled.find(isMeant)?.code
    if (code === undefined) return false
    this.#loads.push({ line, at, code })
    const span = this.#spans.get(code)
    this.#spans.set(code, { code, count: (span?.count ?? 0) + 1, first: span?.first ?? at, last: at })
    if (candidate === undefined || code === 'shown') return true
    const passed = candidate.findings.filter(({ passes }) => passes).length
    if (this.#nearest === null || passed >= this.#nearest.passed) this.#nearest = { line, at, href, passed, candidate }
    return true
  }
}
