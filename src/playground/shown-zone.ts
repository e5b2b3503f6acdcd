import { readCatalog, zoneNamed } from '../authoring/index.js'
import type { ShownZone } from '../explain.js'

/** Zones that are offered; any other of the database can be written. */
export const usualZones = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
] as const

/** The zone of a name as data, for showing; what is wrong with the name where there is none. */
export function shownZone(name: string): { readonly zone: ShownZone | undefined; readonly problem: string | null } {
  if (name === 'UTC' || name === '') return { zone: undefined, problem: null }
  // A catalog's settings know what a zone is.
  const read = readCatalog({ settings: { zones: [name] } })
  if (read.ok) return { zone: zoneNamed(name), problem: null }
  return { zone: undefined, problem: read.problems[0].message }
}
