import { apply } from '../../history/index.js'
import { profile } from '../../model/index.js'
import { type StoreCheck, same, sameProfile } from '../check.js'
import { answerTo, happen, page } from '../people.js'

/** Ids that are easily mistaken for one another, for code, or for nothing; and the longest ones. */
const ids = [
  'a',
  'A',
  'á',
  'a\u0301',
  ' a',
  'a ',
  '\u0000',
  'a\u0000b',
  '\u0001',
  '\u00010',
  '\ud800',
  '\udfff',
  '\ufffd',
  '\ud83d\ude00',
  '\uf8ffD83D',
  '__proto__',
  'constructor',
  'null',
  '%',
  '_',
  '*',
  '\\',
  '\\u0000',
  "'; delete from profiles; --",
  '$1',
  '{a,b}',
  '"',
  'a:b',
  'a/b',
  '0',
  '00',
  'x'.repeat(256),
  `${'x'.repeat(255)}y`,
  '\uffff'.repeat(256),
]

/** Ids are text and nothing else. */
export const idChecks: readonly StoreCheck[] = [
  {
    name: 'every id is an id of its own, of profiles and of events',
    run: async (fresh) => {
      const [store, other] = await fresh()
      for (const id of ids) {
        same(`load ${id}`, (await store.load(id, id)).version, 0)
        await happen(store, id, [page()], answerTo(id))
      }
      for (const id of ids) {
        const { profile: found, answer } = await other.load(id, id)
        sameProfile('profile', found, apply(profile(id), page()))
        same('answer', answer?.body, { answers: id })
        same('event', answer?.eventId, id)
      }
      const listed = (await other.profiles({ limit: 1_000 })).map((one) => one.profile.id)
      same('listed', listed, [...ids].sort())
      for (const id of ids) same('erased', await store.eraseProfile(id), true)
      same('what is left', await store.profiles({ limit: 1_000 }), [])
    },
  },
]
