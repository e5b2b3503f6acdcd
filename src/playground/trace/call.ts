import type { TraceEvent } from '../../authoring/index.js'
import { createDelivery, type Outcome, removeDelivery, type Scene, updateDelivery } from '../../deliveries/index.js'
import type { Engine, Profile } from '../../index.js'

/** What a lifecycle call of a profile comes to (D); `null` of what is no call. */
export function call(event: TraceEvent, profile: Profile, engine: Engine): Outcome | null {
  const { at: now } = event
  switch (event.type) {
    case 'deliver': {
      const id = event.id ?? `delivery:${profile.id}:${profile.deliveries.length + 1}`
      return createDelivery(sceneOf(profile, engine), event.params, { now, id })
    }
    case 'deliver.update':
      return updateDelivery(sceneOf(profile, engine), profile, event.id, event.params, { now })
    case 'deliver.remove':
      return removeDelivery(profile, event.id, { now })
    default:
      return null
  }
}

/** The line was found to be this profile's, so whatever it names, it names this profile. */
const sceneOf = (profile: Profile, { catalog }: Engine): Scene => ({
  settings: catalog.settings,
  experience: (id) => catalog.experiences.find((one) => one.id === id),
  profileById: (id) => (id === profile.id && profile.seen ? profile : undefined),
  profileIdByUid: () => profile.id,
  profileIdByEmail: () => profile.id,
})
