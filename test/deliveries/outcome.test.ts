import { expect, it } from 'vitest'
import { refusal } from '../../src/deliveries/outcome.js'

it('a refusal has its status as code, and all its messages (D12)', () => {
  expect(refusal(409, ['a', 'b'])).toEqual({ status: 409, body: { code: 409, messages: ['a', 'b'] } })
})

it('a refusal without a message is a mistake of ours', () => {
  expect(() => refusal(422, [])).toThrow('a 422 without a message')
})
