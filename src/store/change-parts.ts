import type { Delivery, ProfileEvent } from '../model/index.js'
import type { Name, ProfileChange } from './store.js'

/** D2: the names that a change sets, each once: the profile is the last to have set them. */
export function namesSet(events: readonly ProfileEvent[]): readonly Name[] {
  const uids = new Set<string>()
  const emails = new Set<string>()
  for (const event of events) {
    if (event.type !== 'identify') continue
    if (typeof event.uid === 'string') uids.add(event.uid)
    if (typeof event.email === 'string') emails.add(event.email)
  }
  return [...[...uids].map((uid) => ({ uid })), ...[...emails].map((email) => ({ email }))]
}

/** The deliveries that a change makes or touches. What it does not touch is the same object, as nothing is copied. */
export function changedDeliveries({ base, profile }: Pick<ProfileChange, 'base' | 'profile'>): readonly Delivery[] {
  const before = base.profile.deliveries
  if (profile.deliveries === before) return []
  const untouched = new Set(before)
  return profile.deliveries.filter((delivery) => !untouched.has(delivery))
}

/** D11: what a list has; a removed or dropped one is found by its id only. */
export const isListed = ({ state }: Delivery): boolean => state !== 'removed' && state !== 'dropped'
