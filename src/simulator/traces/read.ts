import { readTraceEvent } from '../../authoring/trace.js'
import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Instant, Problem } from '../../model/index.js'
import { ByteMap } from './byte-map.js'
import { visitLines } from './lines.js'
import type { Mapping } from './mapping.js'
import { PageScan } from './page-scan.js'
import type { TraceSource } from './source.js'

/** Takes what a trace holds. `T` is whatever the taker keeps of a profile. */
export interface TraceTaker<T> {
  /** What to keep of a profile. */
  profile(id: string): T
  /** A page load of the common shape; its values one by one, since there are so many. */
  page(profile: T, at: Instant, href: string, eventId: string | null, line: number): void
  /** Anything else. */
  event(event: TraceEvent, line: number): void
  /** A line that cannot be read. `false` stops the reading. */
  unreadable(problems: readonly Problem[], line: number): boolean
  /** After each chunk. `false` stops the reading. */
  pause?(): Promise<boolean> | boolean
}

const maxHrefs = 65_536
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a trace, line by line, in bounded memory.
 *
 * @returns how many lines there were
 */
export async function readTrace<T>(
  source: TraceSource,
  mapping: Mapping,
  taker: TraceTaker<T>,
  onRead?: (bytes: number) => void,
): Promise<number> {
  const scan = mapping.keys === null ? null : new PageScan(mapping.keys)
  const ids = new ByteMap(0)
  const profiles: T[] = []
  const hrefs = new ByteMap(maxHrefs)
  let goesOn = true
  const refuse = (problems: readonly Problem[], line: number): void => {
    if (goesOn) goesOn = taker.unreadable(problems, line)
  }
  const parse = (bytes: Uint8Array, start: number, end: number, line: number): void => {
    const row = parseLine(bytes, start, end)
    if (!row.ok) refuse([row.problem], line)
    for (const wire of row.ok ? mapping.rows(row.value) : []) {
      const event = readTraceEvent(wire)
      if (event.ok) taker.event(event.value, line)
      else refuse(event.problems, line)
    }
  }
  return visitLines(source.read(onRead), {
    line(bytes, start, end, line) {
      if (!goesOn) return
      if (scan?.scan(bytes, start, end) !== true) {
        parse(bytes, start, end, line)
        return
      }
      const number = ids.numberOf(bytes, scan.profileId)
      if (number === profiles.length) profiles.push(taker.profile(ids.texts[number] as string))
      const href = hrefs.texts[hrefs.numberOf(bytes, scan.href)] as string
      const { start: from, end: to } = scan.eventId
      const eventId = scan.hasEventId ? decoder.decode(bytes.subarray(from, to)) : null
      taker.page(profiles[number] as T, scan.at, href, eventId, line)
    },
    overlong: (line) =>
      refuse([{ code: 'line_too_long', pointer: '', message: 'line too long', help: 'the limit is 16 MiB' }], line),
    pause: async () => goesOn && (await taker.pause?.()) !== false,
  })
}

type ParsedLine = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem }

function parseLine(bytes: Uint8Array, start: number, end: number): ParsedLine {
  let text: string
  try {
    text = decoder.decode(bytes.subarray(start, end))
  } catch {
    return unreadable('invalid_text', 'not UTF-8 text', 'is this the right file?')
  }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    const found = text.length > 40 ? `${text.slice(0, 40)}…` : text
    return unreadable('invalid_json', `not a JSON object: ${JSON.stringify(found)}`, 'write one JSON object a line')
  }
}

const unreadable = (code: string, message: string, help?: string): ParsedLine => ({
  ok: false,
  problem: { code, pointer: '', message, ...(help === undefined ? {} : { help }) },
})
