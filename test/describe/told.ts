import type { CandidateExplanation, Explanation, Finding } from '../../src/explain.js'
import type { Code } from '../../src/model/index.js'

export const now = Date.UTC(2029, 1, 3, 10)
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** One candidate of an explanation, written down by hand. */
export const candidate = (
  code: Code,
  findings: readonly Finding[] = [],
  given: Partial<CandidateExplanation> = {},
): CandidateExplanation => ({
  id: 'nps',
  via: 'automatic',
  experienceId: 'nps',
  code,
  nextAt: null,
  passes: false,
  fullGroups: [],
  findings,
  ...given,
})

/** A delivery in the place of an experience. */
export const delivered = { id: 'd1', via: 'delivery' } as const

/** The explanation that it is a part of, for u1 on https://x.test/home at 3 Feb 2029 10:00 UTC. */
export const explained = (
  candidates: readonly CandidateExplanation[],
  given: Partial<Explanation> = {},
): Explanation => ({
  at: now,
  href: 'https://x.test/home',
  profileId: 'u1',
  outcome: 'none',
  winner: null,
  candidates,
  settled: [],
  describe: () => '',
  ...given,
})

/** A comparison in a segment's tree. */
export const compared = (
  fact: string,
  operator: string,
  {
    value,
    actual,
    holds = false,
    path = null,
  }: { value?: unknown; actual?: unknown; holds?: boolean; path?: string | null },
) => ({ kind: 'comparison', holds, fact, path, operator, value, actual }) as const

/** A tree in the finding of a segment check that fails. */
export const segmented = (tree: (Finding & { check: 'segment' })['tree']): Finding => ({
  check: 'segment',
  passes: false,
  skipped: false,
  tree,
})
