import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eligible, explain, validUntil } from '../../src/explain/index.js'
import { compile, decide, type Profile, step } from '../../src/index.js'
import { arbitraryLife, arbitraryQuestion, type Question } from '../naive/arbitrary.js'
import { naiveApply, naiveDecide } from '../naive/index.js'
import { freeze } from '../support/freeze.js'

const numRuns = Number(process.env.ONCUE_RUNS ?? 1_500)

const winnerOf = (question: Question): string | null => {
  const decision = decide(compile(question.catalog), question.profile, question.page, question.now)
  if (decision.outcome === 'none') return null
  return 'deliveryId' in decision ? decision.deliveryId : decision.experienceId
}

describe('the engine is held against the naive interpreter of the rules', () => {
  test('X1: decide, explain and the naive interpreter give one verdict', () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        const { catalog, profile, page, now } = freeze(question)
        const engine = compile(catalog)
        const naive = naiveDecide(catalog, profile, page, now)
        const decision = decide(engine, profile, page, now)
        const explanation = explain(engine, profile, page, now)
        expect(decision.outcome).toBe(naive.outcome)
        expect(winnerOf(question)).toBe(naive.winner)
        expect(explanation.outcome).toBe(decision.outcome)
        expect(explanation.winner).toBe(naive.winner)
        const discards = decision.events.flatMap((event) =>
          event.type === 'discard' ? [{ deliveryId: event.deliveryId, reason: event.reason }] : [],
        )
        expect(discards).toEqual(naive.discards)
        expect(decision.armed).toEqual(naive.armed)
        const settled = page.trigger === undefined ? explanation.settled : []
        const codes = [...explanation.candidates, ...settled].map(({ id, code }) => [id, code] as const)
        expect(new Map(codes)).toEqual(naive.reasons)
        const nextAt = explanation.candidates.map(({ id, nextAt }) => [id, nextAt] as const)
        expect(new Map([...nextAt, ...settled.map(({ id }) => [id, null] as const)])).toEqual(naive.nextAt)
        const full = explanation.candidates.flatMap((candidate) =>
          candidate.code === 'rate_limited' ? [[candidate.id, candidate.fullGroups] as const] : [],
        )
        expect(new Map(full)).toEqual(naive.fullGroups)
        for (const { passes, findings } of explanation.candidates) {
          if (passes) expect(findings.filter((finding) => !finding.passes)).toEqual([])
        }
        expect(eligible(engine, profile, page, now).map(({ id }) => id)).toEqual(naive.eligible)
        expect(validUntil(engine, profile, page, now)).toBe(naive.validUntil)
      }),
      { numRuns },
    )
  })

  test('E10: a life stepped through is the life that the naive interpreter records', () => {
    fc.assert(
      fc.property(arbitraryLife, ({ catalog, profile, events }) => {
        const engine = compile(catalog)
        let real: Profile = freeze(profile)
        let naive: Profile = profile
        for (const event of events) {
          const stepped = step(engine, real, event)
          naive = naiveApply(naive, event)
          for (const change of stepped.decision?.events ?? []) naive = naiveApply(naive, change)
          real = freeze(stepped.profile)
          expect({ ...real, version: 0 }).toEqual({ ...naive, version: 0 })
        }
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    )
  })
})
