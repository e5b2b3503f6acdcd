import { readTraceEvent } from '../../authoring/trace.js'
import { ByteMap } from './byte-map.js'
import { overlongLine, parseJson } from './json-line.js'
import { visitLines } from './lines.js'
import type { Mapping } from './mapping.js'
import { withPlaces } from './missing.js'
import { PageScan } from './page-scan.js'
import type { PartTaker } from './part-taker.js'

const maxHrefs = 65_536
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads JSON Lines with the fields of our own events, or with those that a mapping names. Page loads of the common
 * shape are read from their bytes.
 *
 * @returns how many lines there were
 */
export function readObjects<T>(
  chunks: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  part: PartTaker<T>,
): Promise<number> {
  const { taker, linesBefore } = part
  const scan = mapping.keys === null ? null : new PageScan(mapping.keys)
  const hrefs = new ByteMap(maxHrefs)
  const parse = (bytes: Uint8Array, start: number, end: number, line: number): void => {
    const row = parseJson(bytes, start, end)
    if (!row.ok) part.refuse([row.problem], line)
    for (const wire of row.ok ? mapping.rows(row.value) : []) {
      const event = readTraceEvent(wire)
      if (event.ok) taker.event(event.value, linesBefore + line)
      else part.refuse(withPlaces(event.problems, mapping, row.ok ? row.value : null), line)
    }
  }
  const page = (found: PageScan, bytes: Uint8Array, line: number): void => {
    const profile = taker.profileAt(found, found.profileId)
    const href = hrefs.texts[hrefs.numberOf(found, found.href)] as string
    const { start, end } = found.eventId
    const eventId = found.hasEventId ? decoder.decode(bytes.subarray(start, end)) : null
    taker.page(profile, found.at, href, eventId, linesBefore + line)
  }
  return visitLines(chunks, {
    quick(bytes, start, limit, line) {
      const end = scan === null || !part.isOpen ? -1 : scan.scanLine(bytes, start, limit)
      if (end >= 0) page(scan as PageScan, bytes, line)
      return end
    },
    line(bytes, start, end, line) {
      if (!part.isOpen) return
      if (scan?.scan(bytes, start, end) === true) page(scan, bytes, line)
      else parse(bytes, start, end, line)
    },
    overlong: (line) => part.refuse([overlongLine], line),
    pause: () => part.pause(),
  })
}
