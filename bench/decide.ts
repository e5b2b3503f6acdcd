import { compile, type Decision, decide, type Engine, type Profile } from '../src/index.js'
import { type Session, session } from '../src/session/index.js'
import { naiveDecide } from '../test/naive/index.js'
import { createFloor } from './floor.js'
import { type Contestant, type Measured, measure } from './measure.js'
import { createWorkload, type Load, start, type Workload, withHistory } from './workload.js'

/** Nanoseconds per page load, for one size of catalog. */
export interface ReplayRow {
  readonly experiences: number
  readonly profiles: number
  /** Code written for this very workload: decides and keeps its state. */
  readonly floor: number
  /** `session.decide`: the question alone, as things stand. */
  readonly decide: number
  /** `session.step`: records the page load, decides, records what was decided. */
  readonly step: number
}

export interface ReplaySize {
  readonly experiences: number
  readonly profiles: number
  readonly loads: number
}

/** A month of page loads of prepared profiles, beside the floor. */
export function benchReplay(size: ReplaySize, rounds: number): ReplayRow {
  const workload = createWorkload(size)
  const { catalog, profiles, loads } = workload
  agree(workload)
  const engine = compile(catalog)
  const operations = loads.length
  const contestants: readonly Contestant[] = [
    {
      name: 'floor',
      operations,
      prepare: () => {
        const floor = createFloor(catalog, profiles)
        for (const { href } of loads) floor.warm(href)
        return () => count(loads, ({ who, href, at }) => floor.page(who, href, at) !== null)
      },
    },
    {
      name: 'decide',
      operations,
      prepare: () => {
        const sessions = prepared(workload, engine)
        for (const load of loads) step(sessions, load)
        const end = loads.at(-1)?.at ?? start
        // What the month brought to the fore is prepared, too.
        for (const { who, href } of loads) sessions[who]?.decide({ href, peek: true }, end)
        return () => count(loads, ({ who, href }) => isShown(sessions[who]?.decide({ href, peek: true }, end)))
      },
    },
    {
      name: 'step',
      operations,
      prepare: () => {
        const sessions = prepared(workload, engine)
        return () => count(loads, (load) => step(sessions, load) !== null)
      },
    },
  ]
  const [floor = 0, decide = 0, stepped = 0] = measure(contestants, rounds).map(({ ns }) => ns)
  return { experiences: catalog.experiences.length, profiles: profiles.length, floor, decide, step: stepped }
}

function count(loads: readonly Load[], isShown: (load: Load) => boolean): number {
  let shown = 0
  for (const load of loads) if (isShown(load)) shown += 1
  return shown
}

const isShown = (decision: Decision | undefined): boolean => decision?.outcome === 'show'

/** Prepared: the segments of every page have been asked, as the floor's are before the clock starts. */
function prepared({ profiles, loads }: Workload, engine: Engine): readonly Session[] {
  const sessions = profiles.map((one) => session(engine, one, { completesShows: true }))
  for (const { who, href } of loads) sessions[who]?.decide({ href, peek: true }, start)
  return sessions
}

function step(sessions: readonly Session[], { who, href, at }: Load): string | null {
  const decision = (sessions[who] as Session).step({ type: 'page', at, href })
  return decision?.outcome === 'show' ? decision.experienceId : null
}

/** Before anything is timed: both say the same of every page load. */
function agree(workload: Workload): void {
  const { catalog, profiles, loads } = workload
  const floor = createFloor(catalog, profiles)
  const sessions = prepared(workload, compile(catalog))
  for (const load of loads) {
    const { who, href, at } = load
    const expected = floor.page(who, href, at)?.experienceId ?? null
    const actual = step(sessions, load)
    if (expected !== actual) throw new Error(`user ${who} at ${at} on ${href}: floor ${expected}, oncue ${actual}`)
  }
}

/** One question each about profiles as they come from a database: nothing prepared, a history of 30 shows. */
export function benchCold(rounds: number, many: number): readonly Measured[] {
  const { catalog, profiles, loads } = createWorkload({ experiences: 50, profiles: 1_000, loads: 1_000 })
  const engine = compile(catalog)
  const people = profiles.map((one) => withHistory(one, catalog, 30))
  const asked = loads.map((load, k) => ({ ...load, profile: people[k % people.length] as Profile }))
  for (const { profile, href, at } of asked) {
    const decision = decide(engine, profile, { href }, at)
    const actual = decision.outcome === 'show' ? decision.experienceId : null
    const expected = naiveDecide(catalog, profile, { href }, at).winner
    if (actual !== expected) throw new Error(`${profile.id} at ${at} on ${href}: naive ${expected}, oncue ${actual}`)
  }
  const ask = (times: number, one: (k: number) => unknown) => () => {
    for (let k = 0; k < times; k++) one(k % asked.length)
  }
  const sessions = asked.map(({ profile }) => session(engine, profile))
  const few = Math.ceil(many / 40)
  const at = (k: number): (typeof asked)[number] => asked[k] as (typeof asked)[number]
  return measure(
    [
      {
        name: 'a prepared profile (`session.decide`)',
        operations: many,
        prepare: () => ask(many, (k) => sessions[k]?.decide({ href: at(k).href, peek: true }, at(k).at)),
      },
      {
        name: 'a plain profile with 30 shows (`decide`)',
        operations: many,
        prepare: () => ask(many, (k) => decide(engine, at(k).profile, { href: at(k).href }, at(k).at)),
      },
      {
        name: 'the same, by the naive interpreter of the tests',
        operations: few,
        prepare: () => ask(few, (k) => naiveDecide(catalog, at(k).profile, { href: at(k).href }, at(k).at)),
      },
    ],
    rounds,
  )
}
