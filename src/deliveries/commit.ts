import { quote } from '../authoring/quote.js'
import { apply } from '../history/index.js'
import type { Delivery, Profile } from '../model/index.js'
import { type Outcome, type Refusal, refusal } from './outcome.js'

/** What became of an operation: the next profile, or the refusal. */
export type Committed = CommittedDelivery | Refusal

export interface CommittedDelivery {
  readonly status: 200 | 201
  readonly delivery: Delivery
  readonly profile: Profile
}

/**
 * Applies an operation to the profile that it was computed from (D9). Where anything has happened to the profile
 * since, it is `429` and the profile is left as it is: compute the operation again from the profile as it now is.
 * A refusal comes out as it went in.
 *
 * @throws where the outcome belongs to another profile, which is a bug of the caller's
 */
export function commit(profile: Profile, outcome: Outcome): Committed {
  if ('body' in outcome) return outcome
  const { status, delivery, profileId, baseVersion, event } = outcome
  if (profileId !== profile.id) {
    throw new Error(`outcome for profile ${quote(profileId)} committed to ${quote(profile.id)}`)
  }
  if (profile.version !== baseVersion) {
    const message = `profile_id: changed meanwhile, from version ${baseVersion} to ${profile.version}: ${quote(profile.id)}; send one request at a time for a profile, and retry`
    return refusal(429, [message])
  }
  return { status, delivery, profile: event === null ? profile : apply(profile, event) }
}
