import { isDeepStrictEqual } from 'node:util'
import type { LogLine } from './log-lines.js'

const collections = ['experiences', 'segments', 'limit_groups', 'tags'] as const

/**
 * What makes one catalog document of another, as a `catalog` event of a trace (C6): whole objects where they are new or
 * another, `null` for keys that are no more, `removed` for objects that are not there.
 *
 * @returns `null` where nothing changes
 */
export function catalogEdit(before: unknown, after: unknown): LogLine | null {
  const [old, next] = [recordOf(before), recordOf(after)]
  const edit: Record<string, unknown> = {}
  for (const collection of collections) {
    const entries = editEntries(itemsOf(old[collection]), itemsOf(next[collection]))
    if (entries.length > 0) edit[collection] = entries
  }
  const settings = changedKeys(recordOf(old.settings), recordOf(next.settings))
  if (Object.keys(settings).length > 0) edit.settings = settings
  return Object.keys(edit).length === 0 ? null : edit
}

type Items = ReadonlyMap<unknown, LogLine>

function editEntries(old: Items, next: Items): readonly LogLine[] {
  const changed = [...next].flatMap(([id, item]) => {
    // What was never there need not be taken away.
    if (!old.has(id) && item.removed === true) return []
    const keys = changedKeys(old.get(id) ?? {}, item)
    return Object.keys(keys).length === 0 ? [] : [{ id, ...keys }]
  })
  const gone = [...old].filter(([id, item]) => !next.has(id) && item.removed !== true)
  return [...changed, ...gone.map(([id]) => ({ id, removed: true }))]
}

/** The keys whose value is another, `null` for those that are no more. */
function changedKeys(old: LogLine, next: LogLine): LogLine {
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])]
  const changed = names.filter((name) => !isDeepStrictEqual(old[name] ?? null, next[name] ?? null))
  return Object.fromEntries(changed.map((name) => [name, next[name] ?? null]))
}

const itemsOf = (value: unknown): Items =>
  new Map((Array.isArray(value) ? value.map(recordOf) : []).map((item) => [item.id, item]))

const recordOf = (value: unknown): LogLine =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as LogLine) : {}
