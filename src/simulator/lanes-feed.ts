import type { TraceEvent } from '../authoring/trace-event.js'
import type { Catalog, Instant } from '../model/index.js'
import { type Checkpoint, writeCheckpoint } from './checkpoint/checkpoint-file.js'
import type { CheckpointOptions } from './checkpoint/options.js'
import { Lanes } from './lanes.js'
import { bootstrap } from './metrics/bootstrap.js'
import { emptyMetrics, mergeMetrics } from './metrics/metrics.js'
import type { PartitionResult, PartitionSetup } from './partition.js'
import type { Feed } from './reading.js'
import { defaultReplayOptions, type Observer } from './replay.js'
import type { SimulateOptions } from './simulate.js'
import { editCounts, type Summary, summaryOf } from './summary.js'
import type { Survey } from './survey.js'
import { createTimeline } from './timeline.js'

/** What a replay begins with. */
export interface ReplayStart {
  readonly survey: Survey | null
  /** Where it goes on from. */
  readonly resumed: Checkpoint | null
}

/** Replays what is read, in lanes, and writes down now and then how far it came. */
export class LanesFeed implements Feed {
  readonly #options: SimulateOptions
  readonly #setup: PartitionSetup
  readonly #lanes: Lanes
  readonly #isSurveyed: boolean
  readonly #resumed: Checkpoint | null
  #profiles = 0
  /** Events that were handed on, of this run or before, and how many a checkpoint has. */
  #sent = 0
  #saved = 0
  #results: readonly PartitionResult[] = []

  constructor(catalog: Catalog, options: SimulateOptions, { survey, resumed }: ReplayStart) {
    this.#options = options
    this.#isSurveyed = survey !== null
    this.#resumed = resumed
    options.checkpoint?.rewind(resumed?.header.decided ?? 0)
    const { recorded, behaviour } = { ...defaultReplayOptions, ...options }
    const { workers = 0, decisions } = options
    this.#setup = {
      catalog,
      edits: survey?.edits ?? [],
      options: { recorded, behaviour },
      wantsUsers: options.bootstrap !== undefined,
      decisions: decisions?.reasons ?? null,
    }
    const write = decisions?.write ?? (() => {})
    this.#lanes = new Lanes(this.#setup, { workers, observer: listener(options), write })
  }

  begin(id: string): void {
    this.#lanes.begin(id, this.#profiles++)
  }

  /** What a checkpoint has taken already is passed over; then the replay goes on from where it stood. */
  add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    const { header, parts } = this.#resumed ?? nothing
    this.#sent += 1
    if (this.#sent > header.events) this.#lanes.add(profile, at, href, rest, line)
    else if (this.#sent === header.events) this.#lanes.restore(parts)
  }

  async pause(goesOn: boolean): Promise<void> {
    await this.#lanes.drain()
    const { checkpoint } = this.#options
    const isDue = this.#sent - this.#saved >= (checkpoint?.every ?? Number.POSITIVE_INFINITY)
    if (checkpoint !== undefined && (isDue || !goesOn)) await this.#save(checkpoint)
  }

  async end(): Promise<void> {
    this.#results = await this.#lanes.end()
  }

  stop(): void {
    this.#lanes.stop()
  }

  /** Once it has ended. */
  get duplicates(): number {
    return this.#results.reduce((sum, one) => sum + one.duplicates, 0)
  }

  /** Once it has ended. */
  summary(): Summary {
    const { options, catalog, edits } = this.#setup
    const timeline = createTimeline(catalog, edits)
    const metrics = this.#results.map((one) => one.metrics).reduce(mergeMetrics, emptyMetrics)
    const users = this.#results.flatMap((one) => one.users)
    const { bootstrap: wanted } = this.#options
    return summaryOf(metrics, {
      engine: timeline.last,
      options,
      edits: editCounts(timeline),
      bootstrap: wanted === undefined ? null : bootstrap(users, wanted),
    })
  }

  async #save({ folder, digests, decided }: CheckpointOptions): Promise<void> {
    const events = this.#sent
    if (events <= (this.#resumed?.header.events ?? 0)) return
    const states = await this.#lanes.save()
    const isSurveyed = this.#isSurveyed
    writeCheckpoint(folder, { layout: 1, digests, isSurveyed, events, decided: decided() }, states)
    this.#saved = events
  }
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
