import { quote } from '../../authoring/quote.js'
import { formatInstant } from '../../conditions/index.js'
import type { Result } from '../../model/index.js'
import { instantOf } from './formats/value.js'
import type { PageKeys } from './page-scan.js'

/** Where the fields of events are found in the rows of a trace that calls them something else. */
export interface Mapping {
  /** Events of one row, as lines of our own format would be. */
  rows(row: unknown): readonly unknown[]
  /** What a field is called in the rows; `null` where it is said to be nowhere. */
  nameOf(field: string): string | null
  /** The fields that are called something else than in our own format, or are read through a path. */
  readonly mapped: readonly string[]
  /** The names of a page load's keys, where the rows are flat and need no conversion. */
  readonly keys: PageKeys | null
}

const fields = [
  'type',
  'at',
  'profile_id',
  'href',
  'event_id',
  'peek',
  'uid',
  'email',
  'traits',
  'disabled',
  'on',
  'element',
  'name',
  'event',
  'properties',
  'experience_id',
  'state',
  'defer_until',
  'group_kind',
  'group_id',
] as const
type Field = (typeof fields)[number]

const units = { s: 1_000, ms: 1, us: 0.001 } as const

interface Place {
  readonly field: Field
  /** `null` is no value at all: the field is to be taken as absent. */
  readonly path: readonly string[] | null
  /** What a number in an instant counts; text is read as it is. */
  readonly unit: keyof typeof units | null
}

/** Every field where it is in our own format. */
export const plainMapping: Mapping = {
  rows: (row) => [row],
  nameOf: (field) => field,
  mapped: [],
  keys: { type: 'type', at: 'at', profileId: 'profile_id', href: 'href', eventId: 'event_id' },
}

/**
 * Reads `--map field=path` options. A path is a key, or keys joined by dots; `key[]` goes through a list, and gives
 * one event for each of its items: `at=events[].ts:ms`. `:s`, `:ms` and `:us` say what a number in `at` counts. A field
 * that is not mapped is where our own format has it; `type=` (nothing) takes every row for a page load.
 */
export function parseMapping(options: readonly string[]): Result<Mapping> {
  if (options.length === 0) return { ok: true, value: plainMapping }
  const places: Place[] = []
  const problems: string[] = []
  for (const option of options) {
    const match = /^([a-z_]+)=([^:]*)(?::(\w+))?$/.exec(option)
    const [, field, path, unit] = match ?? []
    if (field === undefined || path === undefined)
      problems.push(`cannot read ${quote(option)}: write field=path, as in href=path or at=events[].ts:ms`)
    else if (!isField(field))
      problems.push(
        `unknown field ${quote(field)} in ${quote(option)}: ${isField(path) ? `the field comes first: ${path}=${field}` : `there are ${fields.join(', ')}`}`,
      )
    else if (unit !== undefined && !Object.hasOwn(units, unit))
      problems.push(`unknown unit ${quote(unit)} in ${quote(option)}: there are s, ms and us`)
    else if (places.some((place) => place.field === field)) problems.push(`"${field}" is mapped twice`)
    else places.push({ field, path: path === '' ? null : path.split('.'), unit: (unit ?? null) as Place['unit'] })
  }
  const lists = new Set(places.flatMap(({ path }) => listOf(path) ?? []))
  if (lists.size > 1)
    problems.push(`events come from one list, not from ${[...lists].map((list) => quote(`${list}[]`)).join(' and ')}`)
  const [first, ...others] = problems.map((message) => ({ code: 'invalid_mapping', pointer: '', message }))
  if (first !== undefined) return { ok: false, problems: [first, ...others] }
  return { ok: true, value: createMapping(places, [...lists][0] ?? null) }
}

/** Whether events have a field of this name, which a mapping may lead somewhere else. */
export const isField = (name: string): name is Field => fields.some((field) => field === name)

/** The list that a path goes through, as it is written up to the first `[]`. */
function listOf(path: readonly string[] | null): string | null {
  const step = path?.findIndex((key) => key.endsWith('[]')) ?? -1
  return path === null || step < 0
    ? null
    : path
        .slice(0, step + 1)
        .join('.')
        .slice(0, -2)
}

function createMapping(places: readonly Place[], list: string | null): Mapping {
  const listPath = list === null ? null : list.split('.')
  return {
    keys: flatKeys(places),
    nameOf(field) {
      const place = places.find((one) => one.field === field)
      return place === undefined ? field : (place.path?.join('.') ?? null)
    },
    mapped: places.map(({ field }) => field),
    rows(row) {
      if (listPath === null) return [build(places, row, row, 0)]
      const items = valueAt(row, listPath)
      if (!Array.isArray(items)) return [build(places, row, undefined, listPath.length)]
      return items.map((item) => build(places, row, item, listPath.length))
    },
  }
}

/** One event: the row's own fields first, then those that are mapped. */
function build(places: readonly Place[], row: unknown, item: unknown, depth: number): unknown {
  const event: Record<string, unknown> = typeof row === 'object' && row !== null ? { ...row } : {}
  for (const { field, path, unit } of places) {
    const isInList = depth > 0 && listOf(path) !== null
    const value = path === null ? undefined : isInList ? valueAt(item, path.slice(depth)) : valueAt(row, path)
    event[field] = convert(field, value, unit)
  }
  return event
}

function convert(field: Field, value: unknown, unit: Place['unit']): unknown {
  if (unit !== null && isNumber(value)) {
    const at = Math.round(Number(value) * units[unit])
    return Math.abs(at) <= 8.64e15 ? formatInstant(at) : value
  }
  if (field === 'at' || field === 'defer_until') return instantOf(value)
  return field === 'href' && typeof value === 'number' ? String(value) : value
}

type Row = Readonly<Record<string, unknown>>

const isNumber = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)

function valueAt(row: unknown, path: readonly string[]): unknown {
  let value = row
  if (path.length > 1) {
    // Tables have no objects, but columns whose names have dots.
    const column = path.join('.')
    if (typeof row === 'object' && row !== null && Object.hasOwn(row, column)) return (row as Row)[column]
  }
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Row)[key]
  }
  return value
}

/** Only where every mapped field is a plain key, and nothing is converted, can lines be read without being parsed. */
function flatKeys(places: readonly Place[]): PageKeys | null {
  const keyOf = (field: Field): string | null => {
    const place = places.find((one) => one.field === field)
    return place === undefined ? field : (place.path?.[0] ?? null)
  }
  const isFlat = places.every(({ path, unit }) => unit === null && (path === null || path.length === 1))
  const [at, profileId, href, eventId] = [keyOf('at'), keyOf('profile_id'), keyOf('href'), keyOf('event_id')]
  if (!isFlat || at === null || profileId === null || href === null || eventId === null) return null
  return { type: keyOf('type'), at, profileId, href, eventId }
}
