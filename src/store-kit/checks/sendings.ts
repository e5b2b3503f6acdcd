import type { Dispatch, Sending, Store } from '../../store/index.js'
import { type StoreCheck, same } from '../check.js'
import { start } from '../people.js'

const sending = (id: string, given: Partial<Sending> = {}): Sending => ({
  id,
  createdAt: start,
  dueAt: null,
  document: { z: id, a: '\u0000' },
  ...given,
})

const dispatch = (
  sendingId: string,
  id: string,
  profileId: string | null = null,
  document: unknown = {},
): Dispatch => ({
  sendingId,
  id,
  profileId,
  document,
})

const idsOf = (all: readonly { readonly id: string }[]): readonly string[] => all.map(({ id }) => id)

const put = async (store: Store, one: Sending): Promise<unknown> => store.commitSending({ expected: 0, sending: one })

/** Sendings and their dispatches. */
export const sendingChecks: readonly StoreCheck[] = [
  {
    name: 'a sending is kept as it was, and changed only from the version that it has',
    run: async (fresh) => {
      const [store, other] = await fresh()
      same('none', await store.sending('s1'), null)
      const commit = (expected: number, k: number) =>
        (k % 2 === 0 ? store : other).commitSending({ expected, sending: sending('s1', { document: { k } }) })
      same('made', await commit(0, 0), { outcome: 'committed', version: 1 })
      same('made again', await commit(0, 1), { outcome: 'conflict' })
      const outcomes = await Promise.all(Array.from({ length: 10 }, (_, k) => commit(1, k)))
      const kept = outcomes.findIndex(({ outcome }) => outcome === 'committed')
      same('of many at once', outcomes.filter(({ outcome }) => outcome === 'committed').length, 1)
      const found = await store.sending('s1')
      same('what is kept', [found?.version, found?.document], [2, { k: kept }])
      same('from an earlier one', await commit(1, 0), { outcome: 'conflict' })
    },
  },
  {
    name: 'sendings are listed newest first, and those that are due earliest first',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await put(store, sending('b', { dueAt: start + 10 }))
      await put(store, sending('a', { dueAt: start + 20 }))
      await put(store, sending('c', { createdAt: start - 1, dueAt: start + 10 }))
      await put(store, sending('d', { createdAt: start + 1 }))
      same('all', idsOf(await other.sendings({ limit: 10 })), ['d', 'b', 'a', 'c'])
      same('two', idsOf(await other.sendings({ limit: 2 })), ['d', 'b'])
      const before = { createdAt: start, id: 'b' }
      same('the next two', idsOf(await other.sendings({ before, limit: 2 })), ['a', 'c'])
      same('as it was', (await other.sendings({ limit: 1 }))[0]?.document, { z: 'd', a: '\u0000' })
      const due = async (now: number, limit = 10) => idsOf(await other.dueSendings({ now, limit }))
      same('none due', await due(start + 9), [])
      same('due', await due(start + 10), ['b', 'c'])
      same('all due', await due(start + 1_000), ['b', 'c', 'a'])
      same('one of them', await due(start + 1_000, 1), ['b'])
    },
  },
  {
    name: 'dispatches are added or replaced with their sending, and listed by id, page by page',
    run: async (fresh) => {
      const [store, other] = await fresh()
      const first = [dispatch('s1', 'b'), dispatch('s1', '𝒳', 'u1'), dispatch('s1', 'ﬀ'), dispatch('s1', 'B')]
      await store.commitSending({ expected: 0, sending: sending('s1'), dispatches: first })
      await store.commitSending({ expected: 0, sending: sending('s2'), dispatches: [dispatch('s2', 'a')] })
      const late = [dispatch('s1', 'late')]
      await store.commitSending({ expected: 0, sending: sending('s1'), dispatches: late })
      same('a conflict writes none', idsOf(await other.dispatches({ sendingId: 's1', limit: 10 })), [
        'B',
        'b',
        '𝒳',
        'ﬀ',
      ])
      const changed = [dispatch('s1', 'b', 'u2', { state: 'sent' }), dispatch('s1', 'c')]
      await store.commitSending({ expected: 1, sending: sending('s1'), dispatches: changed })
      const page = (after: string | null, limit: number) => other.dispatches({ sendingId: 's1', after, limit })
      same('first page', await page(null, 2), [dispatch('s1', 'B'), changed[0]])
      same('the rest', idsOf(await page('b', 10)), ['c', '𝒳', 'ﬀ'])
      same('of another', await other.dispatches({ sendingId: 's2', limit: 10 }), [dispatch('s2', 'a')])
      same('of none', await other.dispatches({ sendingId: 's3', limit: 10 }), [])
    },
  },
]
