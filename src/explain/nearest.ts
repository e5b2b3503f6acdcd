import type { CandidateExplanation, Explanation } from './explain.js'

/**
 * What did not show, the nearest miss first: by how few checks fail, then by how far down the list of checks the first
 * one that fails stands, then in show order.
 *
 * Law: it holds each candidate but the winner once.
 *
 * @example
 * ```ts
 * import { catalog, compile, experience, profile } from 'oncue'
 * import { explain, nearestFirst } from 'oncue/explain'
 *
 * const draft = experience({ id: 'draft', kind: 'survey', urlRules: [{ url: '/app', matchType: 'simple' }] })
 * const elsewhere = experience({ ...draft, id: 'elsewhere', publishedAt: 0 })
 * const engine = compile(catalog({ experiences: [draft, elsewhere] }))
 * const explanation = explain(engine, profile('u1'), { href: 'https://example.com/' }, 1_000)
 * nearestFirst(explanation).map(({ id }) => id) // ['elsewhere', 'draft']
 * ```
 */
export function nearestFirst({
  candidates,
  winner,
}: Pick<Explanation, 'candidates' | 'winner'>): readonly CandidateExplanation[] {
  const misses = candidates
    .filter(({ id }) => id !== winner)
    .map((candidate) => ({ candidate, ...distance(candidate) }))
  // The sort is stable: what is equally near stays in show order.
  const sorted = misses.sort((a, b) => a.failing - b.failing || b.reached - a.reached)
  return sorted.map(({ candidate }) => candidate)
}

interface Distance {
  readonly failing: number
  /** The place of the first check that fails, in the candidate's own order. */
  readonly reached: number
}

function distance({ findings }: CandidateExplanation): Distance {
  const first = findings.findIndex(({ passes }) => !passes)
  return { failing: findings.filter(({ passes }) => !passes).length, reached: first < 0 ? findings.length : first }
}
