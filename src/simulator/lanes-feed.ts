import type { TraceEvent } from '../authoring/trace-event.js'
import type { Catalog, Instant } from '../model/index.js'
import { type Checkpoint, writeCheckpoint } from './checkpoint/checkpoint-file.js'
import type { CheckpointOptions } from './checkpoint/options.js'
import type { HeardWork } from './lanes.js'
import { bootstrap } from './metrics/bootstrap.js'
import { emptyMetrics, mergeMetrics } from './metrics/metrics.js'
import { Partition, type PartitionResult, type PartitionSetup } from './partition.js'
import { defaultReplayOptions, type Observer } from './replay.js'
import type { SimulateOptions } from './simulate.js'
import { type Summary, summaryOf } from './summary.js'
import type { Survey } from './survey.js'
import { createTimeline } from './timeline.js'
import { WorkFeed } from './work-feed.js'

/** What a replay begins with. */
export interface ReplayStart {
  readonly survey: Survey | null
  /** Where it goes on from. */
  readonly resumed: Checkpoint | null
}

/** Replays what is read, in lanes, and writes down now and then how far it came. */
export class LanesFeed extends WorkFeed<'replay'> {
  readonly #options: SimulateOptions
  readonly #isSurveyed: boolean
  readonly #resumed: Checkpoint | null
  /** Events that were handed on, of this run or before, and how many a checkpoint has. */
  #sent = 0
  #saved = 0

  constructor(catalog: Catalog, options: SimulateOptions, { survey, resumed }: ReplayStart) {
    options.checkpoint?.rewind(resumed?.header.decided ?? 0)
    const { recorded, behaviour } = { ...defaultReplayOptions, ...options }
    const { workers = 0, decisions } = options
    const setup: PartitionSetup = {
      catalog,
      edits: survey?.edits ?? [],
      options: { recorded, behaviour },
      wantsUsers: options.bootstrap !== undefined,
      decisions: decisions?.reasons ?? null,
    }
    super({ kind: 'replay', setup }, { workers, write: decisions?.write ?? null, heard: heardWork(setup, options) })
    this.#options = options
    this.#isSurveyed = survey !== null
    this.#resumed = resumed
  }

  /** What a checkpoint has taken already is passed over; then the replay goes on from where it stood. */
  override add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    const { header, parts } = this.#resumed ?? nothing
    this.#sent += 1
    if (this.#sent > header.events) this.lanes.add(profile, at, href, rest, line)
    else if (this.#sent === header.events) this.lanes.restore(parts)
  }

  override async pause(goesOn: boolean): Promise<void> {
    await this.lanes.drain()
    const { checkpoint } = this.#options
    const isDue = this.#sent - this.#saved >= (checkpoint?.every ?? Number.POSITIVE_INFINITY)
    if (checkpoint !== undefined && (isDue || !goesOn)) await this.#save(checkpoint)
  }

  /** Once it has ended. */
  get duplicates(): number {
    return this.results.reduce((sum, one) => sum + one.duplicates, 0)
  }

  /** Once it has ended. */
  summary(): Summary {
    const { options, catalog, edits } = this.setup
    const timeline = createTimeline(catalog, edits)
    const metrics = this.results.map((one) => one.metrics).reduce(mergeMetrics, emptyMetrics)
    const users = this.results.flatMap((one) => one.users)
    const { bootstrap: wanted } = this.#options
    return summaryOf(metrics, {
      timeline,
      options,
      bootstrap: wanted === undefined ? null : bootstrap(users, wanted),
    })
  }

  async #save({ folder, digests, decided }: CheckpointOptions): Promise<void> {
    const events = this.#sent
    if (events <= (this.#resumed?.header.events ?? 0)) return
    const states = await this.lanes.save()
    const isSurveyed = this.#isSurveyed
    writeCheckpoint(folder, { digests, isSurveyed, events, decided: decided() }, states)
    this.#saved = events
  }
}

const nothing = { header: { events: 0 }, parts: [] } as const

/** Whoever listens to each question and call hears of an event before the next one is read. */
function heardWork(setup: PartitionSetup, options: SimulateOptions): HeardWork<PartitionResult> | null {
  const { onQuestion, onCall, onDispatch } = options
  if (onQuestion === undefined && onCall === undefined && onDispatch === undefined) return null
  const observer: Observer = {
    ...(onQuestion === undefined ? {} : { asked: onQuestion }),
    ...(onCall === undefined ? {} : { called: onCall }),
    ...(onDispatch === undefined ? {} : { dispatched: onDispatch }),
  }
  return { work: new Partition(setup, observer), atOnce: 1 }
}
