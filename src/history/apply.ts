import type { Profile, ProfileEvent } from '../model/index.js'
import { record } from './record.js'

/**
 * The next profile after one event: the only way in which state changes (E10).
 *
 * Pure: the profile given is not touched. Late and duplicated reports of starts are safe: whatever their order,
 * the same set of them gives the same shows (L11). An end belongs behind its start (H1).
 *
 * @example
 * ```ts
 * import { apply, profile } from 'oncue'
 *
 * const seen = apply(profile('u1'), { type: 'page', at: 0, href: 'https://app.example.com/' })
 * seen.sessionStartedAt // 0
 * ```
 */
export function apply(profile: Profile, event: ProfileEvent): Profile {
  const next = { ...profile }
  record(next, event)
  return next
}
