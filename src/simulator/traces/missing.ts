import { quote } from '../../authoring/quote.js'
import type { Problem } from '../../model/index.js'
import { isRow } from './formats/value.js'
import type { Mapping } from './mapping.js'

/** The columns without which no row of a table can be read, as a problem; `null` where they are there. */
export function missingColumns(mapping: Mapping, columns: readonly string[]): Problem | null {
  const has = (name: string): boolean => columnsOf(name).some((column) => columns.includes(column))
  // Whoever says what a row is may have rows that need less.
  const isTyped = columns.includes(mapping.nameOf('type') ?? '')
  const fields = new Set(['at', ...(isTyped ? [] : ['profile_id', 'href']), ...mapping.mapped])
  const missing = [...fields].flatMap((field) => mapping.nameOf(field) ?? []).filter((name) => !has(name))
  if (missing.length === 0) return null
  return {
    code: 'missing_column',
    pointer: '',
    message: `no column ${missing.map(quote).join(' and none called ')}`,
    help: `there are ${some(columns)}: say which is which by --map, as in --map at=${columns[0] ?? 'time'}`,
  }
}

/** The columns that a path may begin in: one whose name has dots, or one that holds objects or a list. */
export function columnsOf(path: string | null): readonly string[] {
  if (path === null) return []
  const [key = path] = path.split('.')
  return [path, key.replace(/\[\]$/, '')]
}

/** Where a mapping led nowhere, what there is instead. */
export function withPlaces(problems: readonly Problem[], mapping: Mapping, row: unknown): readonly Problem[] {
  if (mapping.mapped.length === 0 || !isRow(row)) return problems
  return problems.map((problem) => {
    const field = problem.code === 'missing_key' ? fieldOf(problem) : undefined
    if (field === undefined || problem.help !== undefined) return problem
    const name = mapping.nameOf(field)
    const place = name === null || !mapping.mapped.includes(field) ? '' : `"${field}" is read from ${quote(name)}; `
    return { ...problem, help: `${place}the row has ${some(Object.keys(row))}` }
  })
}

/** The field that a problem is about: what is missing is named in its message only. */
export const fieldOf = ({ code, pointer, message }: Problem): string | undefined =>
  code === 'missing_key' ? /"(\w+)"/.exec(message)?.[1] : pointer.split('/')[1]

const maxNamed = 12

function some(names: readonly string[]): string {
  const named = names.slice(0, maxNamed).map(quote).join(', ')
  return names.length > maxNamed ? `${named} and ${names.length - maxNamed} more` : named
}
