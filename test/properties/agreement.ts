import { deepStrictEqual as same } from 'node:assert/strict'
import { eligible, explain, validUntil } from '../../src/explain/index.js'
import { compile, type Decision, decide, type Profile, step } from '../../src/index.js'
import type { Life, Question } from '../naive/arbitrary.js'
import { naiveApply, naiveDecide } from '../naive/index.js'
import { freeze } from '../support/freeze.js'

/** X1: decide, explain and the naive interpreter give one verdict on a question. */
export function agreeOnQuestion(question: Question): void {
  const { catalog, profile, page, now } = freeze(question)
  const engine = compile(catalog)
  const naive = naiveDecide(catalog, profile, page, now)
  const decision = decide(engine, profile, page, now)
  const explanation = explain(engine, profile, page, now)
  same(decision.outcome, naive.outcome)
  same(winnerOf(decision), naive.winner)
  same(explanation.outcome, decision.outcome)
  same(explanation.winner, naive.winner)
  const discards = decision.events.flatMap((event) =>
    event.type === 'discard' ? [{ deliveryId: event.deliveryId, reason: event.reason }] : [],
  )
  same(discards, naive.discards)
  same(decision.armed, naive.armed)
  const settled = page.trigger === undefined ? explanation.settled : []
  const codes = [...explanation.candidates, ...settled].map(({ id, code }) => [id, code] as const)
  same(new Map(codes), naive.reasons)
  const nextAt = explanation.candidates.map(({ id, nextAt }) => [id, nextAt] as const)
  same(new Map([...nextAt, ...settled.map(({ id }) => [id, null] as const)]), naive.nextAt)
  const full = explanation.candidates.flatMap((candidate) =>
    candidate.code === 'rate_limited' ? [[candidate.id, candidate.fullGroups] as const] : [],
  )
  same(new Map(full), naive.fullGroups)
  for (const { passes, findings } of explanation.candidates) {
    if (passes)
      same(
        findings.filter((finding) => !finding.passes),
        [],
      )
  }
  same(
    eligible(engine, profile, page, now).map(({ id }) => id),
    naive.eligible,
  )
  same(validUntil(engine, profile, page, now), naive.validUntil)
}

function winnerOf(decision: Decision): string | null {
  if (decision.outcome === 'none') return null
  return 'deliveryId' in decision ? decision.deliveryId : decision.experienceId
}

/**
 * E10: a life stepped through is the life that the naive interpreter records.
 *
 * @returns how many decisions it took
 */
export function agreeOnLife({ catalog, profile, events }: Life): number {
  let decisions = 0
  const engine = compile(catalog)
  let real: Profile = freeze(profile)
  let naive: Profile = profile
  for (const event of events) {
    const stepped = step(engine, real, event)
    if (stepped.decision !== null) decisions += 1
    naive = naiveApply(naive, event)
    for (const change of stepped.decision?.events ?? []) naive = naiveApply(naive, change)
    real = freeze(stepped.profile)
    same({ ...real, version: 0 }, { ...naive, version: 0 })
  }
  return decisions
}
