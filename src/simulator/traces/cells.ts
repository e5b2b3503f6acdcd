import { isRow, objectOf } from './formats/value.js'

type Row = Readonly<Record<string, unknown>>

const prefix = 'traits.'

/** A row of a table whose columns `traits.plan`, … are one object: a cell that is a number, `true`, `false` or `null`
 * as JSON has it is that, anything else is text. */
export function withTraits(row: unknown): unknown {
  if (!isRow(row)) return row
  const columns = Object.keys(row).filter((name) => name.startsWith(prefix))
  if (columns.length === 0) return row
  const traits = columns.map((name) => [name.slice(prefix.length), scalarOf(String(row[name]))])
  return { ...row, traits: { ...objectOf(row.traits), ...Object.fromEntries(traits) } }
}

/** An event as a table has it, with its cells as what they stand for. */
export function withCells(wire: unknown): unknown {
  if (!isRow(wire)) return wire
  const event: Record<string, unknown> = { ...wire }
  for (const name of objects) if (typeof wire[name] === 'string') event[name] = objectOf(wire[name]) ?? wire[name]
  for (const name of booleans) if (typeof wire[name] === 'string') event[name] = booleanOf(wire, name)
  return event
}

const objects = ['traits', 'properties'] as const
const booleans = ['peek', 'disabled'] as const

function booleanOf(wire: Row, name: string): unknown {
  const value = wire[name]
  return value === 'true' || value === 'false' ? value === 'true' : value
}

function scalarOf(text: string): unknown {
  return /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(text) ? JSON.parse(text) : text
}
