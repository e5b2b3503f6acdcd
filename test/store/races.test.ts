import fc from 'fast-check'
import { catalog, compile, experience, limitGroup, type Profile, type ProfileEvent, step } from 'oncue'
import { interactionIdByVersion, memoryStore, type Served, type Store, serveProfile } from 'oncue/store'
import { storeChecks } from 'oncue/store-kit'
import { describe, expect, test } from 'vitest'

const size = 2
const engine = compile(
  catalog({
    experiences: ['a', 'b', 'c', 'd'].map((id) => experience({ id, kind: 'tour', publishedAt: 0 })),
    limitGroups: [limitGroup({ id: 'g', kind: 'all', rateLimitSize: size, rateLimitKind: '1d' })],
  }),
  { interactionId: interactionIdByVersion },
)
const start = Date.UTC(2029, 1, 3, 10)

/** A store of which every call waits until the scheduler lets it go on: before it is taken, and before it is answered. */
function slowed(store: Store, scheduler: fc.Scheduler): Store {
  const slow =
    <A extends readonly unknown[], R>(name: string, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await scheduler.schedule(Promise.resolve(), `${name} comes in`)
      const answer = await call(...args)
      await scheduler.schedule(Promise.resolve(), `${name} is answered`)
      return answer
    }
  return { ...store, load: slow('load', store.load), commit: slow('commit', store.commit) }
}

type Answer = string | null

/** A page load or a report, as a server takes it: at most one change of each is kept. */
function serve(store: Store, eventId: string, event: ProfileEvent): Promise<Served<Answer>> {
  return serveProfile<Answer>(
    store,
    { profileId: 'u1', eventId, at: event.at },
    ({ profile }) => {
      const { profile: next, decision } = step(engine, profile, event, { completesShows: true })
      const answer = decision?.outcome === 'show' ? decision.interactionId : null
      return { answer, change: { profile: next, events: [event, ...(decision?.events ?? [])] } }
    },
    { attempts: 1_000 },
  )
}

const page = (k: number): ProfileEvent => ({ type: 'page', at: start + k, href: 'https://app.example.com/' })
const report = (k: number): ProfileEvent => ({
  type: 'interaction',
  at: start + k,
  experienceId: 'a',
  state: k % 2 === 0 ? 'started' : 'completed',
  interactionId: `x${k}`,
})

const automatic = ({ interactions }: Profile): readonly string[] =>
  interactions.filter(({ id }) => !id.startsWith('x')).map(({ experienceId }) => experienceId)

/** What is asked and reported at once: page loads, retries of them, reports. */
const asked = fc.array(fc.record({ kind: fc.constantFrom('page', 'page', 'report'), k: fc.nat({ max: 4 }) }), {
  minLength: 2,
  maxLength: 7,
})

describe('races on a store', () => {
  test('L1, D9: in whatever order calls are let through, no limit is passed and every answer is kept once', async () => {
    const law = fc.asyncProperty(fc.scheduler(), asked, async (scheduler, requests) => {
      const inner = memoryStore()
      const store = slowed(inner, scheduler)
      const served = requests.map(({ kind, k }) =>
        kind === 'page' ? serve(store, `page ${k}`, page(k)) : serve(store, `report ${k}`, report(k)),
      )
      await scheduler.waitFor(Promise.all(served))
      const answers = await Promise.all(served)
      const { profile } = await inner.load('u1')

      // One answer for each event id, and every show that was answered is there once.
      const byEvent = new Map<string, Set<Answer>>()
      for (const [index, one] of answers.entries()) {
        const { kind, k } = requests[index] as (typeof requests)[number]
        if (one.outcome === 'busy') throw new Error('busy')
        byEvent.set(`${kind} ${k}`, (byEvent.get(`${kind} ${k}`) ?? new Set()).add(one.answer))
      }
      for (const given of byEvent.values()) expect(given.size).toBe(1)
      const shown = [...byEvent.values()].flatMap((given) => [...given]).filter((answer) => answer !== null)
      const kept = profile.interactions.map(({ id }) => id).filter((id) => !id.startsWith('x'))
      expect(kept.sort()).toEqual(shown.sort())
      // L3: what shows by itself finds room for it, whatever is reported beside it.
      expect(new Set(automatic(profile)).size).toBeLessThanOrEqual(size)
    })
    await fc.assert(law, { numRuns: 150 })
  })

  test('a store that keeps what was computed from an older version is found out', async () => {
    const law = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const inner = memoryStore()
      const careless: Store = {
        ...inner,
        commit: async (change) => {
          const { version } = await inner.load('u1')
          return inner.commit({ ...change, base: { ...change.base, version } })
        },
      }
      const store = slowed(careless, scheduler)
      const served = [0, 1, 2].map((k) => serve(store, `page ${k}`, page(k)))
      await scheduler.waitFor(Promise.all(served))
      const shown = (await Promise.all(served)).filter((one) => one.outcome !== 'busy' && one.answer !== null)
      expect(shown.length).toBeLessThanOrEqual(size)
    })
    await expect(fc.assert(law, { numRuns: 100, endOnFailure: true })).rejects.toThrow()
  })

  const races = storeChecks.filter(({ name }) => / at once/.test(name))
  test.each(races)('$name, in whatever order calls are let through', async ({ run }) => {
    const law = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const store = slowed(memoryStore(), scheduler)
      await scheduler.waitFor(run(async () => [store, store]))
    })
    await fc.assert(law, { numRuns: 5 })
  })
})
