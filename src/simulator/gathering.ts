import type { TraceEvent } from '../authoring/trace-event.js'
import { byCodeUnit } from '../model/by-code-unit.js'
import { type SortedRows, type SortRow, sortOutOfCore } from './duckdb/sort.js'

/** An event that waits for its turn. */
export interface Gathered {
  /** `null` is nobody's. */
  readonly profileId: string | null
  readonly event: TraceEvent
  readonly line: number
}

/** So many are sorted in memory; more of them out of core, by DuckDB. */
const mostInMemory = 1_000_000

/** Puts the events of a trace that is not in order in theirs: by profile, instant, line (T6). */
export class Gathering {
  readonly #most: number
  #events: Gathered[] = []
  #outside: Outside | null = null

  constructor(most = mostInMemory) {
    this.#most = most
  }

  add(profileId: string | null, event: TraceEvent, line: number): void {
    this.#events.push({ profileId, event, line })
  }

  /** After some were added: keeps memory bounded. @throws what the sort throws */
  async settle(): Promise<void> {
    if (this.#outside === null && this.#events.length <= this.#most) return
    this.#outside ??= beginOutside()
    const events = this.#events
    this.#events = []
    await this.#outside.push(events.map(rowOf))
  }

  /** All of them in order, some at a time. */
  async *sorted(): AsyncIterable<readonly Gathered[]> {
    if (this.#outside === null) {
      yield this.#events.sort(
        (a, b) => compareText(a.profileId, b.profileId) || a.event.at - b.event.at || a.line - b.line,
      )
      return
    }
    await this.settle()
    for await (const rows of await this.#outside.end()) {
      yield rows.map(({ profileId, line, text }) => ({ profileId, line, event: JSON.parse(text) as TraceEvent }))
    }
  }

  async close(): Promise<void> {
    await this.#outside?.close()
  }
}

const rowOf = ({ profileId, event, line }: Gathered): SortRow => ({
  profileId,
  at: event.at,
  line,
  text: JSON.stringify(event),
})

/** T7; what is nobody's comes first. */
function compareText(a: string | null, b: string | null): number {
  if (a !== null && b !== null) return byCodeUnit(a, b)
  return a === b ? 0 : a === null ? -1 : 1
}

interface Outside {
  push(rows: readonly SortRow[]): Promise<void>
  end(): Promise<SortedRows>
  close(): Promise<void>
}

/** The reader pushes, the sort pulls: one batch at a time changes hands. */
function beginOutside(): Outside {
  let hand: (result: IteratorResult<readonly SortRow[]>) => void = () => {}
  let wanted: () => void = () => {}
  let isWanted = new Promise<void>((resolve) => {
    wanted = resolve
  })
  const rows: AsyncIterable<readonly SortRow[]> = {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        new Promise((resolve) => {
          hand = resolve
          wanted()
        }),
    }),
  }
  const sorted = sortOutOfCore(rows)
  sorted.catch(() => {}) // heard of by whoever pushes or waits next
  const give = async (result: IteratorResult<readonly SortRow[]>): Promise<void> => {
    await Promise.race([isWanted, sorted])
    isWanted = new Promise((resolve) => {
      wanted = resolve
    })
    hand(result)
  }
  return {
    push: (value) => give({ done: false, value }),
    async end() {
      await give({ done: true, value: undefined })
      return await sorted
    },
    async close() {
      hand({ done: true, value: undefined })
      const result = await sorted.catch(() => null)
      await result?.close()
    },
  }
}
