import type { TraceEvent } from '../authoring/trace-event.js'
import type { Catalog } from '../model/index.js'
import type { Batch } from './batch.js'
import { ByProfile, type EventColumns, type ProfileVisitor } from './by-profile.js'
import { decisionLine, type ReasonsWanted } from './decision-writer.js'
import type { Life } from './life.js'
import type { Metrics } from './metrics/metrics.js'
import { type UserRow, userRows } from './metrics/user-rows.js'
import { observeBoth } from './observer.js'
import { type Observer, type Question, Replay, type ReplayOptions } from './replay.js'
import type { SleepingBlock } from './sleeping.js'
import { Tally, type TallyState } from './tally.js'
import { createTimeline, type Edit } from './timeline.js'
import type { Decisions, ResumableWork } from './workers/lane-work.js'

/** What a partition is made from: plain data, so that it can be sent to a worker. */
export interface PartitionSetup {
  readonly catalog: Catalog
  readonly edits: readonly Edit[]
  readonly options: ReplayOptions
  /** Whether a row for each profile is wanted at the end (bootstrap). */
  readonly wantsUsers: boolean
  /** Whose reasons decisions give; `null` where no decisions are wanted. */
  readonly decisions: ReasonsWanted | null
}

export interface PartitionState {
  readonly lives: readonly SleepingBlock[]
  readonly tally: TallyState
  readonly duplicates: number
}

export interface PartitionResult {
  readonly metrics: Metrics
  readonly users: readonly UserRow[]
  readonly duplicates: number
}

/** Some of the profiles of a trace, and their replay. What is said of one does not depend on the others (P3). */
export class Partition implements ResumableWork<PartitionResult>, ProfileVisitor {
  readonly replay: Replay
  readonly tally: Tally
  duplicates = 0
  /** Takes profile after profile where nobody listens; an observer is told in the order of the trace. */
  readonly #byProfile: ByProfile | null
  readonly #wantsUsers: boolean
  readonly #decisions: ReasonsWanted | null
  #places: number[] = []
  #texts: string[] = []
  #place = 0
  /** Whose turn it is. */
  #profile = -1
  #life: Life | null = null

  constructor({ catalog, edits, options, wantsUsers, decisions }: PartitionSetup, observer?: Observer) {
    this.#wantsUsers = wantsUsers
    this.#byProfile = observer === undefined ? new ByProfile() : null
    this.#decisions = decisions
    const timeline = createTimeline(catalog, edits)
    this.tally = new Tally(timeline.last)
    const told = observer === undefined ? this.tally : observeBoth(this.tally, observer)
    const all = decisions === null ? told : observeBoth(told, { asked: (question) => this.#write(question) })
    this.replay = new Replay(timeline, options, all)
  }

  /** Hears of a profile. Its number is how many were heard of before. */
  begin(id: string): void {
    this.replay.population.begin(id)
  }

  /** Takes a batch. What was decided comes in the order of its events. */
  takeAll(batch: Batch): Decisions {
    if (this.#byProfile !== null) this.#byProfile.visit(batch, this)
    else for (let place = 0; place < batch.size; place++) this.take(batch.profile[place] as number, batch, place, place)
    return this.#flush()
  }

  take(profile: number, columns: EventColumns, k: number, place: number): void {
    const rest = columns.rest[k] ?? null
    const line = columns.line[k] as number
    this.#place = place
    if (profile < 0) {
      this.replay.takeNobodys(rest as TraceEvent, line)
      return
    }
    if (profile !== this.#profile || this.#life === null) {
      this.#profile = profile
      this.#life = this.replay.population.at(profile)
    }
    const life = this.#life
    const isNew =
      rest !== null && typeof rest === 'object'
        ? this.replay.take(rest, life, line)
        : this.replay.page(life, {
            type: 'page',
            at: columns.at[k] as number,
            href: columns.href[k] as string,
            eventId: rest,
            line,
          })
    if (!isNew) this.duplicates += 1
  }

  rest(profile: number): void {
    this.#life = null
    this.replay.population.rest(profile)
  }

  /** Everything was taken: what it came to. */
  finish(): PartitionResult {
    this.replay.end()
    const { population } = this.replay
    const users = this.#wantsUsers ? userRows(population) : []
    return { metrics: this.tally.finish(population), users, duplicates: this.duplicates }
  }

  /** Where it stands, as plain data. */
  save(): PartitionState {
    return { lives: this.replay.population.save(), tally: this.tally.save(), duplicates: this.duplicates }
  }

  /** Goes on from where another one stood that had begun the same profiles. */
  restore({ lives, tally, duplicates }: PartitionState): void {
    this.replay.population.restore(lives)
    this.tally.restore(tally)
    this.duplicates = duplicates
  }

  #write(question: Question): void {
    const line = decisionLine(question, this.#decisions ?? 'none')
    if (line === null) return
    this.#places.push(this.#place)
    this.#texts.push(`${JSON.stringify(line)}\n`)
  }

  #flush(): Decisions {
    const [places, texts] = [this.#places, this.#texts]
    this.#places = []
    this.#texts = []
    if (this.#byProfile === null || places.length < 2) return { places, texts }
    const order = places.map((_, index) => index)
    order.sort((a, b) => (places[a] as number) - (places[b] as number) || a - b)
    return {
      places: order.map((index) => places[index] as number),
      texts: order.map((index) => texts[index] as string),
    }
  }
}
