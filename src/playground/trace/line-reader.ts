import { parseDocument, readTraceEvent, type TraceEvent } from '../../authoring/index.js'
import type { Problem } from '../../index.js'

/** One event and where it stands. */
export interface TraceLine {
  /** 1-based. */
  readonly line: number
  readonly event: TraceEvent
  /** As it was written: what a scenario takes over. */
  readonly value: Readonly<Record<string, unknown>>
}

export interface TraceReading {
  readonly lines: readonly TraceLine[]
  readonly problems: readonly Problem[]
}

/** How many events are read: each of them is kept, and every change tells them all again. */
export const maxEvents = 5_000

/**
 * Reads the lines of a trace. What cannot be read is left out and reported with its place, so that a line that is being
 * typed takes nothing from the others. It remembers what each text came to: most lines are those of the last time.
 */
export class LineReader {
  #known = new Map<string, LineReading>()

  read(text: string): TraceReading {
    const known = new Map<string, LineReading>()
    const lines: TraceLine[] = []
    const problems: Problem[] = []
    for (const [index, written] of text.split('\n').entries()) {
      if (written.trim() === '') continue
      if (lines.length === maxEvents) {
        problems.push(tooMany(index + 1))
        break
      }
      const reading = this.#known.get(written) ?? known.get(written) ?? readLine(written)
      known.set(written, reading)
      if ('problems' in reading) problems.push(...reading.problems.map((one) => ({ ...one, line: index + 1 })))
      else lines.push({ line: index + 1, ...reading })
    }
    this.#known = known
    return { lines, problems }
  }
}

type LineReading = Omit<TraceLine, 'line'> | { readonly problems: readonly Problem[] }

function readLine(text: string): LineReading {
  // A name that ends in .json keeps the line from being read as YAML, which no other reader of traces would do.
  const parsed = parseDocument(text, { file: 'events.json' })
  if (!parsed.ok) return { problems: parsed.problems.map(({ file: _, ...problem }) => problem) }
  const { value, locate } = parsed.value
  const event = readTraceEvent(value)
  if (event.ok) return { event: event.value, value: value as Readonly<Record<string, unknown>> }
  return {
    problems: event.problems.map((problem) => ({ ...problem, column: locate(problem.pointer)?.column ?? 1 })),
  }
}

const tooMany = (line: number): Problem => ({
  code: 'too_many_events',
  pointer: '',
  message: `more than ${maxEvents} events: what stands from here on is left out`,
  help: 'oncue simulate and oncue explain read traces of any length',
  line,
  column: 1,
})
