import { compile } from '../../engine/index.js'
import { catalog, experience, limitGroup, type Profile, type ProfileEvent } from '../../model/index.js'
import { step } from '../../session/step.js'
import { interactionIdByVersion, type Served, type Store, serveProfile } from '../../store/index.js'
import { type Fresh, type StoreCheck, same } from '../check.js'
import { commitTo, start } from '../people.js'

const group = limitGroup({ id: 'two_a_day', kind: 'all', rateLimitSize: 2, rateLimitKind: '1d' })
const tours = ['a', 'b', 'c', 'd', 'e'].map((id) => experience({ id, kind: 'tour', publishedAt: 0 }))
const engine = compile(catalog({ experiences: tours, limitGroups: [group] }), {
  interactionId: interactionIdByVersion,
})

/** What a page load is answered: the show, by its name and instant, if there is one. */
interface Shown {
  readonly show: string | null
}

const nameOf = (id: string, at: number): string => `${id}@${at}`

/** A page load as a server answers it. */
async function load(store: Store, eventId: string, at: number): Promise<Served<Shown>> {
  const event = { type: 'page', at, href: 'https://app.example.com/' } as const
  return serveProfile<Shown>(
    store,
    { profileId: 'u1', eventId, at },
    ({ profile }) => {
      const { profile: next, decision } = step(engine, profile, event, { completesShows: true })
      const show = decision?.outcome === 'show' ? nameOf(decision.interactionId, at) : null
      const events: readonly ProfileEvent[] = [event, ...(decision?.events ?? [])]
      return { answer: { show }, change: { profile: next, events } }
    },
    { attempts: 1_000 },
  )
}

async function twoHandles(fresh: Fresh): Promise<(k: number) => Store> {
  const handles = await fresh()
  return (k) => handles[k % 2] as Store
}

const shownIn = (served: readonly Served<Shown>[]): readonly (string | null)[] =>
  served.map((one) => (one.outcome === 'busy' ? 'busy' : one.answer.show))

const keptIn = ({ interactions }: Profile): string[] => interactions.map(({ id, startedAt }) => nameOf(id, startedAt))

/** What happens at once. */
export const raceChecks: readonly StoreCheck[] = [
  {
    name: 'of many commits at once that were computed from one version, one is kept',
    run: async (fresh) => {
      const handle = await twoHandles(fresh)
      for (const round of [0, 1]) {
        const bases = await Promise.all(range(20).map((k) => handle(k).load('u1')))
        const changes = bases.map((base, k) =>
          commitTo(handle(k), base, [
            { type: 'page', at: start + 100 * round + k, href: `https://app.example.com/${k}` },
          ]),
        )
        const outcomes = await Promise.all(changes)
        const kept = outcomes.flatMap(({ outcome }, k) => (outcome === 'committed' ? [k] : []))
        same('how many', kept.length, 1)
        const { profile } = await handle(0).load('u1')
        same('which', profile.pageHref, `https://app.example.com/${kept[0]}`)
        same('events', profile.version, round + 1)
      }
    },
  },
  {
    name: 'page loads at once pass no limit, and every show that was answered is kept',
    run: async (fresh) => {
      const handle = await twoHandles(fresh)
      // At one instant: whichever is kept first, none is a late report, which would free no page.
      const served = await Promise.all(range(20).map((k) => load(handle(k), `e${k}`, start)))
      const shows = shownIn(served).filter((id) => id !== null)
      same('shows', shows.length, 2)
      const { profile } = await handle(1).load('u1')
      same('kept', keptIn(profile).sort(), [...shows].sort())
      same('different ones', new Set(profile.interactions.map(({ experienceId }) => experienceId)).size, 2)
    },
  },
  {
    name: 'one page load that is sent many times at once shows once, and has one answer',
    run: async (fresh) => {
      const handle = await twoHandles(fresh)
      const served = await Promise.all(range(10).map((k) => load(handle(k), 'e1', start + k)))
      const again = await load(handle(0), 'e1', start + 1_000)
      const answers = new Set(shownIn([...served, again]))
      same('answers', answers.size, 1)
      const { profile } = await handle(0).load('u1')
      same('shows', keptIn(profile), [...answers])
    },
  },
]

const range = (size: number): readonly number[] => Array.from({ length: size }, (_, k) => k)
