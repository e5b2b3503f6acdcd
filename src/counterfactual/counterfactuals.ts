import type { Candidate } from '../eligibility/candidate.js'
import { candidatesOf, verdictsOf } from '../eligibility/verdicts.js'
import type { Engine } from '../engine/index.js'
import type { Instant, Page, Profile } from '../model/index.js'
import type { ChangeSet } from './change.js'
import type { Counterfactual, CounterfactualOptions } from './counterfactual.js'
import { Search } from './search.js'
import { Stage } from './stage.js'
import type { Step } from './step.js'

/** How often it is decided for one candidate at most; where there are very many, they share. */
const maxDecisions = 400
const maxDecisionsInAll = 20_000
const minDecisions = 2
const defaultMost = 5

/**
 * What would have made each candidate show that did not (X4): the smallest sets of changes, each of them decided again
 * with all of its changes made, and of no part of them with the same answer.
 *
 * Law: each set, carried out, makes its candidate show; no proper part of it does. The same question has the same
 * answer, and nothing that is given is changed.
 *
 * @param now milliseconds since the epoch (T2)
 * @example
 * ```ts
 * import { catalog, compile, experience, profile } from 'oncue'
 * import { counterfactuals } from 'oncue/explain'
 *
 * const nps = experience({
 *   id: 'nps',
 *   kind: 'survey',
 *   publishedAt: 2_000,
 *   segment: { fact: 'plan', operator: 'in', value: ['team', 'business'] },
 * })
 * const engine = compile(catalog({ experiences: [nps] }))
 * const [answer] = counterfactuals(engine, profile('u1'), { href: 'https://app.example.com/' }, 1_000)
 * answer?.sets.map((set) => set.map(({ kind }) => kind)) // [['wait', 'trait'], ['trait', 'publish']]
 * ```
 */
export function counterfactuals(
  engine: Engine,
  profile: Profile,
  page: Page,
  now: Instant,
  { of, most = defaultMost }: CounterfactualOptions = {},
): readonly Counterfactual[] {
  const stage = new Stage(engine, profile, page, now)
  const { href, trigger = null } = page
  const moment = { now, href, trigger }
  const subject = stage.enter(stage.plain, now)
  const { candidates, settled } = verdictsOf(subject, moment)
  const asked = candidatesOf(subject, moment)
  const isWanted = ({ id }: { readonly id: string }): boolean => of === undefined || of.includes(id)
  const wanted = candidates
    .map((verdict, k) => ({ verdict, candidate: asked[k] as Candidate }))
    .filter(({ verdict }) => verdict.code !== 'shown' && isWanted(verdict))
  const share = Math.floor(maxDecisionsInAll / (wanted.length + 1))
  const decisions = Math.max(minDecisions, Math.min(maxDecisions, share))
  return [
    ...wanted.map(({ verdict: { id, via, experienceId, code }, candidate }): Counterfactual => {
      const { sets, more } = new Search(stage, candidate, { most, decisions }).run()
      return { id, via, experienceId, code, sets: sets.map(changesOf), more, never: false }
    }),
    ...settled.filter(isWanted).map(({ id, experienceId, code }): Counterfactual => {
      return { id, via: 'delivery', experienceId, code, sets: [], more: false, never: true }
    }),
  ]
}

const changesOf = (steps: readonly Step[]): ChangeSet => {
  const [first, ...others] = steps.map(({ change }) => change)
  if (first === undefined) throw new Error('a set of no changes')
  return [first, ...others]
}
