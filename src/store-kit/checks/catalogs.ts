import { apply } from '../../history/index.js'
import { type StoreCheck, same } from '../check.js'
import { happen, page, start } from '../people.js'

const document = { z: 1, experiences: [{ id: 'a', name: '\u0000\ud800👋' }], a: { ['__proto__']: 1 } }

/** The catalog, version by version. */
export const catalogChecks: readonly StoreCheck[] = [
  {
    name: 'each version of the catalog is kept as it was, and the latest is the one that is asked for',
    run: async (fresh) => {
      const [store, other] = await fresh()
      same('none', await store.catalog(), null)
      same('none listed', await store.catalogs({ limit: 10 }), [])
      for (const k of [1, 2, 3]) {
        const put = { expected: k - 1, at: start + k, document: k === 2 ? document : { k } }
        same('put', await store.putCatalog(put), { outcome: 'committed', version: k })
      }
      same('latest', (await other.catalog())?.document, { k: 3 })
      const second = await other.catalog(2)
      same('second', [second?.version, second?.at, second?.document], [2, start + 2, document])
      for (const version of [0, 4]) same('none such', await other.catalog(version), null)
      const versions = (page: { before?: number; limit: number }) => other.catalogs(page)
      const listed = (k: number) => ({ version: k, at: start + k })
      same('listed', await versions({ limit: 2 }), [listed(3), listed(2)])
      same('the next page', await versions({ before: 2, limit: 2 }), [listed(1)])
    },
  },
  {
    name: 'a catalog that was edited from another version than the latest is a conflict',
    run: async (fresh) => {
      const [store, other] = await fresh()
      const put = (expected: number, k: number) =>
        (k % 2 === 0 ? store : other).putCatalog({ expected, at: start, document: { k } })
      same('from a later one', await put(1, 0), { outcome: 'conflict' })
      const outcomes = await Promise.all(Array.from({ length: 10 }, (_, k) => put(0, k)))
      same('of many at once', outcomes.filter(({ outcome }) => outcome === 'committed').length, 1)
      same('from an earlier one', await put(0, 0), { outcome: 'conflict' })
      const kept = outcomes.findIndex(({ outcome }) => outcome === 'committed')
      same('what is kept', (await store.catalog())?.document, { k: kept })
    },
  },
  {
    name: 'a profile is loaded with the latest version of the catalog',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await happen(store, 'u1')
      same('none', (await other.load('u1')).catalogVersion, 0)
      for (const version of [1, 2]) {
        await store.putCatalog({ expected: version - 1, at: start, document })
        for (const id of ['u1', 'u2']) same(id, (await other.load(id)).catalogVersion, version)
      }
    },
  },
  {
    name: 'a commit that names a version of the catalog is a conflict where that is not the latest',
    run: async (fresh) => {
      const [store, other] = await fresh()
      const under = async (id: string, catalogVersion: number) => {
        const base = await other.load(id)
        const profile = apply(base.profile, page())
        return (await other.commit({ base, events: [page()], profile, answer: null, catalogVersion })).outcome
      }
      same('none yet', await under('u1', 0), 'committed')
      same('none such', await under('u1', 1), 'conflict')
      await store.putCatalog({ expected: 0, at: start, document })
      await store.putCatalog({ expected: 1, at: start, document })
      for (const id of ['u1', 'u2']) {
        const { version } = await store.load(id)
        for (const earlier of [0, 1]) same('an earlier one', await under(id, earlier), 'conflict')
        same('nothing is written', (await store.load(id)).version, version)
        same('the latest', await under(id, 2), 'committed')
      }
    },
  },
]
