import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCondition, explainCondition } from '../../src/conditions/index.js'
import { createSegmentEvaluator } from '../../src/rules-engine/index.js'
import { condition, facts, now, segments } from './arbitrary.js'

describe('one meaning, two evaluators (S2)', () => {
  it('the compiled condition, its explanation and json-rules-engine say the same', async () => {
    const answers = { yes: 0, no: 0 }
    await fc.assert(
      fc.asyncProperty(segments, condition, facts, async (known, asked, given) => {
        const resolve = (id: string) => known.find((segment) => segment.id === id)?.conditions
        const answer = compileCondition(asked, resolve).test(given, now)
        answers[answer ? 'yes' : 'no'] += 1
        expect(explainCondition(asked, resolve, given, now).holds).toBe(answer)
        expect(await createSegmentEvaluator(known).evaluate(asked, given, now)).toBe(answer)
      }),
      { numRuns: 500 },
    )
    // Both happen often, or the law would say little.
    expect(Math.min(answers.yes, answers.no)).toBeGreaterThan(50)
  })
})
