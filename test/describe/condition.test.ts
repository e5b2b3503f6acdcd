import { describe, expect, it } from 'vitest'
import type { operators } from '../../src/conditions/index.js'
import { needed } from '../../src/describe/condition.js'
import type { ConditionExplanation } from '../../src/explain.js'
import { compared } from './told.js'

/** What each operator asks of a fact that is 1, with the value `["x"]`. */
const asked: Readonly<Record<keyof typeof operators, string>> = {
  equal: 'be ["x"]',
  notEqual: 'not be ["x"]',
  in: 'be one of ["x"]',
  notIn: 'not be one of ["x"]',
  contains: 'be a list with ["x"] in it',
  doesNotContain: 'be a list without ["x"]',
  lessThan: 'be less than ["x"]',
  lessThanInclusive: 'be at most ["x"]',
  greaterThan: 'be greater than ["x"]',
  greaterThanInclusive: 'be at least ["x"]',
  'chameleon.ex': 'be set',
  'chameleon.nx': 'not be set',
  'chameleon.eq': 'be ["x"]',
  'chameleon.ne': 'not be ["x"]',
  'chameleon.gt': 'be greater than ["x"]',
  'chameleon.gte': 'be at least ["x"]',
  'chameleon.lt': 'be less than ["x"]',
  'chameleon.lte': 'be at most ["x"]',
  'chameleon.gt-d': 'be less than ["x"] days old',
  'chameleon.lt-d': 'be more than ["x"] days old',
  'chameleon.in': 'contain ["x"]',
  'chameleon.in-i': 'contain ["x"] in capitals or not',
  'chameleon.nin': 'not contain ["x"]',
  'chameleon.nin-i': 'not contain ["x"] in capitals or not',
  'chameleon.in-v': 'be one of ["x"]',
  'chameleon.nin-v': 'not be one of ["x"]',
  'chameleon.in-a': 'be a list with ["x"] in it',
  'chameleon.nin-a': 'not be a list with ["x"] in it',
  'mpc.match': 'be ["x"]',
  'mpc.any': 'be, or have in it, one of ["x"]',
  'mpc.in': 'be one of ["x"]',
}

describe('an operator in words', () => {
  it.each(Object.entries(asked))('%s: %s', (operator, words) => {
    expect(needed(compared('plan', operator, { value: ['x'], actual: 1 }))).toBe(`plan must ${words} (it is 1)`)
  })

  it('that is decorated goes by its name', () => {
    expect(needed(compared('roles', 'someFact:equal', { value: 'admin', actual: [] }))).toBe(
      'roles must satisfy someFact:equal "admin" (it is [])',
    )
  })
})

const a = compared('a', 'equal', { value: 1, actual: 2 })
const b = compared('b', 'greaterThan', { value: 3, actual: 2 })
const c = compared('c', 'chameleon.nx', { actual: true })
const held = compared('h', 'equal', { value: 1, actual: 1, holds: true })
const unset = compared('u', 'chameleon.nx', { holds: true })

const many = (kind: 'all' | 'any', holds: boolean, ...conditions: ConditionExplanation[]): ConditionExplanation => ({
  kind,
  holds,
  conditions,
})
const not = (holds: boolean, condition: ConditionExplanation): ConditionExplanation => ({
  kind: 'not',
  holds,
  condition,
})

describe('what a tree that does not hold would need', () => {
  const [aWords, bWords, cWords] = [
    'a must be 1 (it is 2)',
    'b must be greater than 3 (it is 2)',
    'c must not be set (it is true)',
  ]

  it.each<[string, ConditionExplanation, string]>([
    ['all: each part that fails', many('all', false, a, held, b), `${aWords} and ${bWords}`],
    ['any: one of its parts', many('any', false, a, b, c), `${aWords}, ${bWords} or ${cWords}`],
    [
      'all inside all are more of them',
      many('all', false, a, many('all', false, b, c)),
      `${aWords}, ${bWords} and ${cWords}`,
    ],
    ['any inside all', many('all', false, a, many('any', false, b, c)), `${aWords} and either ${bWords} or ${cWords}`],
    ['all inside any', many('any', false, a, many('all', false, b, c)), `${aWords} or both ${bWords} and ${cWords}`],
    ['an any of one', many('all', false, a, many('any', false, b)), `${aWords} and ${bWords}`],
    ['not of what holds', not(false, held), 'h must not be 1 (it is 1)'],
    ['not of a negation', not(false, unset), 'u must be set (it is not set)'],
    [
      'not of all: one of them has to fail',
      not(false, many('all', true, held, unset)),
      'h must not be 1 (it is 1) or u must be set (it is not set)',
    ],
    ['not of any: each that holds has to fail', not(false, many('any', true, held, a)), 'h must not be 1 (it is 1)'],
    ['not of not', not(false, not(true, a)), aWords],
    [
      'not of an empty list, which nothing can change',
      not(false, many('any', true)),
      'a list of no conditions always holds',
    ],
    ['many: the rest is counted', many('all', false, a, b, c, a, b), `${aWords}, ${bWords}, ${cWords} and 2 more`],
  ])('%s', (_, tree, words) => {
    expect(needed(tree)).toBe(words)
  })
})
