import { compile, type Decision, decide, type Engine, type Profile, type Session, session } from '../src/index.js'
import { naiveDecide } from '../test/naive/index.js'
import { createFloor } from './floor.js'
import { type Contestant, type Measured, measure } from './measure.js'
import { createWorkload, start, type Workload, withHistory } from './workload.js'

export interface DecideReport {
  readonly replay: readonly { readonly experiences: number; readonly floor: number; readonly oncue: number }[]
  readonly cold: readonly Measured[]
}

/** A month of page loads with state, prepared, beside the floor; and single questions about fresh profiles. */
export function benchDecide(isQuick: boolean): DecideReport {
  const rounds = isQuick ? 1 : 7
  const loads = isQuick ? 20_000 : 200_000
  return {
    replay: [50, 500, 5_000].map((experiences) => replay(createWorkload({ experiences, profiles: 10_000, loads }), rounds)),
    cold: cold(rounds, isQuick),
  }
}

function replay(workload: Workload, rounds: number): DecideReport['replay'][number] {
  const { catalog, profiles, loads } = workload
  agree(workload)
  const engine = compile(catalog)
  const contestants: Contestant[] = [
    {
      name: 'floor',
      operations: loads.length,
      prepare: () => {
        const floor = createFloor(catalog, profiles)
        return () => loads.reduce((shown, { who, href, at }) => shown + (floor.page(who, href, at) < 0 ? 0 : 1), 0)
      },
    },
    {
      name: 'oncue',
      operations: loads.length,
      prepare: () => {
        const sessions = prepared(profiles, engine)
        return () => loads.reduce((shown, { who, href, at }) => shown + (page(sessions, who, href, at) === null ? 0 : 1), 0)
      },
    },
  ]
  const [floor, oncue] = measure(contestants, rounds)
  return { experiences: catalog.experiences.length, floor: floor?.ns ?? 0, oncue: oncue?.ns ?? 0 }
}

/** Prepared: every segment has been asked, as the floor's are before the clock starts. */
const prepared = (profiles: readonly Profile[], engine: Engine): readonly Session[] =>
  profiles.map((one) => {
    const ready = session(engine, one, { completesShows: true })
    ready.explain({ href: '', peek: true }, start)
    return ready
  })

function page(sessions: readonly Session[], who: number, href: string, at: number): string | null {
  const decision = (sessions[who] as Session).step({ type: 'page', at, href }) as Decision
  return decision.outcome === 'show' ? decision.experienceId : null
}

/** Before anything is timed: both say the same of every page load. */
function agree({ catalog, profiles, loads }: Workload): void {
  const floor = createFloor(catalog, profiles)
  const sessions = prepared(profiles, compile(catalog))
  for (const { who, href, at } of loads) {
    const expected = catalog.experiences[floor.page(who, href, at)]?.id ?? null
    const actual = page(sessions, who, href, at)
    if (expected !== actual) throw new Error(`user ${who} at ${at} on ${href}: floor ${expected}, oncue ${actual}`)
  }
}

/** One question each about profiles as they come from a database: nothing prepared, a history of 30 shows. */
function cold(rounds: number, isQuick: boolean): readonly Measured[] {
  const { catalog, profiles, loads } = createWorkload({ experiences: 50, profiles: 1_000, loads: 1_000 })
  const engine = compile(catalog)
  const people = profiles.map((one) => withHistory(one, catalog, 30))
  const ask = (count: number, one: (profile: Profile, href: string, at: number) => unknown) => () => {
    for (let k = 0; k < count; k++) {
      const { href, at } = loads[k % loads.length] as { href: string; at: number }
      one(people[k % people.length] as Profile, href, at)
    }
  }
  const many = isQuick ? 2_000 : 40_000
  const few = isQuick ? 100 : 1_000
  for (const [k, { href, at }] of loads.entries()) {
    const who = people[k % people.length] as Profile
    const decision = decide(engine, who, { href }, at)
    const actual = decision.outcome === 'show' ? decision.experienceId : null
    const expected = naiveDecide(catalog, who, { href }, at).winner
    if (actual !== expected) throw new Error(`${who.id} at ${at} on ${href}: naive ${expected}, oncue ${actual}`)
  }
  const sessions = people.map((one) => session(engine, one))
  return measure(
    [
      {
        name: 'prepared, one question',
        operations: many,
        prepare: () => () => {
          for (let k = 0; k < many; k++) {
            const { href, at } = loads[k % loads.length] as { href: string; at: number }
            sessions[k % sessions.length]?.decide({ href, peek: true }, at)
          }
        },
      },
      { name: 'cold', operations: many, prepare: () => ask(many, (who, href, at) => decide(engine, who, { href }, at)) },
      {
        name: 'naive interpretation',
        operations: few,
        prepare: () => ask(few, (who, href, at) => naiveDecide(catalog, who, { href }, at)),
      },
    ],
    rounds,
  )
}
