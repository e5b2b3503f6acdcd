import type { TraceEvent } from '../authoring/trace-event.js'
import type { Catalog, Instant, Problem } from '../model/index.js'
import type { Life } from './life.js'
import { type Called, defaultReplayOptions, isCall, type Question, Replay, type ReplayOptions } from './replay.js'
import { type Summary, summarise } from './summary.js'
import { Survey } from './survey.js'
import { Tally } from './tally.js'
import { createTimeline, type Timeline } from './timeline.js'
import { type Mapping, plainMapping } from './traces/mapping.js'
import { type PageLoad, readTrace, type TraceTaker } from './traces/read.js'
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
    page: (id, { at }) => survey.time(id, at),
    event: (event, line) => survey.event(event, line),
    unreadable: () => options.strict !== true,
    pause: () => onProgress?.(bytes, 2) ?? true,
  }
  await readTrace(source, mapping, taker, (read) => {
    bytes = read
  })
}

/** One reading of the trace. Without a survey it gives up at the first line that shows that one is needed. */
class Pass implements TraceTaker<Life> {
  readonly #source: TraceSource
  readonly #options: SimulateOptions
  readonly #replayOptions: ReplayOptions
  readonly #survey: Survey | null
  readonly #number: number
  readonly #replay: Replay
  readonly #tally: Tally
  readonly #problems: Problem[] = []
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
    this.#replay = new Replay(timeline, this.#replayOptions, {
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
      this.#take(profileId, event, line)
      if (index % eventsPerPause === 0 && !(await this.pause())) break
    }
    this.#end()
  }

  profile(id: string): Life {
    return this.#replay.life(id)
  }

  page(life: Life, load: PageLoad): void {
    if (this.#needsSurvey || !this.#isWanted(life.draft.id, load.at)) return
    this.#events += 1
    if (this.#gathered !== null) {
      const { line, ...parts } = load
      const profileId = life.draft.id
      this.#gathered.push({ profileId, line, event: { type: 'page', profileId, peek: false, ...parts } })
    } else if (load.at < life.at && this.#survey === null) {
      this.#needsSurvey = true
    } else if (!this.#replay.page(life, load)) {
      this.#duplicates += 1
    }
  }

  event(event: TraceEvent, line: number): void {
    const profileId = this.#survey?.profileOf(event, line) ?? event.profileId
    if (this.#needsSurvey || !this.#isWanted(profileId, event.at)) return
    this.#events += 1
    if (this.#gathered !== null) this.#gathered.push({ profileId, event, line })
    else if (this.#survey === null && this.#isBeyond(event)) this.#needsSurvey = true
    else this.#take(profileId, event, line)
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

  #isWanted(profileId: string | null, at: Instant): boolean {
    const { profileId: only, until } = this.#options
    return (only === undefined || profileId === only || profileId === null) && (until === undefined || at <= until)
  }

  #end(): void {
    for (const event of this.#options.thenEvents ?? []) this.#take(event.profileId, event, this.#lines + 1)
    this.#replay.end()
  }

  /** Whether an event needs more than what came before it. */
  #isBeyond(event: TraceEvent): boolean {
    if (event.type === 'catalog') return true
    if (event.profileId === null) return isCall(event)
    return event.at < this.#replay.life(event.profileId).at
  }

  #take(profileId: string | null, event: TraceEvent, line: number): void {
    if (profileId === null) this.#replay.takeNobodys(event, line)
    else if (!this.#replay.take(event, this.#replay.life(profileId), line)) this.#duplicates += 1
  }
}

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
