import { byCodeUnit } from '../model/by-code-unit.js'
import type { Instant } from '../model/index.js'
import type { Answer, Name } from './store.js'

/** A place in an order of creation; `null` stands at the instant itself, beside whatever was created then. */
interface Place {
  readonly createdAt: Instant
  readonly id: string | null
}

/** D11: the newest first, by creation, then id. */
export function newestFirst(a: Place, b: Place): number {
  return b.createdAt - a.createdAt || (a.id === null || b.id === null ? 0 : byCodeUnit(b.id, a.id))
}

/** The order of an export: emails, then uids. */
export const byName = (a: Name, b: Name): number => byCodeUnit(nameKey(a), nameKey(b))

const nameKey = (name: Name): string => ('email' in name ? `email ${name.email}` : `uid ${name.uid}`)

export const byAnswer = (a: Answer, b: Answer): number => a.at - b.at || byCodeUnit(a.eventId, b.eventId)
