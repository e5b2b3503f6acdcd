import { apply } from '../../history/index.js'
import { delivery } from '../../model/delivery.js'
import type { Profile } from '../../model/index.js'
import { profile } from '../../model/index.js'
import { type StoreCheck, same, sameProfile, sorted } from '../check.js'
import { answerTo, commitTo, happen, page, start } from '../people.js'

/** Values that text, numbers and objects lose on many ways: each must come back as it was. */
const oddTraits: Record<string, unknown> = {
  z: 1,
  a: 2,
  '': 'no name',
  '10': 'looks like an index',
  ['__proto__']: { deep: true },
  constructor: null,
  nul: 'a\u0000b',
  half: '\ud800',
  emoji: '👩‍👩‍👧',
  quotes: `'; drop table profiles; --"\\`,
  numbers: [0.1, 1e300, 5e-324, 9007199254740991, -1],
  nested: [[], {}, [null, true, 'x']],
  long: 'x'.repeat(20_000),
}

const rich = (): Profile =>
  profile('rich', {
    version: 7,
    uid: '542213',
    email: 'ann@example.com',
    traits: oddTraits,
    seen: true,
    interactions: [
      {
        id: 'rich:1',
        experienceId: 'nps',
        startedAt: start,
        groupKind: 'delivery',
        groupId: 'd1',
        state: 'snoozed',
        stateAt: start + 5,
        deferUntil: start + 500,
        assumed: false,
      },
    ],
    deliveries: [
      delivery({
        id: 'd1',
        createdAt: start,
        modelKind: 'survey',
        modelId: 'nps',
        profileId: 'rich',
        options: oddTraits,
      }),
    ],
    deliveryIds: ['d1'],
    idempotencyKeys: { ['__proto__']: 'd1' },
    trackedAt: { signup: start },
    pageAt: start,
    pageHref: 'https://app.example.com/',
    sessionStartedAt: start,
    busy: true,
    armed: ['nps'],
  })

/** Profiles and their versions. */
export const profileChecks: readonly StoreCheck[] = [
  {
    name: 'a profile that is not there is one that nothing is known of, at version 0',
    run: async (fresh) => {
      const [store] = await fresh()
      const { profile: found, ...rest } = await store.load('nobody', 'e1')
      sameProfile('profile', found, profile('nobody'))
      same('load', sorted(rest), sorted({ version: 0, answer: null, catalogVersion: 0 }))
      same('profiles', await store.profiles({ limit: 10 }), [])
    },
  },
  {
    name: 'what was committed is loaded as it was, by every handle',
    run: async (fresh) => {
      const [store, other] = await fresh()
      const base = await store.load('rich')
      await store.commit({ base, events: [], profile: rich(), answer: null })
      for (const handle of [store, other]) sameProfile('profile', (await handle.load('rich')).profile, rich())
    },
  },
  {
    name: 'each commit raises the version, and the outcome names it',
    run: async (fresh) => {
      const [store, other] = await fresh()
      let before = 0
      for (let k = 0; k < 5; k++) {
        const outcome = await happen(k % 2 === 0 ? store : other, 'u1', [page(start + k)])
        const { version } = await store.load('u1')
        same('outcome', outcome, { outcome: 'committed', version })
        same('raised', version > before, true)
        before = version
      }
    },
  },
  {
    name: 'a commit that was computed from an older version is a conflict',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await happen(store, 'u1')
      const [base, late] = [await store.load('u1'), await other.load('u1')]
      await commitTo(store, base, [page(start + 1)])
      same('outcome', await commitTo(other, late, [page(start + 2)]), { outcome: 'conflict' })
      sameProfile('profile', (await store.load('u1')).profile, apply(base.profile, page(start + 1)))
    },
  },
  {
    name: 'a commit of a profile that was not there is a conflict where it is there by now',
    run: async (fresh) => {
      const [store, other] = await fresh()
      const [base, late] = [await store.load('u1'), await other.load('u1')]
      await commitTo(store, base)
      same('outcome', await commitTo(other, late, [page(start + 2)]), { outcome: 'conflict' })
      sameProfile('profile', (await store.load('u1')).profile, apply(base.profile, page()))
    },
  },
  {
    name: 'a conflict writes nothing: no name, no delivery, no answer',
    run: async (fresh) => {
      const [store] = await fresh()
      const late = await store.load('rich')
      await happen(store, 'rich')
      const events = [{ type: 'identify', at: start, uid: '542213', email: 'ann@example.com' }] as const
      await store.commit({ base: late, events, profile: rich(), answer: answerTo('e1') })
      same('uid', await store.profileNamed({ uid: '542213' }), null)
      same('email', await store.profileNamed({ email: 'ann@example.com' }), null)
      same('delivery', await store.delivery('d1'), null)
      same('deliveries', await store.deliveries({ limit: 10 }), [])
      same('answer', (await store.load('rich', 'e1')).answer, null)
    },
  },
  {
    name: 'profiles are listed by id in code units, page by page',
    run: async (fresh) => {
      const [store, other] = await fresh()
      // In the order of code units, which is neither that of letters nor of code points: 𝒳 begins with U+D835.
      const ids = ['', '\u0000', '\u0001', '10', '9', 'B', 'a', 'a\u0000', 'aa', 'b', 'é', '𝒳', 'ﬀ', '\uffff']
      for (const id of [...ids].reverse()) await happen(store, id)
      same('all', (await other.profiles({ limit: 100 })).map(idOf), ids)
      const found: string[] = []
      for (let after: string | null = null; ; ) {
        const some: readonly string[] = (await store.profiles({ after, limit: 3 })).map(idOf)
        found.push(...some)
        if (some.length < 3) break
        after = some[2] as string
      }
      same('page by page', found, ids)
      const [first] = await store.profiles({ limit: 1 })
      const { profile, version } = await store.load('')
      sameProfile('what is listed', first?.profile, profile)
      same('its version', first?.version, version)
    },
  },
]

const idOf = ({ profile: { id } }: { readonly profile: Profile }): string => id
