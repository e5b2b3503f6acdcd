import type { TraceEvent } from '../authoring/trace-event.js'
import type { Catalog, Instant, Problem } from '../model/index.js'
import { Backlog } from './backlog.js'
import type { Life } from './life.js'
import {
  type Called,
  defaultReplayOptions,
  isCall,
  type Observer,
  type PageLoad,
  type Question,
  Replay,
  type ReplayOptions,
} from './replay.js'
import { type Summary, summarise } from './summary.js'
import { Survey } from './survey.js'
import { Tally } from './tally.js'
import { createTimeline, type Timeline } from './timeline.js'
import { type Mapping, plainMapping } from './traces/mapping.js'
import { readTrace, type TraceTaker } from './traces/read.js'
import type { TraceSource } from './traces/source.js'

export interface SimulateOptions extends Partial<ReplayOptions> {
  readonly mapping?: Mapping
  /** Stops at the first line that cannot be read. */
  readonly strict?: boolean
  /** Only this profile is taken through its events: what is said of one does not depend on the others (P3). */
  readonly profileId?: string
  /** Events later than this are passed over. */
  readonly until?: Instant
  /** Taken after those of the trace: what if this happened next? */
  readonly thenEvents?: readonly TraceEvent[]
  /** Reads the trace twice from the start, so that nothing told is ever taken back by `onRestart`. */
  readonly surveyFirst?: boolean
  /**
   * Each question and its answer, before what was decided is recorded. A trace that turns out not to be in order is
   * begun anew: then `onRestart` comes first, and what was told before it counts no more.
   */
  readonly onQuestion?: (question: Question) => void
  readonly onCall?: (line: number, outcome: Called) => void
  readonly onRestart?: () => void
  /** After each chunk that was read: bytes of the source, of this pass. `false` ends the replay there. */
  readonly onProgress?: (bytes: number, pass: number) => Promise<boolean> | boolean
}

export interface SimulationResult {
  readonly summary: Summary
  readonly trace: TraceReport
  /** Ended early, by `strict` or by `onProgress`. */
  readonly isPartial: boolean
}

/** What the reading of a trace came to. */
export interface TraceReport {
  readonly lines: number
  readonly events: number
  readonly duplicates: number
  /** Lines that were out of order within their profile and were sorted (T6). */
  readonly moved: number
  readonly unreadable: number
  /** The first of them. */
  readonly problems: readonly Problem[]
}

const maxProblems = 10
const eventsPerPause = 8_192

/**
 * Replays a trace against a catalog.
 *
 * A trace that is in order within each profile is read once, in memory that grows with profiles, not with events. One
 * that is not, or that edits the catalog or names profiles by `uid`, is surveyed first; lines out of order are sorted
 * in memory (T6). The result is the same either way.
 *
 * @throws what reading the source throws
 */
export async function simulate(
  catalog: Catalog,
  source: TraceSource,
  options: SimulateOptions = {},
): Promise<SimulationResult> {
  if (options.surveyFirst !== true) {
    const straight = new Pass(source, options, createTimeline(catalog), null, 1)
    if (await straight.run()) return straight.result()
    options.onRestart?.()
  }
  const survey = new Survey()
  await surveyTrace(source, options, survey)
  const timeline = createTimeline(catalog, survey.edits)
  const pass = new Pass(source, options, timeline, survey, 3)
  await (survey.moved > 0 ? pass.runSorted() : pass.run())
  return pass.result()
}

async function surveyTrace(source: TraceSource, options: SimulateOptions, survey: Survey): Promise<void> {
  const { mapping = plainMapping, onProgress } = options
  let bytes = 0
  const taker: TraceTaker<string> = {
    profile: (id) => id,
    page: (id, at) => survey.time(id, at),
    event: (event, line) => survey.event(event, line),
    unreadable: () => options.strict !== true,
    pause: () => onProgress?.(bytes, 2) ?? true,
  }
  await readTrace(source, mapping, taker, (read) => {
    bytes = read
  })
}

/** One reading of the trace. Without a survey it gives up at the first line that shows that one is needed. */
class Pass implements TraceTaker<number> {
  readonly #source: TraceSource
  readonly #options: SimulateOptions
  readonly #replayOptions: ReplayOptions
  readonly #survey: Survey | null
  readonly #number: number
  readonly #replay: Replay
  readonly #tally: Tally
  readonly #problems: Problem[] = []
  /** Where nobody listens, the order of different profiles is free. */
  readonly #backlog: Backlog | null
  #gathered: Gathered[] | null = null
  #bytes = 0
  #lines = 0
  #events = 0
  #duplicates = 0
  #unreadable = 0
  #needsSurvey = false
  #isPartial = false

  constructor(
    source: TraceSource,
    options: SimulateOptions,
    timeline: Timeline,
    survey: Survey | null,
    number: number,
  ) {
    this.#source = source
    this.#options = options
    this.#survey = survey
    this.#number = number
    const { recorded, behaviour } = { ...defaultReplayOptions, ...options }
    this.#replayOptions = { recorded, behaviour }
    const tally = new Tally()
    this.#tally = tally
    const { onQuestion, onCall } = options
    const isHeard = onQuestion !== undefined || onCall !== undefined
    this.#backlog = isHeard
      ? null
      : new Backlog((backlog, profile, index) => this.#takeWaiting(backlog, profile, index))
    this.#replay = new Replay(timeline, this.#replayOptions, isHeard ? both(tally, options) : tally)
  }

  /** @returns whether it got through without needing a survey */
  async run(): Promise<boolean> {
    const { mapping = plainMapping } = this.#options
    this.#lines = await readTrace(this.#source, mapping, this, (bytes) => {
      this.#bytes = bytes
    })
    if (!this.#needsSurvey && this.#gathered === null) this.#end()
    return !this.#needsSurvey
  }

