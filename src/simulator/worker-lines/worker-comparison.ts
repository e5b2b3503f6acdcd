import type { TraceEvent } from '../../authoring/trace-event.js'
import { BatchBuilder } from '../batch.js'
import { Comparing } from '../compare/comparing.js'
import { changeLine } from '../compare/output-comparison.js'
import type { SideBySideSetup } from '../compare/side-by-side.js'
import type { ProfileTaker } from './profile-stream.js'

/**
 * Catalogs are compiled anew for each so many profiles, whose comparison is one line. Few enough that what explains an
 * example is still at hand for each of them: nobody reads the input a second time.
 */
const profilesAtOnce = 200

const eventsAtOnce = 1_024

/** Compares two catalogs over one profile after another: what changes, and now and then a line `{"comparison": …}`. */
export class WorkerComparison implements ProfileTaker {
  readonly #setup: SideBySideSetup
  readonly #write: (line: string) => void
  readonly #batch = new BatchBuilder()
  #comparing: Comparing | null = null
  #profiles = 0

  constructor(setup: SideBySideSetup, write: (line: string) => void) {
    this.#setup = setup
    this.#write = write
  }

  begin(profileId: string): void {
    this.#comparing ??= new Comparing(this.#setup, (pair) => this.#write(`${JSON.stringify(changeLine(pair))}\n`))
    this.#comparing.begin(profileId)
    this.#profiles += 1
  }

  take(event: TraceEvent, line: number): void {
    const isLoad = event.type === 'page' && !event.peek
    this.#batch.add(this.#profiles - 1, event.at, isLoad ? event.href : '', isLoad ? event.eventId : event, line)
    if (this.#batch.size === eventsAtOnce) this.#flush()
  }

  endProfile(): void {
    this.#flush()
    if (this.#profiles === profilesAtOnce) this.end()
  }

  end(): void {
    if (this.#comparing === null) return
    this.#comparing.end()
    this.#write(`${JSON.stringify({ comparison: this.#comparing.result() })}\n`)
    this.#comparing = null
    this.#profiles = 0
  }

  #flush(): void {
    this.#comparing?.take(this.#batch)
    this.#batch.clear()
  }
}
