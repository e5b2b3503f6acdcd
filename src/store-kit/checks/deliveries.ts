import { type Delivery, delivery } from '../../model/delivery.js'
import type { DeliveriesEvent, Profile } from '../../model/index.js'
import type { CommitOutcome, Store } from '../../store/index.js'
import { type StoreCheck, same, sorted } from '../check.js'
import { happen, start } from '../people.js'

const made = (id: string, profileId: string, given: Partial<Delivery> = {}): Delivery =>
  delivery({ id, profileId, createdAt: start, modelKind: 'tour', modelId: 'a', ...given })

/** Replaces the deliveries of a profile by what they are made of. */
async function deliver(
  store: Store,
  id: string,
  change: (deliveries: readonly Delivery[]) => readonly Delivery[],
): Promise<CommitOutcome> {
  const { profile } = await store.load(id)
  return happen(store, id, [ledger(profile, change(profile.deliveries))])
}

const ledger = ({ idempotencyKeys }: Profile, deliveries: readonly Delivery[]): DeliveriesEvent => ({
  type: 'deliveries',
  at: start,
  deliveries,
  deliveryIds: deliveries.filter(({ state }) => state === 'pending').map(({ id }) => id),
  idempotencyKeys,
})

const idsOf = (deliveries: readonly Delivery[]): readonly string[] => deliveries.map(({ id }) => id)

const sameDelivery = (what: string, actual: Delivery | null, expected: Delivery): void =>
  same(what, sorted(actual), sorted(expected))

/** D11: deliveries by id, and in lists across profiles. */
export const deliveryChecks: readonly StoreCheck[] = [
  {
    name: 'a delivery is found by its id as it now is',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await deliver(store, 'u1', () => [made('d1', 'u1', { options: { z: 1, a: '\u0000' } }), made('d2', 'u1')])
      sameDelivery('made', await other.delivery('d1'), made('d1', 'u1', { options: { z: 1, a: '\u0000' } }))
      await deliver(store, 'u1', (all) => all.map((one) => (one.id === 'd1' ? { ...one, modelId: 'b' } : one)))
      same('changed', (await other.delivery('d1'))?.modelId, 'b')
      sameDelivery('the other', await other.delivery('d2'), made('d2', 'u1'))
      await deliver(store, 'u1', (all) => all.map((one) => ({ ...one, state: 'removed' })))
      same('removed', (await other.delivery('d1'))?.state, 'removed')
      same('none', await other.delivery('d3'), null)
    },
  },
  {
    name: 'deliveries are listed newest first, by creation, then id, but for those removed or dropped',
    run: async (fresh) => {
      const [store] = await fresh()
      const states = ['pending', 'triggered', 'discarded', 'removed', 'dropped'] as const
      await deliver(store, 'u1', () => states.map((state, k) => made(`d${k}`, 'u1', { state, createdAt: start + k })))
      await deliver(store, 'u2', () => ['𝒳', 'ﬀ', 'B', 'a'].map((id) => made(id, 'u2', { modelId: 'b' })))
      same('all', idsOf(await store.deliveries({ limit: 100 })), ['d2', 'd1', 'ﬀ', '𝒳', 'd0', 'a', 'B'])
      same('of a profile', idsOf(await store.deliveries({ profileId: 'u1', limit: 2 })), ['d2', 'd1'])
      same('of a model', idsOf(await store.deliveries({ modelId: 'b', limit: 100 })), ['ﬀ', '𝒳', 'a', 'B'])
      same('of both', idsOf(await store.deliveries({ modelId: 'b', profileId: 'u1', limit: 100 })), [])
      same('of nobody', idsOf(await store.deliveries({ profileId: 'u3', limit: 100 })), [])
      await deliver(store, 'u1', (all) => all.map((one) => ({ ...one, state: 'removed' })))
      same('what is left', idsOf(await store.deliveries({ limit: 100 })), ['ﬀ', '𝒳', 'a', 'B'])
    },
  },
  {
    name: 'a list ends before one place and begins after another, both exclusive, with or without an id',
    run: async (fresh) => {
      const [store] = await fresh()
      await deliver(store, 'u1', () =>
        ['a', 'b', 'c', 'd'].map((id, k) => made(id, 'u1', { createdAt: start + (k >> 1) })),
      )
      const at = (createdAt: number, id: string | null = null) => ({ createdAt, id })
      const list = async (places: object) => idsOf(await store.deliveries({ ...places, limit: 100 }))
      same('all', await list({}), ['d', 'c', 'b', 'a'])
      same('before d', await list({ before: at(start + 1, 'd') }), ['c', 'b', 'a'])
      same('before c', await list({ before: at(start + 1, 'c') }), ['b', 'a'])
      same('after b', await list({ after: at(start, 'b') }), ['d', 'c'])
      same('between', await list({ before: at(start + 1, 'd'), after: at(start, 'a') }), ['c', 'b'])
      same('before an instant', await list({ before: at(start + 1) }), ['b', 'a'])
      same('after an instant', await list({ after: at(start) }), ['d', 'c'])
      same('at the first', await list({ before: at(start) }), [])
    },
  },
  {
    name: "an id of another profile's delivery is taken, and nothing is written",
    run: async (fresh) => {
      const [store] = await fresh()
      await deliver(store, 'u1', () => [made('d1', 'u1')])
      const outcome = await deliver(store, 'u2', () => [made('d0', 'u2'), made('d1', 'u2')])
      same('outcome', outcome, { outcome: 'taken', deliveryId: 'd1' })
      same('version', (await store.load('u2')).version, 0)
      sameDelivery('the delivery', await store.delivery('d1'), made('d1', 'u1'))
      same('the one beside it', await store.delivery('d0'), null)
    },
  },
]
