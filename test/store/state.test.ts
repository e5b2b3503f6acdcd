import fc from 'fast-check'
import { type Interaction, profile } from 'oncue'
import { StoreFailure } from 'oncue/store'
import { describe, expect, test } from 'vitest'
import { readState, writeState } from '../../src/store/state/state.js'
import { arbitraryQuestion } from '../naive/arbitrary.js'

describe('a state that is written', () => {
  test('is read as it was', () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ profile: given }) => {
        expect(readState(writeState(given))).toEqual(given)
      }),
      { numRuns: 500 },
    )
  })

  test('keeps values and their order that are easily lost', () => {
    const traits = JSON.parse('{"b":1,"10":2,"__proto__":{"a":"\\u0000\\ud800"},"empty":{},"none":[],"null":null}')
    const given = profile('u1', { version: 3, traits, pageAt: 0, idempotencyKeys: JSON.parse('{"__proto__":"d1"}') })
    const read = readState(writeState(given))
    expect(JSON.stringify(read)).toBe(JSON.stringify(given))
  })

  test.each(['u1:7', 'u1:07', 'u1:', 'u1:-1', 'u1:1e3', 'u1:9007199254740993', 'u2:7', '7', 'u1:7:7', 'nps@5'])(
    'keeps the name %j of an interaction',
    (id) => {
      const interaction: Interaction = {
        id,
        experienceId: 'nps',
        startedAt: 5,
        groupKind: 'automatic',
        groupId: null,
        state: 'started',
        stateAt: null,
        deferUntil: null,
        assumed: false,
      }
      expect(readState(writeState(profile('u1', { interactions: [interaction] }))).interactions).toEqual([interaction])
    },
  )

  test('is short: what is as it mostly is takes no room', () => {
    const at = Date.UTC(2029, 1, 3)
    const shows = [1, 2].map(
      (n): Interaction => ({
        id: `u1:${n}`,
        experienceId: 'nps',
        startedAt: at,
        groupKind: 'automatic',
        groupId: null,
        state: n === 1 ? 'completed' : 'started',
        stateAt: n === 1 ? at : null,
        deferUntil: null,
        assumed: false,
      }),
    )
    expect(writeState(profile('u1', { version: 4, interactions: shows }))).toBe(
      `{"form":1,"id":"u1","version":4,"interactions":[[1,"nps",${at},"completed",${at}],[2,"nps",${at}]]}`,
    )
  })
})

test('an earlier form is brought up, one step after another', () => {
  const steps = [
    (state: object) => ({ ...state, armed: ['to 2'] }),
    (state: object) => ({ ...state, armed: [...((state as { armed?: string[] }).armed ?? []), 'to 3'] }),
  ]
  const written = (form: number): string => JSON.stringify({ form, id: 'u1' })
  expect(readState(written(1), steps)).toEqual(profile('u1', { armed: ['to 2', 'to 3'] }))
  expect(readState(written(2), steps)).toEqual(profile('u1', { armed: ['to 3'] }))
  expect(readState(written(3), steps)).toEqual(profile('u1'))
})

test('a later form is refused by name', () => {
  const refusal = new StoreFailure(
    'newer',
    'profile "u1" is kept in form 2, which is newer than this library, which reads up to form 1',
    'update oncue',
  )
  expect(() => readState(JSON.stringify({ form: 2, id: 'u1' }))).toThrow(refusal)
})
