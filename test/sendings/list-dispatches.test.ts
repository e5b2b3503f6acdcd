import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, gatherRecipientsNow, listDispatches } from '../../src/sendings/index.js'
import { answer, engine, inStatus, made, now } from './support.js'

/** The nth of its dispatches has the id `s1#n`. */
const many = (count: number) => {
  const recipients = Array.from({ length: count }, (_, n) => ({ email: `${n}@x` }))
  const sending = advance(made({ recipients, schedule: { type: 'immediate' } }), now).sending
  return advance(sending, now, { gathered: gatherRecipientsNow(engine, sending, []) }).sending
}

const pageOf = (count: number, query: unknown): readonly unknown[] => {
  const page = listDispatches(many(count), query)
  return page.status === 200 ? [page.dispatches.map(({ id }) => id), page.cursor] : answer(page).slice(2)
}

describe('the list of dispatches', () => {
  it('is visited once each, in order, however the pages are cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }), (count, limit) => {
        const sending = many(count)
        const visited: string[] = []
        let after: string | undefined
        do {
          const page = listDispatches(sending, { limit: String(limit), after })
          if (page.status !== 200) throw new Error(JSON.stringify(page.body))
          visited.push(...page.dispatches.map(({ id }) => id))
          after = page.cursor.after
          expect(visited.length).toBeLessThanOrEqual(count)
        } while (after !== undefined)
        expect(visited).toEqual(sending.dispatches.map(({ id }) => id))
      }),
    )
  })

  it.each<[string, number, unknown, readonly string[], object]>([
    ['of none', 0, {}, [], { limit: 50 }],
    ['behind none', 3, {}, ['s1#0', 's1#1', 's1#2'], { limit: 50 }],
    ['that is cut', 3, { limit: 2 }, ['s1#0', 's1#1'], { limit: 2, after: 's1#1' }],
    ['that is the last', 3, { limit: 2, after: 's1#1' }, ['s1#2'], { limit: 2 }],
    ['that is full, and the last', 3, { limit: 2, after: 's1#0' }, ['s1#1', 's1#2'], { limit: 2 }],
    ['between two others', 4, { limit: 2, after: 's1#0' }, ['s1#1', 's1#2'], { limit: 2, after: 's1#2' }],
    ['that fits exactly', 3, { limit: 3 }, ['s1#0', 's1#1', 's1#2'], { limit: 3 }],
    ['behind the last', 3, { after: 's1#2' }, [], { limit: 50 }],
    ['of absent parameters', 1, { limit: null, after: null }, ['s1#0'], { limit: 50 }],
    ['of the most that may be asked for', 1, { limit: 500 }, ['s1#0'], { limit: 500 }],
    ['of the most, in digits', 1, { limit: '500' }, ['s1#0'], { limit: 500 }],
    ['of nine digits', 1, { limit: '000000001' }, ['s1#0'], { limit: 1 }],
  ])('has a page %s', (_, count, query, ids, cursor) => {
    const sending = count === 0 ? inStatus.draft() : many(count)
    const dispatches = ids.map((id) => sending.dispatches.find((one) => one.id === id))
    expect(listDispatches(sending, query)).toEqual({ status: 200, dispatches, cursor })
  })

  it('leaves a name alone that nobody knows', () => {
    expect(pageOf(1, { page: 2 })).toEqual([['s1#0'], { limit: 50 }])
  })

  it('has at most 50 on a page unless more are asked for', () => {
    expect(pageOf(51, {})[1]).toEqual({ limit: 50, after: 's1#49' })
    expect(pageOf(50, {})[1]).toEqual({ limit: 50 })
  })

  it.each<[unknown, string]>([
    [0, '0'],
    [501, '501'],
    [1.5, '1.5'],
    [true, 'true'],
    [[5], 'an array'],
    ['0', '0'],
    ['501', '501'],
    ['', '""'],
    ['-1', '"-1"'],
    ['1.5', '"1.5"'],
    ['1e2', '"1e2"'],
    ['0x10', '"0x10"'],
    [' 5', '" 5"'],
    ['5 ', '"5 "'],
    ['0000000001', '"0000000001"'],
  ])('has no page of %j', (limit, found) => {
    expect(pageOf(1, { limit })).toEqual([
      `limit invalid_value | limit: not a whole number from 1 to 500: ${found}; write a number in that range`,
    ])
  })

  it.each<[unknown, readonly string[]]>([
    [7, ['sending invalid_type | sending: not an object: 7; send its fields by their names']],
    [{ after: 7 }, ['after invalid_type | after: not a text: 7; write it in quotes']],
    [{ lmit: 1 }, ['lmit unknown_parameter | lmit: unknown parameter; did you mean "limit"?']],
    [{ aftr: 's1#0' }, ['aftr unknown_parameter | aftr: unknown parameter; did you mean "after"?']],
    [
      { limit: 501, after: 's1#7' },
      [
        'limit invalid_value | limit: not a whole number from 1 to 500: 501; write a number in that range',
        'after not_found | after: no dispatch of this sending: "s1#7"; write the cursor of the page before',
      ],
    ],
  ])('says what is wrong with %j', (query, expected) => {
    expect(pageOf(1, query)).toEqual(expected)
  })
})
