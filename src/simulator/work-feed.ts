import type { TraceEvent } from '../authoring/trace-event.js'
import type { Instant } from '../model/index.js'
import { Lanes, type LanesOptions } from './lanes.js'
import type { Feed } from './reading.js'
import type { ResultOf, SetupOf, WorkKind, WorkOrder } from './workers/works.js'

/** Has what is read worked on, in this thread or in workers. */
export class WorkFeed<K extends WorkKind> implements Feed {
  readonly setup: SetupOf<K>
  protected readonly lanes: Lanes<K>
  #profiles = 0
  #results: readonly ResultOf<K>[] = []

  constructor(order: WorkOrder<K>, options: LanesOptions<ResultOf<K>>) {
    this.setup = order.setup
    this.lanes = new Lanes(order, options)
  }

  begin(id: string): void {
    this.lanes.begin(id, this.#profiles++)
  }

  add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    this.lanes.add(profile, at, href, rest, line)
  }

  /** Back pressure: reading waits for those who work. */
  async pause(_goesOn: boolean): Promise<void> {
    await this.lanes.drain()
  }

  async end(): Promise<void> {
    this.#results = await this.lanes.end()
  }

  stop(): void {
    this.lanes.stop()
  }

  /** Once it has ended: what each lane came to. */
  get results(): readonly ResultOf<K>[] {
    return this.#results
  }
}
