import type { Store } from '../store.js'
import { MemoryCatalogs } from './catalogs.js'
import { MemoryProfiles } from './profiles.js'
import { MemorySendings } from './sendings.js'

/**
 * A store in this process: everything is gone when it ends. For tests, for trying things out, and for one server that
 * may forget.
 *
 * @example
 * ```ts
 * import { apply } from 'oncue'
 * import { memoryStore } from 'oncue/store'
 *
 * const store = memoryStore()
 * const base = await store.load('u1')
 * base.version // 0
 * const event = { type: 'page', at: 0, href: 'https://app.example.com/' } as const
 * const change = { base, events: [event], profile: apply(base.profile, event), answer: null }
 * const first = await store.commit(change)
 * first.outcome // 'committed'
 * const again = await store.commit(change)
 * again.outcome // 'conflict'
 * ```
 */
export function memoryStore(): Store {
  const catalogs = new MemoryCatalogs()
  const sendings = new MemorySendings()
  const profiles = new MemoryProfiles()
  // What is done before the promise is made cannot be interrupted: each call is one step.
  return {
    load: async (profileId, eventId = null) => ({
      ...profiles.load(profileId, eventId),
      catalogVersion: catalogs.get()?.version ?? 0,
    }),
    commit: async (change) => profiles.commit(change, catalogs.get()?.version ?? 0),
    profiles: async (page) => profiles.list(page),
    profileNamed: async (name) => profiles.named(name),
    delivery: async (id) => profiles.deliveries.get(id) ?? null,
    deliveries: async (query) => profiles.listDeliveries(query),
    catalog: async (version) => catalogs.get(version),
    catalogs: async (page) => catalogs.list(page),
    putCatalog: async (put) => catalogs.put(put),
    sending: async (id) => sendings.get(id),
    sendings: async (page) => sendings.list(page),
    dueSendings: async (due) => sendings.due(due),
    commitSending: async (change) => sendings.commit(change),
    dispatches: async (page) => sendings.dispatches(page),
    exportProfile: async (profileId) => {
      const found = { ...profiles.export(profileId), dispatches: sendings.dispatchesOf(profileId) }
      const isEmpty = found.kept === null && found.dispatches.length === 0
      return isEmpty ? null : found
    },
    eraseProfile: async (profileId) => {
      const [had, hadDispatches] = [profiles.erase(profileId), sendings.eraseDispatchesOf(profileId)]
      return had || hadDispatches
    },
    forgetAnswers: async (before) => profiles.forgetAnswers(before),
    check: async () => {},
    close: async () => {},
  }
}
