import type { Catalog, Condition, Experience } from '../src/index.js'
import { catalog, compile, decide, type Engine, type Profile } from '../src/index.js'
import { type Session, session } from '../src/session/index.js'
import { type Contestant, measure } from './measure.js'
import { createWorkload, type Load, withHistory } from './workload.js'

/** One property of the workload with two values, the second ten or a hundred times the first. */
export interface GrowthRow {
  readonly of: string
  readonly value: number
  /** Nanoseconds: `session.step` of a prepared profile, and `decide` about a plain one. */
  readonly step: number
  readonly plain: number
}

export interface GrowthSize {
  readonly profiles: number
  readonly loads: number
  readonly rounds: number
}

interface Variant {
  readonly of: string
  readonly value: number
  readonly catalog: Catalog
  readonly people: readonly Profile[]
}

/** What grows besides the catalog: groups, histories, segments; 50 experiences. */
export function benchVariants({ profiles, loads: count, rounds }: GrowthSize): readonly GrowthRow[] {
  const { catalog: whole, profiles: people, loads } = createWorkload({ experiences: 50, profiles, loads: count })
  const remember = (shows: number): readonly Profile[] => people.map((one) => withHistory(one, whole, shows))
  const variants: readonly Variant[] = [
    { of: 'limit groups', value: 5, catalog: whole, people },
    { of: 'limit groups', value: 50, catalog: withGroups(whole, 10), people },
    { of: 'comparisons in a segment', value: 4, catalog: whole, people },
    { of: 'comparisons in a segment', value: 40, catalog: withComparisons(whole, 36), people },
    { of: 'shows in a history', value: 10, catalog: whole, people: remember(10) },
    { of: 'shows in a history', value: 1_000, catalog: whole, people: remember(1_000) },
  ]
  const measured = measure(
    variants.flatMap((one) => contestants(one, loads)),
    rounds,
  )
  return variants.map(({ of, value }, k) => ({
    of,
    value,
    step: measured[2 * k]?.ns as number,
    plain: measured[2 * k + 1]?.ns as number,
  }))
}

function contestants({ catalog, people }: Variant, loads: readonly Load[]): readonly Contestant[] {
  const engine = compile(catalog)
  return [
    {
      name: 'step',
      operations: loads.length,
      prepare: () => {
        const sessions = people.map((one) => session(engine, one, { completesShows: true }))
        return () => {
          for (const { who, href, at } of loads) (sessions[who] as Session).step({ type: 'page', at, href })
        }
      },
    },
    { name: 'plain', operations: loads.length, prepare: () => () => ask(engine, people, loads) },
  ]
}

function ask(engine: Engine, people: readonly Profile[], loads: readonly Load[]): void {
  for (const { who, href, at } of loads) decide(engine, people[who] as Profile, { href }, at)
}

/** Each group so many times, with room for one more each time. */
function withGroups(whole: Catalog, times: number): Catalog {
  const limitGroups = Array.from({ length: times }, (_, time) =>
    whole.limitGroups.map((group) => ({
      ...group,
      id: `${group.id}-${time}`,
      rateLimitSize: group.rateLimitSize + time,
    })),
  )
  return catalog({ ...whole, limitGroups: limitGroups.flat() })
}

/** So many more comparisons that all hold, so that each has to be made. */
function withComparisons(whole: Catalog, more: number): Catalog {
  const holding = Array.from(
    { length: more },
    (_, k): Condition => ({ fact: 'seats', operator: 'notEqual', value: -1 - k }),
  )
  const longer = (one: Experience): Experience => ({ ...one, segment: { all: [one.segment as Condition, ...holding] } })
  return catalog({ ...whole, experiences: whole.experiences.map(longer) })
}
