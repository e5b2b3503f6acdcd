import { quote } from '../authoring/quote.js'
import type { Profile } from '../model/index.js'
import { type Checked, found, refused } from './outcome.js'
import type { Scene } from './scene.js'

/** How the request names its profile: by the first of these in D2's order. */
export type Target =
  | { readonly by: 'profile_id'; readonly value: string }
  | { readonly by: 'uid'; readonly value: string }
  | { readonly by: 'email'; readonly value: string }

/** D2: an unknown `profile_id` is `404`; a `uid` or `email` never seen is `422`, as is a profile never seen. */
export function findProfile(scene: Scene, target: Target): Checked<Profile> {
  const profile = lookUp(scene, target)
  if (profile === undefined) {
    const { by, value } = target
    return by === 'profile_id'
      ? refused(404, [`profile_id: unknown profile: ${quote(value)}; name one that exists, or use uid or email`])
      : refused(422, [`${by}: no profile was seen with it: ${quote(value)}; identify the user first`])
  }
  if (!profile.seen) {
    const message = `${target.by}: profile never seen: ${quote(profile.id)}; wait for a first page, identify, track, trigger or interaction`
    return refused(422, [message])
  }
  return found(profile)
}

function lookUp(scene: Scene, { by, value }: Target): Profile | undefined {
  const id = by === 'profile_id' ? value : by === 'uid' ? scene.profileIdByUid(value) : scene.profileIdByEmail(value)
  return id === undefined ? undefined : scene.profileById(id)
}
