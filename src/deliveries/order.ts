import { byCodeUnit } from '../model/by-code-unit.js'
import type { Delivery } from '../model/index.js'

/** Oldest first: by creation, then id, then profile, so that the order is total (T7, D11). */
export function byCreation(a: Delivery, b: Delivery): number {
  return a.createdAt - b.createdAt || byCodeUnit(a.id, b.id) || byCodeUnit(a.profileId, b.profileId)
}
