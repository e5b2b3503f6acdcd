import type { TraceEvent } from '../authoring/trace-event.js'
import type { Instant } from '../model/index.js'
import { BatchBuilder, mostEvents } from './batch.js'
import { type Lane, localLane, workerLane } from './workers/lane.js'
import type { Decisions, LaneWork } from './workers/lane-work.js'
import { createWork, type ResultOf, type WorkKind, type WorkOrder } from './workers/works.js'

/** Batches that may be on their way while the next one is gathered. */
const mostPending = 1

/**
 * The first batches for workers: while one is gathered they wait. With more profiles there are more, so that each
 * profile has several events among them.
 */
const leastSent = 65_536
const sentPerProfile = 4

/** Fewer at once where every decision is kept as text until its batch is done. */
const mostDecided = 65_536

export interface LanesOptions<R> {
  /** How many threads work beside this one; 0 is this one. */
  readonly workers: number
  /** Takes what is said of events, in their order whatever the number of workers; `null` where nothing is. */
  readonly write: ((line: string) => void) | null
  /** The work, where somebody listens to it as it is done: it cannot be in another thread. */
  readonly heard?: HeardWork<R> | null
}

export interface HeardWork<R> {
  readonly work: LaneWork<R>
  /** So many events at once: with 1, an event is heard of before the next one is read. */
  readonly atOnce: number
}

/** Hands events to lanes, in batches, each profile's to one of them, and puts what they say in order again. */
export class Lanes<K extends WorkKind> {
  readonly #lanes: readonly Lane<ResultOf<K>>[]
  readonly #batches: readonly BatchBuilder[]
  /** By lane and place: which one of all events it is. Only where something is said of events. */
  readonly #orders: readonly Int32Array[]
  /** So many are sent at once, and whether it is to be more with more profiles. */
  #most: number
  readonly #grows: boolean
  /** `null` once nothing is to be heard of them any more, too. */
  #write: ((line: string) => void) | null
  #size = 0
  #pending: Promise<void>[] = []
  #last: Promise<void> = Promise.resolve()

  constructor(order: WorkOrder<K>, { workers, write, heard = null }: LanesOptions<ResultOf<K>>) {
    const isHere = workers === 0 || heard !== null
    this.#lanes = isHere
      ? [localLane(heard?.work ?? createWork(order))]
      : Array.from({ length: workers }, () => workerLane(order))
    const decides = write !== null
    this.#most = heard !== null ? heard.atOnce : decides ? mostDecided : isHere ? mostEvents : leastSent
    this.#grows = !isHere && !decides
    this.#batches = this.#lanes.map(() => new BatchBuilder())
    this.#orders = this.#lanes.map(() => new Int32Array(decides ? this.#most : 0))
    this.#write = write
  }

  /** Hears of a profile, by the next number. */
  begin(id: string, number: number): void {
    this.#lanes[number % this.#lanes.length]?.begin(id)
    if (this.#grows && this.#most < sentPerProfile * number) this.#most = Math.min(mostEvents, 2 * this.#most)
  }

  /** @param profile its number; −1 is nobody */
  add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    const count = this.#lanes.length
    const lane = profile < 0 ? 0 : profile % count
    const batch = this.#batches[lane] as BatchBuilder
    if (this.#write !== null) (this.#orders[lane] as Int32Array)[batch.size] = this.#size
    batch.add(profile < 0 ? -1 : (profile - lane) / count, at, href, rest, line)
    this.#size += 1
    if (this.#size === this.#most) this.flush()
  }

  /** Sends on what was gathered. */
  flush(): void {
    const taken = this.#lanes.map((lane, index) => lane.take(this.#batches[index] as BatchBuilder))
    const orders = this.#orders.map((order, index) => order.slice(0, this.#batches[index]?.size))
    for (const batch of this.#batches) batch.clear()
    this.#size = 0
    const [only] = taken
    if (taken.length === 1 && only !== undefined && !(only instanceof Promise)) {
      for (const text of only.texts) this.#write?.(text)
      return
    }
    const before = this.#last
    this.#last = Promise.all(taken).then(async (decisions) => {
      await before
      this.#tell(decisions, orders)
    })
    this.#last.catch(() => {}) // whoever waits next hears of it
    this.#pending.push(this.#last)
  }

  /** Waits until little is on its way. @throws what ended a worker */
  async drain(most = mostPending): Promise<void> {
    while (this.#pending.length > most) await this.#pending.shift()
  }

  /** Of resumable work: where every lane stands, once all that was added has been taken. */
  async save(): Promise<readonly unknown[]> {
    this.flush()
    await this.drain(0)
    return await Promise.all(this.#lanes.map((lane) => lane.save()))
  }

  /** Goes on from there; what was added so far is known already. */
  restore(states: Iterable<unknown>): void {
    const all = [...states]
    for (const [index, lane] of this.#lanes.entries()) lane.restore(all[index])
  }

  /** Everything was added: what the lanes came to. */
  async end(): Promise<readonly ResultOf<K>[]> {
    this.flush()
    await this.drain(0)
    return await Promise.all(this.#lanes.map((lane) => lane.end()))
  }

  /** Nothing more is written, not even what is on its way: the trace may be begun anew. */
  stop(): void {
    this.#write = null
    for (const lane of this.#lanes) lane.stop()
  }

  #tell(decisions: readonly Decisions[], orders: readonly Int32Array[]): void {
    const all = decisions.flatMap(({ places, texts }, lane) =>
      places.map((place, index) => ({ order: orders[lane]?.[place] ?? 0, text: texts[index] as string })),
    )
    all.sort((a, b) => a.order - b.order)
    for (const { text } of all) this.#write?.(text)
  }
}
