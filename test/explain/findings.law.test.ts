import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Explanation, explain } from '../../src/explain/index.js'
import { compile } from '../../src/index.js'
import { arbitraryQuestion } from '../naive/arbitrary.js'

const numRuns = Number(process.env.ONCUE_RUNS ?? 1_000)

// E3, E5
const order = {
  delivery: ['window', 'live', 'url', 'segment', 'once', 'triggers'],
  automatic: ['live', 'control_group', 'url', 'segment', 'history', 'limits', 'triggers'],
}

/** An explanation but for its function. */
const evidence = ({ describe: _, ...data }: Explanation): unknown => data

describe('findings', () => {
  test('X1: a candidate has a finding for each of its checks, in order, and passes where they all do', () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ catalog, profile, page, now }) => {
        const { candidates } = explain(compile(catalog), profile, page, now)
        for (const { via, code, passes, findings } of candidates) {
          expect(findings.map(({ check }) => check)).toEqual(order[via])
          const isHeldWhole = ['busy', 'profile_unseen', 'profile_disabled'].includes(code)
          if (!isHeldWhole) expect(passes).toBe(findings.every((finding) => finding.passes))
        }
      }),
      { numRuns },
    )
  })

  test('what an engine remembers of other pages and profiles changes no explanation', () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.array(arbitraryQuestion, { maxLength: 3 }), (question, others) => {
        const { catalog, profile, page, now } = question
        const engine = compile(catalog)
        for (const other of others) explain(engine, other.profile, other.page, other.now)
        const again = explain(engine, profile, page, now)
        expect(evidence(again)).toEqual(evidence(explain(compile(catalog), profile, page, now)))
      }),
      { numRuns },
    )
  })
})
