import type { TraceEvent } from '../authoring/trace-event.js'
import type { Catalog, Instant, Problem } from '../model/index.js'
import { type Checkpoint, writeCheckpoint } from './checkpoint/checkpoint-file.js'
import type { CheckpointOptions } from './checkpoint/options.js'
import { Gathering } from './gathering.js'
import { Lanes } from './lanes.js'
import { bootstrap } from './metrics/bootstrap.js'
import { emptyMetrics, mergeMetrics } from './metrics/metrics.js'
import type { PartitionResult, PartitionSetup } from './partition.js'
import { defaultReplayOptions, isCall, type Observer } from './replay.js'
import type { SimulateOptions, SimulationResult } from './simulate.js'
import { editCounts, summaryOf } from './summary.js'
import type { Survey } from './survey.js'
import { createTimeline } from './timeline.js'
import { plainMapping } from './traces/mapping.js'
import { readTrace, type TraceTaker } from './traces/read.js'
import type { TraceSource } from './traces/source.js'

const maxProblems = 10
const eventsPerPause = 8_192

/** One reading of the trace, and its replay. Without a survey it gives up at the first line that needs one. */
export class Pass implements TraceTaker<number> {
  readonly #source: TraceSource
  readonly #options: SimulateOptions
  readonly #setup: PartitionSetup
  readonly #survey: Survey | null
  readonly #lanes: Lanes
  /** The profiles' numbers, ids, and the instants of their last events: what order is judged by. */
  readonly #numbers = new Map<string, number>()
  readonly #ids: string[] = []
  readonly #lastAt: Instant[] = []
  readonly #problems: Problem[] = []
  #gathering: Gathering | null = null
  #bytes = 0
  #lines = 0
  #events = 0
  #unreadable = 0
  #passedOver = 0
  #needsSurvey = false
  #isPartial = false
  readonly #resumed: Checkpoint | null
  /** Events that were handed on, of this run or before, and how many a checkpoint has. */
  #sent = 0
  #saved = 0
  #results: readonly PartitionResult[] = []

