import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Change, type Counterfactual, counterfactuals, explain, type Finding } from '../../src/explain.js'
import { type Code, compile } from '../../src/index.js'
import { arbitraryQuestion, type Question } from '../naive/arbitrary.js'
import { freeze } from '../support/freeze.js'
import { properParts, shownAfter } from './carry-out.js'
import { vocabulary } from './vocabulary.js'

const numRuns = Number(process.env.ONCUE_RUNS ?? 60)

const answersTo = ({ catalog, profile, page, now }: Question): readonly Counterfactual[] =>
  counterfactuals(compile(catalog), profile, page, now)

/** What of a candidate fails, by itself or because of others. */
function failingOf({ catalog, profile, page, now }: Question, { id, code }: Counterfactual): ReadonlySet<Code> {
  const candidate = explain(compile(catalog), profile, page, now).candidates.find((one) => one.id === id)
  const failing = candidate?.findings.filter(({ passes }) => !passes) ?? []
  return new Set([code, ...failing.flatMap(({ check }) => codesOf[check])])
}

const codesOf: Readonly<Record<Finding['check'], readonly Code[]>> = {
  window: ['before_from', 'after_until'],
  live: ['not_live'],
  control_group: ['control_group'],
  url: ['url_mismatch'],
  segment: ['segment_mismatch'],
  once: ['already_seen'],
  history: ['recurrence', 'snoozed'],
  limits: ['rate_limited'],
  triggers: ['armed'],
}

const actors = ['time', 'user', 'author', 'nobody']

/** How hard a set is: how many changes, then who has to do them, the hardest first. */
const hardness = (set: readonly Change[]): readonly number[] => [
  set.length,
  ...set.map(({ by }) => actors.indexOf(by)).sort((a, b) => b - a),
]

const isAfter = (a: readonly number[], b: readonly number[]): boolean => {
  const k = a.findIndex((one, index) => one !== b[index])
  return k >= 0 && (a[k] as number) > (b[k] as number)
}

describe('X4: what would have made it show', { timeout: 120_000 }, () => {
  test('each set, carried out by the letter, makes its candidate show, and no proper part of it does', () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        for (const { id, sets } of answersTo(freeze(question))) {
          for (const set of sets) {
            expect(shownAfter(question, set)).toEqual([id, id])
            for (const part of properParts(set)) expect(shownAfter(question, part)).not.toContain(id)
          }
        }
      }),
      { numRuns },
    )
  })

  test('a wait is over at its instant, and not a millisecond before', () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        for (const { id, sets } of answersTo(question)) {
          for (const [first, ...others] of sets) {
            if (first.kind !== 'wait') continue
            expect(first.until).toBeGreaterThan(question.now)
            expect(shownAfter(question, [{ ...first, until: first.until - 1 }, ...others])).not.toContain(id)
          }
        }
      }),
      { numRuns },
    )
  })

  test('what a single change of any kind would do, a set of one change says', () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        // A page load that is reported late opens no page: see docs/counterfactuals.md.
        fc.pre((question.profile.pageAt ?? question.now) <= question.now)
        for (const answer of answersTo(question)) {
          if (answer.sets[0]?.length === 1) continue
          for (const change of vocabulary(question, answer.id, failingOf(question, answer))) {
            expect(shownAfter(question, [change]), JSON.stringify(change)).not.toContain(answer.id)
          }
        }
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    )
  })

  test('what two changes of any kind would do, a set of at most two says', () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60 }), (question, picks) => {
        fc.pre((question.profile.pageAt ?? question.now) <= question.now)
        for (const answer of answersTo(question)) {
          if ((answer.sets[0]?.length ?? 3) <= 2) continue
          const words = vocabulary(question, answer.id, failingOf(question, answer))
          const kinds = [...new Set(words.map(({ kind }) => kind))]
          for (const [a, b] of picks) {
            const [one, other] = [a, b].map((pick) => {
              const some = words.filter(({ kind }) => kind === kinds[pick % kinds.length])
              return some[Math.floor(pick / kinds.length) % some.length] as Change
            }) as [Change, Change]
            if (one.kind === other.kind) continue
            expect(shownAfter(question, [one, other]), JSON.stringify([one, other])).not.toContain(answer.id)
          }
        }
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    )
  })

  test('never is said of what was pending once, and no change of any kind does anything about it', () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        for (const answer of answersTo(question)) {
          const delivery = question.profile.deliveries.find(({ id }) => id === answer.id)
          expect(answer.never).toBe(delivery !== undefined && delivery.state !== 'pending')
          if (!answer.never) {
            expect(answer.sets.length > 0 || answer.more).toBe(true)
            continue
          }
          expect(answer).toMatchObject({ sets: [], more: false, code: delivery?.state })
          const words = vocabulary(question, answer.id, new Set(Object.values(codesOf).flat()))
          for (const change of words.filter(({ kind }) => kind !== 'wait')) {
            expect(shownAfter(question, [change])).not.toContain(answer.id)
          }
        }
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    )
  })

  test('sets stand in their order, and where fewer are wanted the smallest is among them', () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.integer({ min: 1, max: 4 }), (question, most) => {
        const { catalog, profile, page, now } = question
        fc.pre((profile.pageAt ?? now) <= now)
        const answers = answersTo(question)
        for (const { sets } of answers) {
          sets.forEach((set, k) => {
            const before = sets[k - 1]
            if (before !== undefined) expect(isAfter(hardness(before), hardness(set))).toBe(false)
            const ranks = set.map(({ by }) => actors.indexOf(by))
            expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
          })
        }
        const fewer = counterfactuals(compile(catalog), profile, page, now, { most })
        fewer.forEach(({ sets }, k) => {
          const all = answers[k]?.sets ?? []
          expect(sets.length).toBe(Math.min(most, all.length))
          expect(sets[0]?.length).toBe(all[0]?.length)
        })
      }),
      { numRuns },
    )
  })

  test('T1: the same question has the same answer, whoever else was asked about before', () => {
    fc.assert(
      fc.property(arbitraryQuestion, arbitraryQuestion, (question, other) => {
        const { catalog, profile, page, now } = question
        const engine = compile(catalog)
        const answers = counterfactuals(engine, profile, page, now)
        counterfactuals(engine, { ...other.profile, deliveries: [], deliveryIds: [], armed: [] }, other.page, other.now)
        expect(counterfactuals(engine, profile, page, now)).toEqual(answers)
        expect(answersTo(question)).toEqual(answers)
        for (const answer of answers) {
          const { sets } = counterfactuals(engine, profile, page, now, { of: [answer.id] })[0] as Counterfactual
          expect(sets.map(hardness)).toEqual(answer.sets.map(hardness))
        }
      }),
      { numRuns },
    )
  })

  test('X1: the codes are those of the explanation', () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        const { catalog, profile, page, now } = question
        const { candidates, settled } = explain(compile(catalog), profile, page, now)
        const codes = [...candidates, ...settled].filter(({ code }) => code !== 'shown')
        expect(answersTo(question).map(({ id, code }) => [id, code])).toEqual(codes.map(({ id, code }) => [id, code]))
      }),
      { numRuns },
    )
  })
})
