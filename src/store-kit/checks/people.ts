import { apply } from '../../history/index.js'
import { delivery } from '../../model/delivery.js'
import type { ProfileEvent } from '../../model/index.js'
import type { Dispatch, Store } from '../../store/index.js'
import { type StoreCheck, same, sameProfile } from '../check.js'
import { answerTo, commitTo, happen, page, start } from '../people.js'

/** A profile of which everything is kept that there is. */
async function live(store: Store, id: string): Promise<void> {
  const d = delivery({ id: `${id}-d`, profileId: id, createdAt: start, modelKind: 'tour', modelId: 'a' })
  const events: readonly ProfileEvent[] = [
    { type: 'identify', at: start, uid: `${id}-uid`, email: `${id}-email` },
    { type: 'deliveries', at: start, deliveries: [d], deliveryIds: [d.id], idempotencyKeys: {} },
  ]
  await happen(store, id, events, answerTo('e2', start + 2))
  await happen(store, id, [page(start + 1)], answerTo('e1', start + 1))
}

const dispatches: readonly Dispatch[] = ['u1', 'u2', null].map((profileId, k) => ({
  sendingId: 's1',
  id: `${k}`,
  profileId,
  document: { k },
}))

const sending = { id: 's1', createdAt: start, dueAt: null, document: {} }

/** All that is kept about one person, given out and taken away. */
export const personChecks: readonly StoreCheck[] = [
  {
    name: 'an export has all that is kept about one person, and nothing of another',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await live(store, 'u1')
      await live(store, 'u2')
      await store.commitSending({ expected: 0, sending, dispatches })
      const found = await other.exportProfile('u1')
      const { profile, version } = await store.load('u1')
      sameProfile('profile', found?.kept?.profile, profile)
      same('version', found?.kept?.version, version)
      same('names', found?.names, [{ email: 'u1-email' }, { uid: 'u1-uid' }])
      same(
        'answers',
        found?.answers.map(({ eventId, at, body }) => [eventId, at, body]),
        [
          ['e1', start + 1, { answers: 'e1' }],
          ['e2', start + 2, { answers: 'e2' }],
        ],
      )
      same('dispatches', found?.dispatches, [dispatches[0]])
      same('nobody', await other.exportProfile('u3'), null)
    },
  },
  {
    name: 'what is erased is gone: profile, answers, names, deliveries and dispatches, and nothing else is',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await live(store, 'u1')
      await live(store, 'u2')
      await store.commitSending({ expected: 0, sending, dispatches })
      const untouched = JSON.stringify(await store.exportProfile('u2'))
      same('erased', await other.eraseProfile('u1'), true)
      const { version, answer } = await store.load('u1', 'e1')
      same('profile and answer', [version, answer], [0, null])
      same('export', await store.exportProfile('u1'), null)
      same('uid', await store.profileNamed({ uid: 'u1-uid' }), null)
      same('email', await store.profileNamed({ email: 'u1-email' }), null)
      same('delivery', await store.delivery('u1-d'), null)
      same(
        'deliveries',
        (await store.deliveries({ limit: 10 })).map(({ id }) => id),
        ['u2-d'],
      )
      same(
        'profiles',
        (await store.profiles({ limit: 10 })).map(({ profile }) => profile.id),
        ['u2'],
      )
      same('dispatches', await store.dispatches({ sendingId: 's1', limit: 10 }), dispatches.slice(1))
      same('the other', JSON.stringify(await store.exportProfile('u2')), untouched)
      same('again', await store.eraseProfile('u1'), false)
      same('nobody', await store.eraseProfile('u3'), false)
    },
  },
  {
    name: 'who has only dispatches is exported and erased too',
    run: async (fresh) => {
      const [store] = await fresh()
      await store.commitSending({ expected: 0, sending, dispatches })
      same('export', (await store.exportProfile('u1'))?.dispatches, [dispatches[0]])
      same('erased', await store.eraseProfile('u1'), true)
      same('export after it', await store.exportProfile('u1'), null)
    },
  },
  {
    name: 'what was computed before an erasure is a conflict for ever, though the profile came again',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await happen(store, 'u1')
      const stale = [await store.load('u1')]
      await happen(store, 'u1')
      stale.push(await store.load('u1'))
      await other.eraseProfile('u1')
      for (const base of stale) same('while it is gone', await commitTo(store, base), { outcome: 'conflict' })
      let expected = (await store.load('u1')).profile
      for (let k = 0; k < 4; k++) {
        await happen(other, 'u1', [page(start + k)])
        expected = apply(expected, page(start + k))
        for (const base of stale) same('when it is back', await commitTo(store, base), { outcome: 'conflict' })
      }
      sameProfile('profile', (await store.load('u1')).profile, expected)
    },
  },
  {
    name: 'an erased profile that comes again has no old answer, and its ids are free',
    run: async (fresh) => {
      const [store] = await fresh()
      await live(store, 'u1')
      await store.eraseProfile('u1')
      await happen(store, 'u1')
      same('answer', (await store.load('u1', 'e1')).answer, null)
      same('the event', (await happen(store, 'u1', [page()], answerTo('e1'))).outcome, 'committed')
      await store.eraseProfile('u1')
      await live(store, 'u1')
      same('the delivery', (await store.delivery('u1-d'))?.id, 'u1-d')
    },
  },
]
