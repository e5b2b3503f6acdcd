import { counterfactuals, explain } from '../src/explain.js'
import { compile, type Profile } from '../src/index.js'
import { session } from '../src/session/index.js'
import { preparedContestant } from './decide.js'
import { type Contestant, each, type Measured, measure } from './measure.js'
import { createWorkload, withHistory } from './workload.js'

/** Why not: one page load with 50 candidates decided, explained, and every candidate's counterfactuals searched. */
export const benchExplain = (rounds: number, many: number): readonly Measured[] =>
  measure(explainContestants(many), rounds)

/** The question, its explanation prepared and plain, and counterfactuals, in this order. */
export function explainContestants(many: number): readonly Contestant[] {
  const { catalog, profiles, loads } = createWorkload({ experiences: 50, profiles: 200, loads: 200 })
  const engine = compile(catalog)
  const people = profiles.map((one) => withHistory(one, catalog, 30))
  const asked = loads.map(({ who, href, at }) => {
    const profile = people[who] as Profile
    return { profile, prepared: session(engine, profile), href, at }
  })
  const [some, few] = [Math.ceil(many / 20), Math.ceil(many / 400)]
  return [
    preparedContestant(asked, many),
    {
      name: 'the same explained (`session.explain`)',
      operations: some,
      prepare: () => each(some, asked, ({ prepared, href, at }) => prepared.explain({ href, peek: true }, at)),
    },
    {
      name: 'a plain profile with 30 shows explained (`explain`)',
      operations: some,
      prepare: () => each(some, asked, ({ profile, href, at }) => explain(engine, profile, { href }, at)),
    },
    {
      name: "all 50 candidates' counterfactuals",
      operations: few,
      prepare: () => each(few, asked, ({ profile, href, at }) => counterfactuals(engine, profile, { href }, at)),
    },
  ]
}
