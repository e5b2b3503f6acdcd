import { type CsvError, type Info, type Parser, parse } from 'csv-parse'
import type { Problem } from '../../model/index.js'
import type { Row } from './formats/format.js'
import type { Layout } from './head.js'
import type { RowVisitor } from './row-visitor.js'

/** A row longer than this is none: most likely a quote that is never closed. */
const maxRowBytes = 1 << 22

/** What the parser hands over where it is asked to say where a row stands. */
interface PlacedRow {
  readonly record: readonly string[]
  readonly info: Info
}

/**
 * Goes through the rows of a table as objects of text. Empty cells are left out.
 *
 * @returns how many lines there were, those that are in no row too
 */
export async function readTable(
  chunks: AsyncIterable<Uint8Array>,
  layout: Layout | null,
  visitor: RowVisitor,
): Promise<number> {
  const table = new Table(layout, visitor)
  const lines = new LineCount()
  for await (const chunk of chunks) {
    lines.add(chunk)
    if (!table.isRefused) table.write(Uint8Array.from(chunk)) // the parser keeps the row that has not ended yet
    if (!(await visitor.pause())) return table.lines
  }
  if (!table.isRefused) table.end()
  await visitor.pause()
  return Math.max(table.lines, lines.count)
}

/** Counts the lines of a text as an editor does. */
class LineCount {
  #breaks = 0
  #isInLine = false

  add(chunk: Uint8Array): void {
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) this.#breaks += 1
    if (chunk.length > 0) this.#isInLine = chunk.at(-1) !== newline
  }

  get count(): number {
    return this.#breaks + Number(this.#isInLine)
  }
}

const newline = 0x0a

class Table {
  /** Whether nobody wants rows with such columns. */
  isRefused = false
  lines = 0
  readonly #visitor: RowVisitor
  readonly #parser: Parser
  #columns: readonly string[] | null
  /** Where the columns stand that rows are made of. */
  #wanted: readonly number[] | null = null
  /** Within a row the parser counts `\r\n` as two lines: by how much it is ahead. */
  #ahead = 0
  #brokenAt = -1

  constructor(layout: Layout | null, visitor: RowVisitor) {
    this.#visitor = visitor
    this.#columns = layout?.columns ?? null
    this.#parser = parse({
      bom: true,
      delimiter: layout?.delimiter ?? ',',
      quote: layout === null ? '"' : layout.quote,
      info: true,
      // How many cells a row has is judged here; a quote within a cell is text.
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: maxRowBytes,
    })
    this.#parser.on('skip', (error: CsvError) => this.#skip(error))
    this.#parser.on('error', (error: CsvError) => {
      this.#skip(error)
      this.isRefused = true
    })
  }

  write(chunk: Uint8Array): void {
    this.#parser.write(chunk)
    this.#drain()
  }

  end(): void {
    this.#parser.end()
    this.#drain()
  }

  /** The parser works while it is written to, so what it has is all there. */
  #drain(): void {
    for (let row = this.#next(); row !== null && !this.isRefused; row = this.#next()) this.#take(row)
  }

  #next(): PlacedRow | null {
    return this.#parser.read() as PlacedRow | null
  }

  #take({ record, info }: PlacedRow): void {
    const before = this.lines
    const end = info.lines - this.#ahead
    const breaks = end - before > 1 ? breaksIn(record) : none
    this.#ahead += breaks.pairs
    this.lines = end - breaks.pairs
    const line = this.lines - breaks.count
    if (this.#columns === null) {
      this.#columns = record.map((name) => name.trim())
      this.isRefused = !this.#visitor.columns(this.#columns)
      return
    }
    const { length } = this.#columns
    if (record.length === length) this.#visitor.row(this.#rowOf(this.#columns, record), line)
    else this.#visitor.broken(wrongCount(length, record.length), line)
  }

  #rowOf(columns: readonly string[], record: readonly string[]): Row {
    this.#wanted ??= wantedColumns(columns, this.#visitor)
    const row: Record<string, unknown> = {}
    for (const k of this.#wanted) if (record[k] !== '') row[columns[k] as string] = record[k]
    return row
  }

  #skip(error: CsvError): void {
    // Rows before it are still to be taken.
    this.#drain()
    const at = Number(error.lines) - this.#ahead
    if (at === this.#brokenAt) return
    this.#brokenAt = at
    this.#visitor.broken(described(error), this.lines + 1)
  }
}

const wantedColumns = (columns: readonly string[], visitor: RowVisitor): readonly number[] =>
  [...columns.keys()].filter((k) => {
    const name = columns[k] as string
    return name !== '__proto__' && (visitor.wants?.(name) ?? true)
  })

const none = { count: 0, pairs: 0 }

/** Line breaks within a row's cells, and how many of them are `\r\n`. */
function breaksIn(record: readonly string[]): { readonly count: number; readonly pairs: number } {
  const text = record.join('')
  return { count: text.split('\n').length - 1, pairs: text.split('\r\n').length - 1 }
}

const wrongCount = (expected: number, found: number): Problem => ({
  code: 'wrong_column_count',
  pointer: '',
  message: `expected ${expected} columns, found ${found}`,
  help: 'is there a separator in a cell without quotes around it?',
})

function described(error: CsvError): Problem {
  const { code } = error
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    const help = 'the row reaches to the end of the file: close the quote, or write it twice'
    return { code: 'unclosed_quote', pointer: '', message: 'a quote that is never closed', help }
  }
  if (code === 'CSV_MAX_RECORD_SIZE') {
    const help = 'the limit is 4 MiB: is a quote never closed?'
    return { code: 'row_too_long', pointer: '', message: 'row too long', help }
  }
  return { code: 'invalid_csv', pointer: '', message: `not a row of a table: ${error.message}` }
}
