import { counterfactuals, explain } from '../src/explain.js'
import { compile, type Profile } from '../src/index.js'
import { session } from '../src/session/index.js'
import { type Measured, measure } from './measure.js'
import { createWorkload, withHistory } from './workload.js'

/** Why not: one page load with 50 candidates decided, explained, and every candidate's counterfactuals searched. */
export function benchExplain(rounds: number, many: number): readonly Measured[] {
  const { catalog, profiles, loads } = createWorkload({ experiences: 50, profiles: 200, loads: 200 })
  const engine = compile(catalog)
  const people = profiles.map((one) => withHistory(one, catalog, 30))
  const asked = loads.map(({ who, href, at }) => {
    const profile = people[who] as Profile
    return { profile, prepared: session(engine, profile), href, at }
  })
  const each = (times: number, ask: (one: (typeof asked)[number]) => unknown) => () => {
    for (let k = 0; k < times; k++) ask(asked[k % asked.length] as (typeof asked)[number])
  }
  const [some, few] = [Math.ceil(many / 20), Math.ceil(many / 400)]
  return measure(
    [
      {
        name: 'a prepared profile (`session.decide`)',
        operations: many,
        prepare: () => each(many, ({ prepared, href, at }) => prepared.decide({ href, peek: true }, at)),
      },
      {
        name: 'the same explained (`session.explain`)',
        operations: some,
        prepare: () => each(some, ({ prepared, href, at }) => prepared.explain({ href, peek: true }, at)),
      },
      {
        name: 'a plain profile with 30 shows explained (`explain`)',
        operations: some,
        prepare: () => each(some, ({ profile, href, at }) => explain(engine, profile, { href }, at)),
      },
      {
        name: "all 50 candidates' counterfactuals",
        operations: few,
        prepare: () => each(few, ({ profile, href, at }) => counterfactuals(engine, profile, { href }, at)),
      },
    ],
    rounds,
  )
}
