import { readTraceEvent } from '../../authoring/trace.js'
import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Problem, Result } from '../../model/index.js'
import { scalarOf, withCells, withTraits } from './cells.js'
import type { TranslatedFormat, Translation, WireEvent } from './formats/format.js'
import { isRow } from './formats/value.js'
import { type Identities, profileIdOf } from './identity.js'
import type { Mapping } from './mapping.js'
import { columnsOf, fieldOf, missingColumns, withPlaces } from './missing.js'
import { pageColumns } from './page-columns.js'
import type { TracePart } from './part.js'
import type { PartTaker } from './part-taker.js'
import { readPages } from './read-pages.js'
import type { RowVisitor } from './row-visitor.js'
import { plainRow, visitRows } from './rows.js'

type OnRead = (bytes: number) => void

/**
 * Reads rows that have the fields of our own events: those of a table, or of Parquet. Parquet of page loads alone is
 * read by column, where that can be done.
 */
export async function readMapped<T>(
  part: TracePart,
  mapping: Mapping,
  taker: PartTaker<T>,
  onRead?: OnRead,
): Promise<number> {
  const visitor = mappedVisitor(part, mapping, taker)
  const names = part.head.container === 'parquet' ? pageColumns(mapping, Object.keys(part.head.row ?? {})) : null
  const pages = names === null ? null : ((await part.readParquetPages?.(part.path, names)) ?? null)
  if (names === null || pages === null) return visitRows(part, visitor, onRead)
  try {
    return await readPages(pages, names.eventId !== null, taker, {
      row: async (line) => visitor.row(plainRow(await pages.row(line - 1)), line),
      onRead: (rows) => onRead?.(Math.floor((part.bytes * rows) / pages.size)),
    })
  } finally {
    await pages.close()
  }
}

function mappedVisitor<T>(part: TracePart, mapping: Mapping, taker: PartTaker<T>): RowVisitor {
  // Parquet has types: its text is text.
  const traitOf = part.head.container === 'table' ? scalarOf : (cell: unknown) => cell
  // Rows that say what they are may be calls, whose parameters have any name.
  let isTyped = true
  const wanted = new Set(pageFields.flatMap((field) => columnsOf(mapping.nameOf(field))))
  return visitorOf(taker, {
    wants: (column) => isTyped || wanted.has(column),
    columns(names) {
      isTyped = columnsOf(mapping.nameOf('type')).some((column) => names.includes(column))
      const problem = missingColumns(mapping, names)
      if (problem !== null) taker.refuse([problem], 1)
      return problem === null
    },
    row(row, line) {
      for (const wire of mapping.rows(withTraits(row, traitOf))) {
        const event = readTraceEvent(withCells(wire))
        if (event.ok) taker.taker.event(event.value, taker.linesBefore + line)
        else taker.refuse(withPlaces(event.problems, mapping, row), line)
      }
    },
  })
}

const pageFields = ['at', 'profile_id', 'href', 'event_id', 'peek']

/** Reads rows of somebody else's format. A row is taken whole or not at all. */
export function readTranslated<T>(
  part: TracePart,
  format: TranslatedFormat,
  { taker, identities }: { readonly taker: PartTaker<T>; readonly identities: Identities },
  onRead?: OnRead,
): Promise<number> {
  return visitRows(
    part,
    visitorOf(taker, {
      ...(format.wants === undefined ? {} : { wants: format.wants }),
      columns: () => true,
      row(row, line) {
        const events = eventsOf(row, format, identities)
        if (!events.ok) taker.refuse(events.problems, line)
        else if (events.value.length === 0) taker.taker.passedOver?.(taker.linesBefore + line)
        for (const event of events.ok ? events.value : []) taker.taker.event(event, taker.linesBefore + line)
      },
    }),
    onRead,
  )
}

const visitorOf = <T>(
  taker: PartTaker<T>,
  { row, ...others }: Pick<RowVisitor, 'wants' | 'columns' | 'row'>,
): RowVisitor => ({
  ...others,
  row(value, line) {
    if (taker.isOpen) row(value, line)
  },
  broken: (problem, line) => taker.refuse([problem], line),
  pause: () => taker.pause(),
})

function eventsOf(row: unknown, format: TranslatedFormat, identities: Identities): Result<readonly TraceEvent[]> {
  const translation: Translation = isRow(row) ? format.translate(row) : notARow(row)
  if (translation.kind === 'broken') return { ok: false, problems: [translation.problem] }
  const profileId = profileIdOf(translation.person, identities) ?? undefined
  const events: TraceEvent[] = []
  for (const wire of translation.events) {
    const event = readTraceEvent({ ...wire, profile_id: profileId } satisfies WireEvent)
    if (!event.ok) {
      const [first, ...rest] = event.problems
      return { ok: false, problems: [placed(first, format), ...rest.map((problem) => placed(problem, format))] }
    }
    events.push(event.value)
  }
  return { ok: true, value: events }
}

const notARow = (row: unknown): Translation => {
  const event = readTraceEvent(row)
  const problem = event.ok ? { code: 'wrong_type', pointer: '', message: 'expected an object' } : event.problems[0]
  return { kind: 'broken', problem }
}

/** A problem speaks of our own fields: what they are in this format goes with it. */
function placed(problem: Problem, { name, fields }: TranslatedFormat): Problem {
  const field = fieldOf(problem)
  const source = field === undefined || !Object.hasOwn(fields, field) ? undefined : fields[field]
  if (source === undefined) return problem
  const help = `${name} has "${field}" in ${source}`
  return { ...problem, help: problem.help === undefined ? help : `${problem.help}; ${help}` }
}
