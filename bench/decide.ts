import { decideOn } from '../src/eligibility/decide.js'
import { isInside } from '../src/eligibility/segments.js'
import { Subject } from '../src/eligibility/subject.js'
import type { Draft } from '../src/history/record.js'
import { compile, type Decision, decide, type Engine, type Profile } from '../src/index.js'
import { advance } from '../src/session/advance.js'
import { session } from '../src/session/index.js'
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
        const people = prepared(workload, engine)
        for (const load of loads) step(people, load)
        const end = loads.at(-1)?.at ?? start
        const ask = ({ who, href }: Load): Decision => decideOn(subjectOf(people, who), { href, peek: true }, end)
        for (const load of loads) ask(load) // what the month brought to the fore is prepared, too
        return () => count(loads, (load) => ask(load).outcome === 'show')
      },
    },
    {
      name: 'step',
      operations,
      prepare: () => {
        const people = prepared(workload, engine)
        return () => count(loads, (load) => step(people, load) !== null)
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

/** What a session is made of. */
interface Person {
  readonly draft: Draft
  readonly subject: Subject
}

/** Prepared: every segment has been asked, as the floor's are before the clock starts. */
function prepared({ profiles }: Workload, engine: Engine): readonly Person[] {
  return profiles.map((one) => {
    const draft = { ...one }
    const subject = new Subject(engine, draft)
    for (const { index } of engine.experiences) isInside(subject, index, start)
    return { draft, subject }
  })
}

const subjectOf = (people: readonly Person[], who: number): Subject => (people[who] as Person).subject

const steps = { completesShows: true }

function step(people: readonly Person[], { who, href, at }: Load): string | null {
  const { draft, subject } = people[who] as Person
  const decision = advance(subject, draft, { type: 'page', at, href }, steps)
  return decision?.outcome === 'show' ? decision.experienceId : null
}

/** Before anything is timed: both say the same of every page load. */
function agree(workload: Workload): void {
  const { catalog, profiles, loads } = workload
  const floor = createFloor(catalog, profiles)
  const people = prepared(workload, compile(catalog))
  for (const load of loads) {
    const { who, href, at } = load
    const expected = floor.page(who, href, at)?.experienceId ?? null
    const actual = step(people, load)
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
