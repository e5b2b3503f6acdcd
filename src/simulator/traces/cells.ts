import { instantOf, isRow, objectOf } from './formats/value.js'

const prefix = 'traits.'

/**
 * A row whose columns `traits.plan`, … are one object.
 *
 * @param traitOf what a cell of such a column is
 */
export function withTraits(row: unknown, traitOf: (cell: unknown) => unknown): unknown {
  if (!isRow(row)) return row
  const columns = Object.keys(row).filter((name) => name.startsWith(prefix))
  if (columns.length === 0) return row
  const traits = columns.map((name) => [name.slice(prefix.length), traitOf(row[name])])
  return { ...row, traits: { ...objectOf(row.traits), ...Object.fromEntries(traits) } }
}

/** A cell of text that is a number, `true`, `false` or `null` as JSON has it is that, anything else is text. */
export function scalarOf(cell: unknown): unknown {
  const text = String(cell)
  return /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(text) ? JSON.parse(text) : text
}

/** An event as a row of columns has it, with its texts as what they stand for. */
export function withCells(wire: unknown): unknown {
  if (!isRow(wire)) return wire
  const event: Record<string, unknown> = { ...wire }
  for (const [name, cell] of Object.entries(wire)) {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined
    if (read !== undefined && typeof cell === 'string') event[name] = read(cell)
  }
  return event
}

const object = (cell: string): unknown => objectOf(cell) ?? cell
const boolean = (cell: string): unknown => (cell === 'true' || cell === 'false' ? cell === 'true' : cell)
const whole = (cell: string): unknown => (/^-?\d{1,15}$/.test(cell) ? Number(cell) : cell)

/** The fields of events and the parameters of deliveries that are more than text. */
const readers: Readonly<Record<string, (cell: string) => unknown>> = {
  at: instantOf,
  defer_until: instantOf,
  from: instantOf,
  until: instantOf,
  traits: object,
  properties: object,
  options: object,
  peek: boolean,
  disabled: boolean,
  use_segmentation: boolean,
  once: boolean,
  redirect: boolean,
  skip_triggers: boolean,
  skip_url_match: boolean,
  delivery_ids_position: whole,
  delivery_ids_limit: whole,
}
