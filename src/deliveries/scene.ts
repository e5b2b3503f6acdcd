import type { Experience, Profile, Settings } from '../model/index.js'

/**
 * What a lifecycle operation may look at besides its parameters. All of it is at hand before the operation
 * begins: nothing is fetched inside.
 */
export interface Scene {
  readonly settings: Pick<Settings, 'dialect' | 'deliveryIdsLimit' | 'expiredDeliveries'>
  /** Tombstones included: their ids stay taken, though nothing new is delivered to them (C6). */
  readonly experience: (id: string) => Experience | undefined
  readonly profileById: (id: string) => Profile | undefined
  /** The id of the profile that set this `uid`, or `email`, last (D2). */
  readonly profileIdByUid: (uid: string) => string | undefined
  readonly profileIdByEmail: (email: string) => string | undefined
}
