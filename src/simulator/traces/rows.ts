import type { Row } from './formats/format.js'
import { decodeLine, overlongLine, type ParsedLine, parseJson } from './json-line.js'
import { visitLines } from './lines.js'
import type { TracePart } from './part.js'
import type { RowVisitor } from './row-visitor.js'
import { readTable } from './table.js'

/**
 * Goes through a file's rows, whatever they are kept in.
 *
 * @returns how many lines there were, or rows where there are no lines
 */
export function visitRows(part: TracePart, visitor: RowVisitor, onRead?: (bytes: number) => void): Promise<number> {
  switch (part.head.container) {
    case 'json':
      return visitTexts(part.read(onRead), parseJson, visitor)
    case 'log':
      return visitTexts(part.read(onRead), logLine, visitor)
    case 'table':
      return readTable(part.read(onRead), part.head.layout, visitor)
    case 'parquet':
      return visitParquet(part, visitor, onRead)
  }
}

function visitTexts(
  chunks: AsyncIterable<Uint8Array>,
  parse: (bytes: Uint8Array, start: number, end: number) => ParsedLine<unknown>,
  visitor: RowVisitor,
): Promise<number> {
  return visitLines(chunks, {
    line(bytes, start, end, line) {
      const row = parse(bytes, start, end)
      if (row.ok) visitor.row(row.value, line)
      else visitor.broken(row.problem, line)
    },
    overlong: (line) => visitor.broken(overlongLine, line),
    pause: () => visitor.pause(),
  })
}

function logLine(bytes: Uint8Array, start: number, end: number): ParsedLine<unknown> {
  const text = decodeLine(bytes, start, end)
  return text.ok ? { ok: true, value: { text: text.value } } : text
}

async function visitParquet(part: TracePart, visitor: RowVisitor, onRead?: (bytes: number) => void): Promise<number> {
  const { readParquet, head } = part
  let number = 0
  // A file without rows has no first one.
  if (readParquet === null || head.row === null) return number
  const names = Object.keys(head.row)
  if (!visitor.columns(names)) return number
  const columns = names.filter((name) => visitor.wants?.(name) ?? true)
  for await (const batch of readParquet(part.path, columns.length === 0 ? {} : { columns })) {
    for (const row of batch) visitor.row(plainRow(row), ++number)
    if (!(await visitor.pause())) return number
  }
  onRead?.(part.bytes)
  return number
}

/** A row of Parquet: whole numbers beyond those of JSON, as text, and what is not there, left out. */
export function plainRow(row: Row): Row {
  const isPlain = Object.values(row).every((value) => value !== null && typeof value !== 'bigint')
  if (isPlain) return row
  const entries = Object.entries(row).filter(([, value]) => value !== null)
  return Object.fromEntries(entries.map(([key, value]) => [key, typeof value === 'bigint' ? whole(value) : value]))
}

const whole = (value: bigint): number | string =>
  Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
