import { profile } from '../../model/index.js'
import { type StoreCheck, same, sameProfile } from '../check.js'
import { start } from '../people.js'

/** What is large, and what is asked of every store at rest. */
export const sizeChecks: readonly StoreCheck[] = [
  {
    name: 'a history of ten thousand shows comes back as it was',
    run: async (fresh) => {
      const [store, other] = await fresh()
      const interactions = Array.from({ length: 10_000 }, (_, k) => ({
        id: `u1:${k}`,
        experienceId: `tour_${k % 97}`,
        startedAt: start + k,
        groupKind: 'automatic',
        groupId: null,
        state: 'completed' as const,
        stateAt: start + k,
        deferUntil: null,
        assumed: false,
      }))
      const long = profile('u1', { interactions })
      await store.commit({ base: await store.load('u1'), events: [], profile: long, answer: null })
      sameProfile('profile', (await other.load('u1')).profile, long)
    },
  },
  {
    name: 'a store that can be asked says so',
    run: async (fresh) => {
      for (const store of await fresh()) same('check', await store.check(), undefined)
    },
  },
]
