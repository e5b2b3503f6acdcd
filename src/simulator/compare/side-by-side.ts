import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Catalog, Instant } from '../../model/index.js'
import type { Batch } from '../batch.js'
import type { BatchFeed } from '../batches.js'
import { ByProfile, type EventColumns, type ProfileVisitor } from '../by-profile.js'
import type { Life } from '../life.js'
import { type PageLoad, type Question, Replay, type ReplayOptions } from '../replay.js'
import { createTimeline, type Edit } from '../timeline.js'

const nobody = -1

/** What it is made from: plain data, so that it can be sent to a worker. */
export interface SideBySideSetup {
  readonly catalogs: readonly Catalog[]
  readonly edits: readonly Edit[]
  readonly options: ReplayOptions
}

/** What it tells as it goes. */
export interface SideBySideObserver {
  /** A question on one lane and its answer, before what was decided is recorded. */
  asked(lane: number, question: Question, profile: number): void
  /** Every lane has taken an event; `null` is a page load. */
  taken(profile: number, event: TraceEvent | null): void
}

/** Several catalogs over one reading of a trace: each event goes down every lane before the next one is taken. */
export class SideBySide implements BatchFeed {
  readonly replays: readonly Replay[]
  /** By number. */
  readonly ids: string[] = []
  duplicates = 0
  /** Which event of its batch is being taken. */
  place = 0
  readonly #observer: SideBySideObserver
  readonly #byProfile = new ByProfile()
  readonly #visitor: ProfileVisitor = {
    take: (profile, columns, k, place) => this.#takeOne(profile, columns, k, place),
    rest: (profile) => {
      this.#profile = nobody
      for (const { population } of this.replays) population.rest(profile)
    },
  }
  /** Whose turn it is, and its life in each lane. */
  #profile = nobody
  readonly #lives: Life[] = []

  constructor({ catalogs, edits, options }: SideBySideSetup, observer: SideBySideObserver) {
    this.#observer = observer
    this.replays = catalogs.map(
      (catalog, lane) =>
        new Replay(createTimeline(catalog, edits), options, {
          asked: (question) => observer.asked(lane, question, this.#profile),
        }),
    )
  }

  begin(id: string): void {
    this.ids.push(id)
    for (const { population } of this.replays) population.begin(id)
  }

  take(batch: Batch): void {
    this.#byProfile.visit(batch, this.#visitor)
  }

  end(): void {
    for (const replay of this.replays) replay.end()
  }

  #takeOne(profile: number, columns: EventColumns, k: number, place: number): void {
    const { replays } = this
    if (profile < 0) return
    if (profile !== this.#profile) this.#turnTo(profile)
    this.place = place
    const rest = columns.rest[k] ?? null
    const line = columns.line[k] as number
    let isNew = true
    if (rest !== null && typeof rest === 'object') {
      for (let lane = 0; lane < replays.length; lane++) {
        isNew = (replays[lane] as Replay).take(rest, this.#lives[lane] as Life, line)
      }
      if (isNew) this.#observer.taken(profile, rest)
    } else {
      const load: PageLoad = {
        type: 'page',
        at: columns.at[k] as Instant,
        href: columns.href[k] as string,
        eventId: rest,
        line,
      }
      for (let lane = 0; lane < replays.length; lane++) {
        isNew = (replays[lane] as Replay).page(this.#lives[lane] as Life, load)
      }
      if (isNew) this.#observer.taken(profile, null)
    }
    if (!isNew) this.duplicates += 1 // in every lane: a duplicate is one by its id alone
  }

  #turnTo(profile: number): void {
    this.#profile = profile
    for (const [lane, { population }] of this.replays.entries()) this.#lives[lane] = population.at(profile)
  }
}
