import type { TraceEvent } from '../authoring/trace-event.js'
import type { Catalog, Instant, Problem } from '../model/index.js'
import { Lanes } from './lanes.js'
import type { PartitionResult } from './partition.js'
import { defaultReplayOptions, isCall, type Observer, type ReplayOptions } from './replay.js'
import type { SimulateOptions, SimulationResult } from './simulate.js'
import { summarise } from './summary.js'
import type { Survey } from './survey.js'
import { plainMapping } from './traces/mapping.js'
import { readTrace, type TraceTaker } from './traces/read.js'
import type { TraceSource } from './traces/source.js'

const maxProblems = 10
const eventsPerPause = 8_192

/** One reading of the trace, and its replay. Without a survey it gives up at the first line that needs one. */
export class Pass implements TraceTaker<number> {
  readonly #source: TraceSource
  readonly #options: SimulateOptions
  readonly #replayOptions: ReplayOptions
  readonly #survey: Survey | null
  readonly #lanes: Lanes
  /** The profiles' numbers, ids, and the instants of their last events: what order is judged by. */
  readonly #numbers = new Map<string, number>()
  readonly #ids: string[] = []
  readonly #lastAt: Instant[] = []
  readonly #problems: Problem[] = []
  #gathered: Gathered[] | null = null
  #bytes = 0
  #lines = 0
  #events = 0
  #unreadable = 0
  #needsSurvey = false
  #isPartial = false
  #results: readonly PartitionResult[] = []

  constructor(catalog: Catalog, source: TraceSource, options: SimulateOptions, survey: Survey | null) {
    this.#source = source
    this.#options = options
    this.#survey = survey
    const { recorded, behaviour } = { ...defaultReplayOptions, ...options }
    this.#replayOptions = { recorded, behaviour }
    const setup = {
      catalog,
      edits: survey?.edits ?? [],
      options: this.#replayOptions,
      decisions: options.decisions?.reasons ?? null,
    }
    const { workers = 0, decisions } = options
    this.#lanes = new Lanes(setup, { workers, observer: listener(options), write: decisions?.write ?? (() => {}) })
  }

  /** @returns whether it got through without needing a survey */
  async run(): Promise<boolean> {
    await this.#read()
    if (!this.#needsSurvey) await this.#end()
    return !this.#needsSurvey
  }

  /** T6: every profile's lines by instant, then by line; profile after profile. */
  async runSorted(): Promise<void> {
    const gathered: Gathered[] = []
    this.#gathered = gathered
    await this.#read()
    gathered.sort((a, b) => compareText(a.profileId, b.profileId) || a.event.at - b.event.at || a.line - b.line)
    for (const [index, { profileId, event, line }] of gathered.entries()) {
      this.#put(profileId, event, line)
      if (index % eventsPerPause === 0 && !(await this.pause())) break
    }
    await this.#end()
  }

  async #read(): Promise<void> {
    const { mapping = plainMapping } = this.#options
    this.#lines = await readTrace(this.#source, mapping, this, (bytes) => {
      this.#bytes = bytes
    })
  }

  /** A profile's number; −1 is one that is passed over. */
  profile(id: string): number {
    const { profileId: only } = this.#options
    if (only !== undefined && only !== id) return -1
    let number = this.#numbers.get(id)
    if (number === undefined) {
      number = this.#ids.push(id) - 1
      this.#numbers.set(id, number)
      this.#lastAt.push(Number.NEGATIVE_INFINITY)
      this.#lanes.begin(id, number)
    }
    return number
  }

  page(profile: number, at: Instant, href: string, eventId: string | null, line: number): void {
    if (profile < 0 || this.#isPassedOver(at)) return
    this.#events += 1
    if (this.#gathered === null) {
      this.#add(profile, at, href, eventId, line)
    } else {
      const profileId = this.#ids[profile] as string
      this.#gathered.push({ profileId, line, event: { type: 'page', at, profileId, eventId, href, peek: false } })
    }
  }

  event(event: TraceEvent, line: number): void {
    const profileId = this.#survey?.profileOf(event, line) ?? event.profileId
    if (this.#isPassedOver(event.at)) return
    if (profileId !== null && this.profile(profileId) < 0) return
    this.#events += 1
    if (this.#gathered !== null) this.#gathered.push({ profileId, event, line })
    else this.#put(profileId, event, line)
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
    const goesOn = (await this.#options.onProgress?.(this.#bytes, this.#survey === null ? 1 : 3)) !== false
    if (!goesOn) this.#isPartial = true
    await this.#lanes.drain()
    return goesOn
  }

  result(): SimulationResult {
    const [{ replay, tally, duplicates }] = this.#results as [PartitionResult]
    return {
      summary: summarise(replay, tally, this.#replayOptions),
      trace: {
        lines: this.#lines,
        events: this.#events,
        duplicates,
        moved: this.#survey?.moved ?? 0,
        unreadable: this.#unreadable,
        problems: this.#problems,
      },
      isPartial: this.#isPartial,
    }
  }

  /** Ends what may still be under way. */
  stop(): void {
    this.#lanes.stop()
  }

  #isPassedOver(at: Instant): boolean {
    const { until } = this.#options
    return this.#needsSurvey || (until !== undefined && at > until)
  }

  async #end(): Promise<void> {
    for (const event of this.#options.thenEvents ?? []) this.#put(event.profileId, event, this.#lines + 1)
    if (!this.#needsSurvey) this.#results = await this.#lanes.end()
  }

  #put(profileId: string | null, event: TraceEvent, line: number): void {
    if (profileId !== null) this.#add(this.profile(profileId), event.at, '', event, line)
    else if (this.#survey === null && (event.type === 'catalog' || isCall(event))) this.#needsSurvey = true
    else this.#lanes.add(-1, event.at, '', event, line)
  }

  #add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    // Out of order, and nothing was sorted: what is needed is a survey.
    if (this.#survey === null && at < (this.#lastAt[profile] as Instant)) this.#needsSurvey = true
    this.#lastAt[profile] = at
    if (!this.#needsSurvey) this.#lanes.add(profile, at, href, rest, line)
  }
}

/** Whoever listens to each question and call. */
function listener({ onQuestion, onCall }: SimulateOptions): Observer | undefined {
  if (onQuestion === undefined && onCall === undefined) return undefined
  return {
    ...(onQuestion === undefined ? {} : { asked: onQuestion }),
    ...(onCall === undefined ? {} : { called: onCall }),
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
