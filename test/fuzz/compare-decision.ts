import type { CandidateVerdict, SettledDelivery } from '../../src/eligibility/verdicts.js'
import type { Decision, ProfileEvent } from '../../src/model/index.js'
import type { NaiveDecision } from '../naive/decide.js'
import { type Difference, differenceOf } from './difference.js'

/** An answer of the engine, and what it says of each candidate. */
export interface Answered {
  readonly decision: Decision
  readonly candidates: readonly CandidateVerdict[]
  readonly settled: readonly SettledDelivery[]
  readonly validUntil: number | null
  /** Whether a trigger was judged, which concerns the armed candidates only (X2). */
  readonly isTrigger: boolean
}

/** E, X2, X3, L9, E9: who shows, how, and what is said of everybody. */
export function differenceOfDecisions(
  { decision: naive, changes }: { readonly decision: NaiveDecision; readonly changes: readonly ProfileEvent[] | null },
  { decision, candidates, settled, validUntil, isTrigger }: Answered,
): Difference | null {
  const { outcome, armed } = decision
  if (outcome !== naive.outcome) return { path: '/outcome', expected: naive.outcome, actual: outcome }
  const winner = outcome === 'none' ? null : 'deliveryId' in decision ? decision.deliveryId : decision.experienceId
  if (winner !== naive.winner) return { path: '/winner', expected: naive.winner, actual: winner }
  if (validUntil !== naive.validUntil) return { path: '/valid_until', expected: naive.validUntil, actual: validUntil }
  const others = isTrigger ? [] : settled
  if (naive.reasons.size !== candidates.length + others.length) {
    return { path: '/reasons', expected: [...naive.reasons], actual: [...candidates, ...others].map(({ id }) => id) }
  }
  for (const { id, code, nextAt, fullGroups } of candidates) {
    const expected = naive.reasons.get(id)
    if (code !== expected) return { path: `/reasons/${id}`, expected, actual: code }
    const expectedAt = naive.nextAt.get(id)
    if (nextAt !== expectedAt) return { path: `/next_at/${id}`, expected: expectedAt, actual: nextAt }
    const found =
      code === 'rate_limited' ? differenceOf(naive.fullGroups.get(id), fullGroups, `/full_groups/${id}`) : null
    if (found !== null) return found
  }
  for (const { id, code } of others) {
    const expected = naive.reasons.get(id)
    if (code !== expected) return { path: `/reasons/${id}`, expected, actual: code }
  }
  const eligible = candidates.filter(({ passes }) => passes).map(({ id }) => id)
  return (
    differenceOf(naive.armed, armed, '/armed') ??
    differenceOf(naive.eligible, eligible, '/eligible') ??
    (changes === null ? null : differenceOf(changes, decision.events, '/events'))
  )
}
