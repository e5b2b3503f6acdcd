import type { Scene } from '../deliveries/index.js'
import type { Engine } from '../engine/index.js'
import type { Profile } from '../model/index.js'

/** What a lifecycle call looks at: the catalog as it stands, and the profile that it names, if that is there (D2). */
export const sceneOf = (engine: Engine, named: Profile | null): Scene => ({
  settings: engine.catalog.settings,
  experience: (id) => engine.experiences[engine.indexOf.get(id) ?? -1]?.source,
  profileById: () => named ?? undefined,
  profileIdByUid: () => named?.id,
  profileIdByEmail: () => named?.id,
})