  /** T6: every profile's lines by instant, then by line; profile after profile. */
  async runSorted(): Promise<void> {
    const gathered: Gathered[] = []
    this.#gathered = gathered
    await this.run()
    gathered.sort((a, b) => compareText(a.profileId, b.profileId) || a.event.at - b.event.at || a.line - b.line)
    for (const [index, { profileId, event, line }] of gathered.entries()) {
      this.#put(profileId === null ? null : this.profile(profileId), event, line)
      if (index % eventsPerPause === 0 && !(await this.pause())) break
    }
    this.#end()
  }

  /** A profile's number; −1 is one that is passed over. */
  profile(id: string): number {
    const { profileId: only } = this.#options
    return only === undefined || only === id ? this.#replay.life(id).number : -1
  }

  page(profile: number, at: Instant, href: string, eventId: string | null, line: number): void {
    if (profile < 0 || this.#isPassedOver(at)) return
    this.#events += 1
    if (this.#gathered !== null) {
      const { id: profileId } = this.#lifeOf(profile).draft
      this.#gathered.push({ profileId, line, event: { type: 'page', at, profileId, eventId, href, peek: false } })
    } else if (this.#backlog !== null) {
      this.#backlog.page(profile, at, href, eventId)
    } else {
      this.#takePage(this.#lifeOf(profile), { type: 'page', at, href, eventId, line })
    }
  }

  event(event: TraceEvent, line: number): void {
    const profileId = this.#survey?.profileOf(event, line) ?? event.profileId
    const profile = profileId === null ? null : this.profile(profileId)
    if ((profile !== null && profile < 0) || this.#isPassedOver(event.at)) return
    this.#events += 1
    if (this.#gathered !== null) this.#gathered.push({ profileId, event, line })
    else this.#put(profile, event, line)
  }

  unreadable(problems: readonly Problem[], line: number): boolean {
    this.#unreadable += 1
    for (const problem of problems) {
      if (this.#problems.length < maxProblems) this.#problems.push({ ...problem, file: this.#source.name, line })
    }
    if (this.#options.strict !== true) return true
    this.#isPartial = true
    return false
  }

  async pause(): Promise<boolean> {
    if (this.#needsSurvey) return false
    const goesOn = (await this.#options.onProgress?.(this.#bytes, this.#number)) !== false
    if (!goesOn) this.#isPartial = true
    return goesOn
  }

  result(): SimulationResult {
    return {
      summary: summarise(this.#replay, this.#tally, this.#replayOptions),
      trace: {
        lines: this.#lines,
        events: this.#events,
        duplicates: this.#duplicates,
        moved: this.#survey?.moved ?? 0,
        unreadable: this.#unreadable,
        problems: this.#problems,
      },
      isPartial: this.#isPartial,
    }
  }

  #isPassedOver(at: Instant): boolean {
    const { until } = this.#options
    return this.#needsSurvey || (until !== undefined && at > until)
  }

  #end(): void {
    for (const event of this.#options.thenEvents ?? []) {
      this.#put(event.profileId === null ? null : this.profile(event.profileId), event, this.#lines + 1)
    }
    this.#backlog?.clear()
    this.#replay.end()
  }

  #put(profile: number | null, event: TraceEvent, line: number): void {
    if (profile === null) this.#takeNobodys(event, line)
    else if (this.#backlog !== null) this.#backlog.add(profile, event)
    else this.#take(this.#lifeOf(profile), event, line)
  }

  #lifeOf(profile: number): Life {
    return this.#replay.lives[profile] as Life
  }

  /** Nobody listens, so nobody will hear which line it is. */
  #takeWaiting(backlog: Backlog, profile: number, index: number): void {
    const life = this.#lifeOf(profile)
    const rest = backlog.rest[index] as TraceEvent | string | null
    if (rest !== null && typeof rest === 'object') {
      this.#take(life, rest, 0)
    } else {
      const href = backlog.href[index] as string
      this.#takePage(life, { type: 'page', at: backlog.at[index] as Instant, href, eventId: rest, line: 0 })
    }
  }

  #takePage(life: Life, load: PageLoad): void {
    if (this.#isTooLate(life, load.at)) return
    if (!this.#replay.page(life, load)) this.#duplicates += 1
  }

  #take(life: Life, event: TraceEvent, line: number): void {
    if (this.#isTooLate(life, event.at)) return
    if (!this.#replay.take(event, life, line)) this.#duplicates += 1
  }

  /** Out of order, and nothing was sorted: what is needed is a survey. */
  #isTooLate(life: Life, at: Instant): boolean {
    if (this.#survey === null && at < life.at) this.#needsSurvey = true
    return this.#needsSurvey
  }

  /** It may ask about everybody, so everybody comes as far as that. */
  #takeNobodys(event: TraceEvent, line: number): void {
    this.#backlog?.clear()
    if (this.#survey === null && (event.type === 'catalog' || isCall(event))) this.#needsSurvey = true
    else this.#replay.takeNobodys(event, line)
  }
}

/** Tells a tally first, then whoever listens. */
const both = (tally: Tally, { onQuestion, onCall }: Pick<SimulateOptions, 'onQuestion' | 'onCall'>): Observer => ({
  asked(question) {
    tally.asked(question)
    onQuestion?.(question)
  },
  called(line, outcome) {
    tally.called(line, outcome)
    onCall?.(line, outcome)
  },
  compared: tally.compared,
})

interface Gathered {
  readonly profileId: string | null
  readonly event: TraceEvent
  readonly line: number
}

/** T7; what is nobody's comes first. */
function compareText(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? -1 : 1
  return a < b ? -1 : 1
}
