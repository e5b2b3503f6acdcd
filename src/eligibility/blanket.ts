import type { Code, Profile } from '../model/index.js'

/** What holds back everything at once: the page is busy (H6), the profile disabled or never seen (E2). */
export function blanketCode({ busy, disabled, seen }: Profile): Code | null {
  if (busy) return 'busy'
  if (disabled) return 'profile_disabled'
  return seen ? null : 'profile_unseen'
}
