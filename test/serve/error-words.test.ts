import { readFileSync } from 'node:fs'
import { StoreUnavailable } from 'oncue/store'
import { expect, it } from 'vitest'
import { errorWords } from '../../src/serve/logger.js'

function thrownBy(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

it('what is logged of an error of the system is its code and its words, and no path', () => {
  const words = errorWords(thrownBy(() => readFileSync('/nowhere/of-ann@example.com')))
  expect(words).toEqual({ error: 'ENOENT: no such file or directory', where: expect.stringMatching(/^at .*node:fs/) })
})

it('of any other error it is what it is and where, never its message', () => {
  const words = errorWords(new RangeError('ann@example.com is out of range'))
  expect(words).toEqual({ error: 'RangeError', where: expect.stringMatching(/^at .*error-words/) })
  expect(errorWords(new StoreUnavailable('the database cannot be reached', 1))).toEqual({
    error: 'the database cannot be reached',
  })
  expect(errorWords('ann@example.com')).toEqual({ error: 'string' })
})
