import type { Profile } from '../model/index.js'

/** What a page load writes over, and only the page load before it says. */
export type LoadedBefore = Pick<Profile, 'pageAt' | 'pageHref' | 'sessionStartedAt'>

export const neverLoaded: LoadedBefore = { pageAt: null, pageHref: null, sessionStartedAt: null }

/**
 * A profile as it stood before the page load that it has just recorded: `apply` of that page load gives it back. What
 * was on screen or armed before is lost, and makes no difference: a page load ends it (H6, E7).
 */
export const beforeLoad = (profile: Profile, before: LoadedBefore): Profile => ({
  ...profile,
  ...before,
  version: profile.version - 1,
  deliveries: profile.deliveries.map((one) =>
    // E4: it is this page load that made it an arrival.
    one.state === 'pending' && one.redirectState === 'arrived' ? { ...one, redirectState: 'sent' } : one,
  ),
})
