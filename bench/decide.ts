import { decideOn } from '../src/eligibility/decide.js'
import { isInside } from '../src/eligibility/segments.js'
import { Subject } from '../src/eligibility/subject.js'
import type { Draft } from '../src/history/record.js'
import { compile, type Decision, decide, type Engine, type Profile } from '../src/index.js'
import { advance } from '../src/session/advance.js'
import { type Session, session } from '../src/session/index.js'
import { createFloor } from './floor.js'
import { type Contestant, each, measure } from './measure.js'
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
  agree(workload)
  const [floor = 0, decide = 0, step = 0] = measure(replayContestants(workload), rounds).map(({ ns }) => ns)
  return { experiences: size.experiences, profiles: size.profiles, floor, decide, step }
}

/** The floor, `decide` and `step`, in this order: each goes through the whole month. */
export function replayContestants(workload: Workload): readonly Contestant[] {
  const { catalog, profiles, loads } = workload
  const engine = compile(catalog)
  const operations = loads.length
  return [
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

/** Profiles with 30 shows of history, and a question for each. */
export function coldQuestions() {
  const { catalog, profiles, loads } = createWorkload({ experiences: 50, profiles: 1_000, loads: 1_000 })
  const people = profiles.map((one) => withHistory(one, catalog, 30))
  const asked = loads.map((load, k) => ({ ...load, profile: people[k % people.length] as Profile }))
  return { catalog, engine: compile(catalog), asked }
}

/** The question alone, of profiles that were made ready for it. */
export const preparedContestant = (
  asked: readonly { readonly prepared: Session; readonly href: string; readonly at: number }[],
  many: number,
): Contestant => ({
  name: 'a prepared profile (`session.decide`)',
  operations: many,
  prepare: () => each(many, asked, ({ prepared, href, at }) => prepared.decide({ href, peek: true }, at)),
})

/** A prepared profile and a plain one, in this order. */
export function coldContestants(
  { engine, asked }: ReturnType<typeof coldQuestions>,
  many: number,
): readonly Contestant[] {
  const sessions = asked.map((one) => ({ ...one, prepared: session(engine, one.profile) }))
  return [
    preparedContestant(sessions, many),
    {
      name: 'a plain profile with 30 shows (`decide`)',
      operations: many,
      prepare: () => each(many, asked, ({ profile, href, at }) => decide(engine, profile, { href }, at)),
    },
  ]
}
