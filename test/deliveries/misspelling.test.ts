import { describe, expect, it } from 'vitest'
import { findMisspelt } from '../../src/deliveries/misspelling.js'

const meantBy = (name: string, known: string): string | null => findMisspelt([name], [known])[0]?.meant ?? null

/** How many slips make a name another one: none in up to 3 letters, one in up to 7, two in more. */
describe('a name that looks like one that is known', () => {
  it.each([
    ['once', 'onse', 'one other letter'],
    ['once', 'onc', 'one letter less'],
    ['once', 'oonce', 'one letter more'],
    ['once', 'ecno', 'its letters in another order'],
    ['model_id', 'modelld', 'one slip in 7 letters, where signs do not count'],
    ['redirect', 'rediracd', 'two slips in 8 letters'],
    ['model_id', 'modelId', 'small and capital letters'],
    ['model_id', 'Model ID', 'a blank'],
    ['model_id', 'model-id', 'a hyphen'],
    ['model_id', 'm-o-d-e-l-id', 'four characters more, all of them signs'],
    ['uid', 'U_I_D', 'signs and capital letters in 3 letters'],
  ])('%s for %s: %s', (known, name) => {
    expect(meantBy(name, known)).toBe(known)
  })

  it.each([
    ['once', 'onse_t', 'two slips in 4 letters'],
    ['model_id', 'mudelld', 'two slips in 7 letters'],
    ['redirect', 'redorakd', 'three slips in 8 letters'],
    ['uid', 'uib', 'one slip in 3 letters'],
    ['uid', 'iud', '3 letters in another order'],
    ['model_id', 'm-o-d-e-l-i-d', 'five characters more'],
  ])('%s is not meant by %s: %s', (known, name) => {
    expect(meantBy(name, known)).toBeNull()
  })

  it('is said of each in turn, with the first that it may mean, and never of one that is known', () => {
    const known = ['from', 'form', 'until']
    expect(findMisspelt(['untill', 'form', 'fromm', 'campaign', 'fro'], known)).toEqual([
      { name: 'untill', meant: 'until' },
      { name: 'fromm', meant: 'from' },
      { name: 'fro', meant: 'from' },
    ])
  })
})
