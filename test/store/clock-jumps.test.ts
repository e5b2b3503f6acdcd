import { apply } from 'oncue'
import { memoryStore, serveInTurn } from 'oncue/store'
import { expect, test } from 'vitest'

const yearMs = 365 * 86_400_000
const now = Date.UTC(2029, 1, 3, 10)
const ahead = now + 10 * yearMs

test('a store keeps what is committed in the order of its versions, whatever the clock says', async () => {
  const store = memoryStore()
  const serve = serveInTurn(store)
  const load = (eventId: string, at: number) =>
    serve({ profileId: 'u1', eventId, at }, ({ profile }) => {
      const event = { type: 'page', at, href: 'https://app.example.com/' } as const
      const next = apply(profile, event)
      return { answer: next.version, change: { events: [event], profile: next } }
    })
  expect(await load('a', ahead)).toMatchObject({ outcome: 'committed', answer: 1 })
  expect(await load('b', now)).toMatchObject({ outcome: 'committed', answer: 2 })
  // An answer is found by its event, not by its time.
  expect(await load('a', now)).toMatchObject({ outcome: 'repeated', answer: 1 })
  expect((await store.load('u1')).profile.pageAt).toBe(ahead)

  // Answers are forgotten by the time that they were given at: a clock that is ahead forgets too much, never too little.
  expect(await store.forgetAnswers(now - yearMs)).toBe(0)
  expect(await store.forgetAnswers(now + yearMs)).toBe(1)
  expect(await load('a', now)).toMatchObject({ outcome: 'repeated', answer: 1 })
  expect(await load('b', now)).toMatchObject({ outcome: 'committed', answer: 3 })
})

test('a sending is due by the clock that asks, and is there when that comes back', async () => {
  const store = memoryStore()
  const sending = { id: 's1', createdAt: ahead, dueAt: ahead, document: {} }
  await store.commitSending({ expected: 0, sending })
  expect(await store.dueSendings({ now, limit: 9 })).toEqual([])
  expect(await store.dueSendings({ now: ahead, limit: 9 })).toHaveLength(1)
  expect(await store.dueSendings({ now, limit: 9 })).toEqual([])
})
