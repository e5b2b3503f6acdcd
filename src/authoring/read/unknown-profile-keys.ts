import { pointerTo } from '../document/pointer.js'
import { interactionSchema, profileDeliverySchema, profileSchema } from '../schemas/profile.js'
import type { Problems } from './problems.js'
import { isRecord } from './raw-items.js'
import { warnOfMisspelling } from './unknown-keys.js'

/** Warns of keys that look like a misspelling of a known one: a trait under "trait" would silently be none. */
export function warnOfUnknownProfileKeys(profile: Readonly<Record<string, unknown>>, warnings: Problems): void {
  warnOfMisspelling(0, '', profile, Object.keys(profileSchema.entries), warnings)
  for (const [list, { entries }] of [
    ['interactions', interactionSchema],
    ['deliveries', profileDeliverySchema],
  ] as const) {
    const items: readonly unknown[] = Array.isArray(profile[list]) ? profile[list] : []
    for (const [index, item] of items.entries()) {
      if (isRecord(item)) warnOfMisspelling(0, pointerTo('', list, index), item, Object.keys(entries), warnings)
    }
  }
}
