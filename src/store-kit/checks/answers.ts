import { type StoreCheck, same, sameProfile } from '../check.js'
import { answerTo, commitTo, happen, page, start } from '../people.js'

/** Answers that are remembered, so that a retry gets the same one. */
export const answerChecks: readonly StoreCheck[] = [
  {
    name: 'an answer is loaded with its profile by its event id, by no other, and for no other profile',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await happen(store, 'u1', [page()], { eventId: 'e1', at: start, body: { outcome: 'show', z: 1, a: ['\u0000'] } })
      await happen(store, 'u2')
      const { answer } = await other.load('u1', 'e1')
      same('answer', answer?.body, { outcome: 'show', z: 1, a: ['\u0000'] })
      same('event and instant', [answer?.eventId, answer?.at], ['e1', start])
      same('of another event', (await other.load('u1', 'e2')).answer, null)
      same('of no event', (await other.load('u1')).answer, null)
      same('of another profile', (await other.load('u2', 'e1')).answer, null)
    },
  },
  {
    name: 'an event id is answered once: the second commit writes nothing',
    run: async (fresh) => {
      const [store, other] = await fresh()
      await happen(store, 'u1', [page()], answerTo('e1'))
      const before = await store.load('u1', 'e1')
      const second = await commitTo(other, before, [page(start + 9)], { ...answerTo('e1'), body: 'another' })
      same('outcome', second.outcome, 'answered')
      same('what is given', second.outcome === 'answered' && second.answer.body, { answers: 'e1' })
      same('what is kept', await store.load('u1', 'e1'), before)
    },
  },
  {
    name: 'two profiles may have the same event id',
    run: async (fresh) => {
      const [store] = await fresh()
      same('first', (await happen(store, 'u1', [page()], answerTo('e1'))).outcome, 'committed')
      same('second', (await happen(store, 'u2', [page()], answerTo('e1'))).outcome, 'committed')
    },
  },
  {
    name: 'answers from before an instant are forgotten, and the profile is as it was',
    run: async (fresh) => {
      const [store, other] = await fresh()
      for (const [k, id] of ['u1', 'u1', 'u2'].entries()) {
        await happen(store, id, [page(start + k)], answerTo(`e${k}`, start + k))
      }
      const { profile, version } = await store.load('u1')
      same('how many', await other.forgetAnswers(start + 1), 1)
      same('before it', (await store.load('u1', 'e0')).answer, null)
      same('at it', (await store.load('u1', 'e1')).answer?.body, { answers: 'e1' })
      same('after it', (await store.load('u2', 'e2')).answer?.body, { answers: 'e2' })
      const after = await store.load('u1')
      sameProfile('profile', after.profile, profile)
      same('version', after.version, version)
      same('none is left', await store.forgetAnswers(start + 1), 0)
    },
  },
]
