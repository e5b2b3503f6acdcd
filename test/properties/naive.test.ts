import fc from 'fast-check'
import { describe, test } from 'vitest'
import { arbitraryLife, arbitraryQuestion } from '../naive/arbitrary.js'
import { agreeOnLife, agreeOnQuestion } from './agreement.js'

const numRuns = Number(process.env.ONCUE_RUNS ?? 1_500)

describe('the engine is held against the naive interpreter of the rules', () => {
  test('X1: decide, explain and the naive interpreter give one verdict', () => {
    fc.assert(fc.property(arbitraryQuestion, agreeOnQuestion), { numRuns })
  })

  test('E10: a life stepped through is the life that the naive interpreter records', () => {
    const lives = fc.property(arbitraryLife, (life) => void agreeOnLife(life))
    fc.assert(lives, { numRuns: Math.ceil(numRuns / 3) })
  })
})
