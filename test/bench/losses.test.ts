import { expect, test } from 'vitest'
import { losses } from '../../bench/losses.js'

test('a ratio may grow by a fifth, and no more', () => {
  expect(losses({ step: 12 }, { step: 10 })).toEqual([])
  expect(losses({ step: 12.1 }, { step: 10 })).toEqual([{ name: 'step', committed: 10, now: 12.1 }])
})

test('what has become faster, or was never committed, is no loss', () => {
  expect(losses({ step: 2, explain: 9 }, { step: 10 })).toEqual([])
})

test('what is committed has to be measured', () => {
  expect(() => losses({}, { step: 10 })).toThrow('"step" is committed, but was not measured: run with --update')
})
