import { describe, expect, test } from 'vitest'
import { importMpcAudience } from '../../../src/authoring/importers/index.js'
import { conditionProblems } from '../../../src/conditions/validate.js'

const named = { condition_group: 'member_properties', field: 'first_name', operator: 'match', value: 'Piotr' }

describe('an audience', () => {
  test('by conditions, as the documentation prints it', () => {
    expect(importMpcAudience({ type: 'inline', conditions: [named] })).toEqual({
      ok: true,
      value: { conditions: { all: [{ fact: 'first_name', operator: 'mpc.match', value: 'Piotr' }] } },
    })
  })

  test.each(['reference', 'inline'])('by id alone, type %s (N4)', (type) => {
    expect(importMpcAudience({ type, id: 532 })).toEqual({ ok: true, value: { conditions: { condition: '532' } } })
  })

  test('with an id and conditions of its own: they are joined by AND', () => {
    const groups = {
      type: 'array',
      condition_group: 'member_properties',
      field: 'members_group_ids',
      operator: 'any',
      value: [6813],
    }
    const city = { condition_group: 'member_properties', field: 'city', operator: 'in', value: ['Oslo', null] }
    const result = importMpcAudience({ id: 351, name: 'Red', conditions: [named, groups, city] })
    expect(result).toEqual({
      ok: true,
      value: {
        id: '351',
        name: 'Red',
        conditions: {
          all: [
            { fact: 'first_name', operator: 'mpc.match', value: 'Piotr' },
            { fact: 'members_group_ids', operator: 'mpc.any', value: [6813] },
            { fact: 'city', operator: 'mpc.in', value: ['Oslo', null] },
          ],
        },
      },
    })
    expect(result.ok && conditionProblems(result.value.conditions)).toEqual([])
  })

  test('without conditions is everyone', () => {
    expect(importMpcAudience({ conditions: [] })).toEqual({ ok: true, value: { conditions: { all: [] } } })
  })
})

describe('what cannot be expressed is named', () => {
  test.each<[Record<string, unknown>, string, string]>([
    [
      { condition_group: 'receipts' },
      '/conditions/0/condition_group',
      'conditions of the group "receipts" cannot be expressed',
    ],
    [
      { condition_group: undefined },
      '/conditions/0/condition_group',
      'conditions of the group nothing cannot be expressed',
    ],
    [{ type: 'date' }, '/conditions/0/type', 'fields of the type "date" cannot be expressed'],
    [{ field: '' }, '/conditions/0/field', 'expected a property\'s name, found ""'],
    [{ field: 'history.x' }, '/conditions/0/field', 'a property named "history.x" would read as history'],
    [{ operator: 'matches' }, '/conditions/0/operator', 'expected "match" or "any" or "in", found "matches"'],
    [{ operator: 7 }, '/conditions/0/operator', 'expected "match" or "any" or "in", found 7'],
    [
      { value: ['a'] },
      '/conditions/0/value',
      'expected text, a number, a boolean or null as the value of "match", found an array',
    ],
    [
      { operator: 'any', value: 'a' },
      '/conditions/0/value',
      'expected a list of plain values as the value of "any", found "a"',
    ],
    [
      { operator: 'in', value: [['a']] },
      '/conditions/0/value',
      'expected a list of plain values as the value of "in", found an array',
    ],
    [{ negate: true }, '/conditions/0/negate', '"negate" of a condition cannot be expressed'],
  ])('%j', (change, pointer, message) => {
    expect(importMpcAudience({ conditions: [{ ...named, ...change }] })).toMatchObject({
      ok: false,
      problems: [{ pointer, message }],
    })
  })

  test.each<[unknown, string, string]>([
    [undefined, '', 'expected an audience, found nothing'],
    [{}, '/conditions', 'expected a list of conditions, found nothing'],
    [{ conditions: [null] }, '/conditions/0', 'expected a condition, found null'],
    [{ type: 'static', conditions: [] }, '/type', 'expected "inline" or "reference", found "static"'],
    [{ type: 'reference', conditions: [] }, '/type', 'a reference with conditions of its own'],
    [{ id: 1.5 }, '/id', 'expected an id, found 1.5'],
    [{ id: 1, exclude: [2] }, '/exclude', '"exclude" of an audience cannot be expressed'],
    [
      { conditions: Array.from({ length: 10_000 }, () => named) },
      '/conditions',
      'an audience has at most 9999 conditions, found more',
    ],
  ])('%#', (audience, pointer, message) => {
    expect(importMpcAudience(audience)).toMatchObject({ ok: false, problems: [{ pointer, message }] })
  })

  test('all at once', () => {
    const result = importMpcAudience({ type: 'x', conditions: [{ ...named, operator: 'mtach' }, 7] })
    expect(result.ok ? [] : result.problems.map(({ pointer, help }) => [pointer, help])).toEqual([
      ['/type', undefined],
      ['/conditions/0/operator', 'did you mean "match"?'],
      ['/conditions/1', undefined],
    ])
  })
})
