import { parse } from 'csv-parse/sync'
import { foreignKind } from './foreign.js'
import { isLogLine } from './formats/combined.js'
import type { Container, Row } from './formats/format.js'
import { snowplowColumns } from './formats/snowplow-columns.js'

/** How the columns of a table are told apart. */
export interface Layout {
  readonly delimiter: string
  readonly quote: '"' | null
  /** `null` where the first row names them. */
  readonly columns: readonly string[] | null
}

/** What the first bytes of a file, unpacked, say of it. */
export interface Head {
  readonly container: Container
  /** The first lines that are not empty. */
  readonly lines: readonly string[]
  /** The first object among them, or the names of a table's columns as keys; `null` where there is none. */
  readonly row: Row | null
  readonly layout: Layout | null
}

/** A file as it begins: what it is, in words of ours or of others; `container` is `null` where it does not say. */
export interface Inspection {
  /** What it is, where that is nothing that a trace can be. */
  readonly foreign: { readonly looksLike: string; readonly help: string } | null
  readonly container: Container | null
  /** The same file, taken as one of these. */
  as(taken: Container): Head
}

const decoder = new TextDecoder()

/**
 * Looks at a file's first bytes. A table shows itself by a header that has names of ours or of a format we know;
 * one with other names has to be called a table, by its name or by `--format`.
 */
export function inspect(bytes: Uint8Array): Inspection {
  const isParquet = decoder.decode(bytes.subarray(0, 4)) === 'PAR1'
  const text = decoder.decode(bytes)
  const lines = text.split(/\r?\n/, maxLines).filter((line) => line.trim() !== '')
  const [firstLine = ''] = lines
  const container = isParquet ? 'parquet' : containerOf(lines)
  return {
    foreign: container === null || container === 'json' ? foreignKind(bytes, text, firstLine) : null,
    container,
    as(taken) {
      const layout = taken === 'table' ? layoutOf(lines) : null
      return { container: taken, lines, layout, row: firstRow(taken, lines, layout) }
    },
  }
}

/** A broken line at the beginning does not hide what the others are. */
const maxLines = 20

function containerOf(lines: readonly string[]): Container | null {
  const [firstLine = ''] = lines
  if (firstLine.trimStart().startsWith('{')) return 'json'
  if (lines.some(isLogLine)) return 'log'
  const layout = layoutOf(lines)
  return knownAmong(layout.columns ?? splitLine(firstLine, layout)) > 1 ? 'table' : null
}

/** Names that a line of prose is not made of two of. */
const knownColumns: ReadonlySet<string> = new Set([
  'at',
  'profile_id',
  'href',
  'event_id',
  'timestamp',
  'distinct_id',
  'uuid',
  'properties',
  'collector_tstamp',
  'domain_userid',
])

const delimiters = [',', '\t', ';'] as const

function layoutOf(lines: readonly string[]): Layout {
  const [firstLine = ''] = lines
  if (isBareSnowplow(lines)) return { delimiter: '\t', quote: null, columns: snowplowColumns }
  // A name may have signs in it that would part others: names that we know say more than how many there are.
  const headers = delimiters.map((delimiter) => {
    const layout: Layout = { delimiter, quote: '"', columns: null }
    const columns = firstLine.replace(/"[^"]*"/g, '').split(delimiter).length
    return { layout, columns, known: knownAmong(splitLine(firstLine, layout)) }
  })
  const { layout } = headers.reduce((best, one) =>
    one.known > best.known || (one.known === best.known && one.columns > best.columns) ? one : best,
  )
  return layout
}

/** Snowplow writes its tables without quotes: a quote is a letter like any other, and a cell of JSON is full of commas. */
function isBareSnowplow(lines: readonly string[]): boolean {
  const rows = lines.map((line) => line.split('\t'))
  const [firstRow = []] = rows
  const isHeader = knownAmong(firstRow.map((name) => name.replaceAll('"', ''))) > 1
  return !isHeader && rows.some(({ length }) => length === snowplowColumns.length)
}

const knownAmong = (names: readonly string[]): number => names.filter((name) => knownColumns.has(name)).length

function firstRow(container: Container, lines: readonly string[], layout: Layout | null): Row | null {
  const [firstLine = ''] = lines
  if (container === 'json') return lines.map(parsed).find((row) => row !== null) ?? null
  if (layout === null) return null
  return Object.fromEntries((layout.columns ?? splitLine(firstLine, layout)).map((name) => [name, '']))
}

function parsed(line: string): Row | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Row) : null
  } catch {
    return null
  }
}

function splitLine(line: string, { delimiter }: Layout): readonly string[] {
  try {
    const [names = []] = parse(line, { delimiter, relax_quotes: true, trim: true }) as string[][]
    return names
  } catch {
    // A quoted name with a line break in it.
    return []
  }
}
