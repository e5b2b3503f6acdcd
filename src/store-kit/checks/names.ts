import type { IdentifyEvent } from '../../model/index.js'
import { type StoreCheck, same } from '../check.js'
import { happen, page, start } from '../people.js'

const identify = (given: Partial<IdentifyEvent>): IdentifyEvent => ({ type: 'identify', at: start, ...given })

/** D2: profiles by the names that they set. */
export const nameChecks: readonly StoreCheck[] = [
  {
    name: 'a uid or email names the profile that set it last, whatever that one set since',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await happen(store, 'u1', [identify({ uid: '7', email: 'ann@example.com' })])
      await happen(store, 'u2', [identify({ uid: '7' })])
      await happen(store, 'u1', [page()])
      same('uid', await other.profileNamed({ uid: '7' }), 'u2')
      same('email', await other.profileNamed({ email: 'ann@example.com' }), 'u1')
      await happen(store, 'u1', [identify({ uid: '7' })])
      same('set again', await other.profileNamed({ uid: '7' }), 'u1')
      await happen(store, 'u1', [identify({ uid: '8' })])
      same('another one set', await other.profileNamed({ uid: '7' }), 'u1')
      same('the other one', await other.profileNamed({ uid: '8' }), 'u1')
      await happen(store, 'u1', [identify({ uid: null, email: null })])
      same('taken off', await other.profileNamed({ uid: '8' }), 'u1')
    },
  },
  {
    name: 'names are compared as they are, a uid is no email, and any length will do',
    run: async (fresh) => {
      const [store] = await fresh()
      const names = ['a', 'A', 'a ', '', 'constructor', 'a\u0000', '\ud800', '\udc00', 'x'.repeat(10_000)]
      for (const [k, uid] of names.entries()) await happen(store, `u${k}`, [identify({ uid })])
      for (const [k, uid] of names.entries()) same('uid', await store.profileNamed({ uid }), `u${k}`)
      for (const email of names) same('email', await store.profileNamed({ email }), null)
    },
  },
  {
    name: 'every name of one commit is set',
    run: async (fresh) => {
      const [store] = await fresh()
      await happen(store, 'u1', [identify({ uid: '1' }), identify({ uid: '2', email: '1' }), identify({ uid: '1' })])
      for (const uid of ['1', '2']) same('uid', await store.profileNamed({ uid }), 'u1')
      same('email', await store.profileNamed({ email: '1' }), 'u1')
    },
  },
]