  constructor(catalog: Catalog, source: TraceSource, options: SimulateOptions, { survey, resumed }: PassStart) {
    this.#source = source
    this.#options = options
    this.#survey = survey
    this.#resumed = resumed
    options.checkpoint?.rewind(resumed?.header.decided ?? 0)
    const { recorded, behaviour } = { ...defaultReplayOptions, ...options }
    this.#setup = {
      catalog,
      edits: survey?.edits ?? [],
      options: { recorded, behaviour },
      wantsUsers: options.bootstrap !== undefined,
      decisions: options.decisions?.reasons ?? null,
    }
    const { workers = 0, decisions } = options
    this.#lanes = new Lanes(this.#setup, {
      workers,
      observer: listener(options),
      write: decisions?.write ?? (() => {}),
    })
  }

  /** @returns whether it got through without needing a survey */
  async run(): Promise<boolean> {
    await this.#read()
    if (!this.#needsSurvey) await this.#end()
    return !this.#needsSurvey
  }

  /** T6: every profile's lines by instant, then by line; profile after profile. */
  async runSorted(): Promise<void> {
    const gathering = new Gathering(this.#options.mostInMemory)
    try {
      this.#gathering = gathering
      await this.#read()
      await this.#putSorted(gathering)
    } finally {
      await gathering.close()
    }
    await this.#end()
  }

  async #putSorted(gathering: Gathering): Promise<void> {
    let count = 0
    for await (const some of gathering.sorted()) {
      for (const { profileId, event, line } of some) {
        this.#put(profileId, event, line)
        count += 1
        if (count % eventsPerPause === 0 && !(await this.pause())) return
      }
    }
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
    if (this.#gathering === null) {
      this.#add(profile, at, href, eventId, line)
    } else {
      const profileId = this.#ids[profile] as string
      this.#gathering.add(profileId, { type: 'page', at, profileId, eventId, href, peek: false }, line)
    }
  }

  event(event: TraceEvent, line: number): void {
    const profileId = this.#survey?.profileOf(event, line) ?? event.profileId
    if (this.#isPassedOver(event.at)) return
    if (profileId !== null && this.profile(profileId) < 0) return
    this.#events += 1
    if (this.#gathering !== null) this.#gathering.add(profileId, event, line)
    else this.#put(profileId, event, line)
  }

  unreadable(problems: readonly Problem[], line: number): boolean {
    this.#unreadable += 1
    for (const problem of problems) {
      if (this.#problems.length < maxProblems) this.#problems.push({ file: this.#source.name, line, ...problem })
    }
    if (this.#options.strict !== true) return true
    this.#isPartial = true
    return false
  }

  passedOver(): void {
    this.#passedOver += 1
  }

  async pause(): Promise<boolean> {
    if (this.#needsSurvey) return false
    const goesOn = (await this.#options.onProgress?.(this.#bytes, this.#survey === null ? 1 : 3)) !== false
    if (!goesOn) this.#isPartial = true
    await this.#lanes.drain()
    await this.#gathering?.settle()
    const { checkpoint } = this.#options
    const isDue = this.#sent - this.#saved >= (checkpoint?.every ?? Number.POSITIVE_INFINITY)
    if (checkpoint !== undefined && (isDue || !goesOn)) await this.#save(checkpoint)
    return goesOn
  }

  result(): SimulationResult {
    const { options, catalog, edits } = this.#setup
    const timeline = createTimeline(catalog, edits)
    const metrics = this.#results.map((one) => one.metrics).reduce(mergeMetrics, emptyMetrics)
    const users = this.#results.flatMap((one) => one.users)
    const { bootstrap: wanted } = this.#options
    const duplicates = this.#results.reduce((sum, one) => sum + one.duplicates, 0)
    return {
      summary: summaryOf(metrics, {
        engine: timeline.last,
        options,
        edits: editCounts(timeline),
        bootstrap: wanted === undefined ? null : bootstrap(users, wanted),
      }),
      trace: {
        lines: this.#lines,
        events: this.#events,
        duplicates,
        moved: this.#survey?.moved ?? 0,
        unreadable: this.#unreadable,
        passedOver: this.#passedOver,
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
    else this.#send(-1, event.at, '', event, line)
  }

  #add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    // Out of order, and nothing was sorted: what is needed is a survey.
    if (this.#survey === null && at < (this.#lastAt[profile] as Instant)) this.#needsSurvey = true
    this.#lastAt[profile] = at
    if (!this.#needsSurvey) this.#send(profile, at, href, rest, line)
  }

  /** What a checkpoint has taken already is passed over; then the replay goes on from where it stood. */
  #send(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    const { header, parts } = this.#resumed ?? nothing
    this.#sent += 1
    if (this.#sent > header.events) this.#lanes.add(profile, at, href, rest, line)
    else if (this.#sent === header.events) this.#lanes.restore(parts)
  }

  async #save({ folder, digests, decided }: CheckpointOptions): Promise<void> {
    const events = this.#sent
    if (this.#needsSurvey || events <= (this.#resumed?.header.events ?? 0)) return
    const states = await this.#lanes.save()
    const isSurveyed = this.#survey !== null
    writeCheckpoint(folder, { layout: 1, digests, isSurveyed, events, decided: decided() }, states)
    this.#saved = events
  }
}

/** What a pass begins with. */
export interface PassStart {
  readonly survey: Survey | null
  readonly resumed: Checkpoint | null
}

const nothing = { header: { events: 0 }, parts: [] } as const

/** Whoever listens to each question and call. */
function listener({ onQuestion, onCall }: SimulateOptions): Observer | undefined {
  if (onQuestion === undefined && onCall === undefined) return undefined
  return {
    ...(onQuestion === undefined ? {} : { asked: onQuestion }),
    ...(onCall === undefined ? {} : { called: onCall }),
  }
}
