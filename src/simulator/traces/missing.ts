import { nearest } from '../../authoring/did-you-mean.js'
import { quote } from '../../authoring/quote.js'
import type { Problem } from '../../model/index.js'
import { isRow } from './formats/value.js'
import { isField, type Mapping } from './mapping.js'

/** The columns without which no row of a table can be read, as a problem; `null` where they are there. */
export function missingColumns(mapping: Mapping, columns: readonly string[]): Problem | null {
  const has = (name: string): boolean => columnsOf(name).some((column) => columns.includes(column))
  // Whoever says what a row is may have rows that need less.
  const isTyped = columns.includes(mapping.nameOf('type') ?? '')
  const fields = new Set(['at', ...(isTyped ? [] : ['profile_id', 'href']), ...mapping.mapped])
  const missing = [...fields].filter((field) => {
    const name = mapping.nameOf(field)
    return name !== null && !has(name)
  })
  const [first] = missing
  if (first === undefined) return null
  return {
    code: 'missing_column',
    pointer: '',
    message: `no column ${missing.map((field) => quote(mapping.nameOf(field))).join(' and none called ')}`,
    help: `there are ${some(columns)}${howToMap(first, mapping, columns)}`,
  }
}

/** The columns that a path may begin in: one whose name has dots, or one that holds objects or a list. */
export function columnsOf(path: string | null): readonly string[] {
  if (path === null) return []
  const [key = path] = path.split('.')
  return [path, key.replace(/\[\]$/, '')]
}

/** Where a mapping led nowhere, or there is none and might be, what there is instead. */
export function withPlaces(problems: readonly Problem[], mapping: Mapping, row: unknown): readonly Problem[] {
  const missing = problems.filter(({ code, help }) => code === 'missing_key' && help === undefined)
  const [first] = missing
  if (first === undefined || !isRow(row)) return problems
  const keys = Object.keys(row)
  const has = `the row has ${some(keys)}`
  if (mapping.mapped.length === 0) {
    const how = howToMap(fieldOf(first), mapping, keys)
    // Said once, with the last of them.
    const last = how === '' ? null : missing.at(-1)
    return problems.map((problem) => (problem === last ? { ...problem, help: `${has}${how}` } : problem))
  }
  return problems.map((problem) =>
    missing.includes(problem) ? { ...problem, help: `${placeOf(fieldOf(problem), mapping)}${has}` } : problem,
  )
}

function placeOf(field: string | undefined, mapping: Mapping): string {
  const name = field === undefined || !mapping.mapped.includes(field) ? null : mapping.nameOf(field)
  return name === null ? '' : `"${field}" is read from ${quote(name)}; `
}

/** By the name that looks most like it among those of which nothing is read; nothing where there is none. */
function howToMap(field: string | undefined, mapping: Mapping, names: readonly string[]): string {
  if (field === undefined || !isField(field)) return ''
  const taken = new Set(mapping.mapped.flatMap((one) => columnsOf(mapping.nameOf(one))))
  const free = names.filter((name) => !isField(name) && !taken.has(name) && name.length <= maxName)
  const meant = nearest(mapping.nameOf(field) ?? '', free) ?? free[0]
  return meant === undefined ? '' : `: say which is which by --map, as in --map ${asOneWord(`${field}=${meant}`)}`
}

/** Longer ones nobody would copy. */
const maxName = 100

/** As a shell takes it for one, on one line. */
const asOneWord = (option: string): string => (/^[\w=.[\]$-]+$/.test(option) ? option : JSON.stringify(option))

/** The field that a problem is about: what is missing is named in its message only. */
export const fieldOf = ({ code, pointer, message }: Problem): string | undefined =>
  code === 'missing_key' ? /"(\w+)"/.exec(message)?.[1] : pointer.split('/')[1]

const maxNamed = 12

function some(names: readonly string[]): string {
  const named = names.slice(0, maxNamed).map(quote).join(', ')
  return names.length > maxNamed ? `${named} and ${names.length - maxNamed} more` : named
}
