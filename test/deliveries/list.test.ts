import { describe, expect, it } from 'vitest'
import { listDeliveries } from '../../src/deliveries/index.js'
import { type Delivery, delivery } from '../../src/model/delivery.js'
import { now } from './support.js'

const row = (id: string, seconds: number, given: Partial<Delivery> = {}): Delivery =>
  delivery({ id, createdAt: now + seconds * 1000, modelKind: 'tour', modelId: 'pricing', profileId: 'u1', ...given })

/** Created a second apart, but `c` and `C` together. */
const rows: readonly Delivery[] = [
  row('a', 0),
  row('b', 1, { profileId: 'u2' }),
  row('c', 2, { modelId: 'nps', modelKind: 'survey' }),
  row('C', 2, { state: 'triggered' }),
  row('d', 3, { state: 'discarded' }),
  row('e', 4, { state: 'removed' }),
  row('f', 5, { state: 'dropped' }),
]

const list = (query: unknown = {}, deliveries: Iterable<Delivery> = rows) => {
  const outcome = listDeliveries(deliveries, query, { now })
  return outcome.status === 200
    ? [outcome.deliveries.map(({ id }) => id).join(''), outcome.cursor]
    : [outcome.status, ...outcome.body.messages]
}

describe('a list (D11)', () => {
  it.each([
    ['pending, triggered and discarded ones, newest first', {}, 'dcCba', { limit: 50 }],
    ['of a model', { model_id: 'pricing' }, 'dCba', { limit: 50 }],
    ['of a profile', { profile_id: 'u2' }, 'b', { limit: 50 }],
    ['of both', { profile_id: 'u2', model_id: 'nps' }, '', { limit: 50 }],
    ['of nobody', { profile_id: 'u9' }, '', { limit: 50 }],
    ['the first page', { limit: 2 }, 'dc', { limit: 2, before: 'c' }],
    ['the next page', { limit: 2, before: 'c' }, 'Cb', { limit: 2, before: 'b' }],
    ['the last page', { limit: 2, before: 'b' }, 'a', { limit: 2 }],
    ['a last page that is full', { limit: 2, before: 'C' }, 'ba', { limit: 2 }],
    ['exactly as many as there are', { limit: 5 }, 'dcCba', { limit: 5 }],
    ['nothing before the first', { before: 'a' }, '', { limit: 50 }],
    ['before a removed one', { before: 'e' }, 'dcCba', { limit: 50 }],
    ['after an id', { after: 'C' }, 'dc', { limit: 50 }],
    ['before an instant, which is out', { before: '2029-02-03T10:00:02Z' }, 'ba', { limit: 50 }],
    ['before the millisecond after it', { before: '2029-02-03T10:00:02.001Z' }, 'cCba', { limit: 50 }],
    ['after an instant, which is out', { after: '2029-02-03 10:00:02' }, 'd', { limit: 50 }],
    ['after the millisecond before it', { after: '2029-02-03T10:00:01.999Z' }, 'dcC', { limit: 50 }],
    ['before and after', { before: 'd', after: 'a' }, 'cCb', { limit: 50 }],
    ['before an id and after an instant', { before: 'c', after: '2029-02-03T10:00:00Z' }, 'Cb', { limit: 50 }],
    ['Unix seconds', { after: now / 1000 + 2 }, 'd', { limit: 50 }],
    ['limit as digits', { limit: '1' }, 'd', { limit: 1, before: 'd' }],
    ['limit as two digits', { limit: '12' }, 'dcCba', { limit: 12 }],
    ['null for what is not given', { limit: null, before: null, model_id: null }, 'dcCba', { limit: 50 }],
  ])('%s', (_, query, ids, cursor) => {
    expect(list(query)).toEqual([ids, cursor])
  })

  it('reads an id before an instant, so that a cursor is always a cursor', () => {
    const digits = [row('1861000000', 0), row('x', 1)]
    expect(list({ after: '1861000000' }, digits)).toEqual(['x', { limit: 50 }])
  })

  it('reads its deliveries once, in any order', () => {
    const generate = function* () {
      yield* rows.toReversed()
    }
    expect(list({}, generate())).toEqual(['dcCba', { limit: 50 }])
  })

  it('goes by code unit, not by locale (T7)', () => {
    const tied = ['é', 'z', 'Z', 'a', '😀', '\uffff'].map((id) => row(id, 0))
    // By code unit: Z 5A, a 61, z 7A, é E9, 😀 D83D, then FFFF; newest first turns it round.
    expect(list({}, tied)[0]).toBe('\uffff😀ézaZ')
  })

  it.each([
    [{ limit: 0 }, 'limit: not a whole number from 1 to 500: 0; write a number in that range'],
    [{ limit: 501 }, 'limit: not a whole number from 1 to 500: 501; write a number in that range'],
    [{ limit: 'all' }, 'limit: not a whole number from 1 to 500: "all"; write a number in that range'],
    [{ limit: 'x5' }, 'limit: not a whole number from 1 to 500: "x5"; write a number in that range'],
    [{ limit: '5x' }, 'limit: not a whole number from 1 to 500: "5x"; write a number in that range'],
    [{ limit: ' 5' }, 'limit: not a whole number from 1 to 500: " 5"; write a number in that range'],
    [{ limit: ['5'] }, 'limit: not a whole number from 1 to 500: an array; write a number in that range'],
    [
      { before: 'zzz' },
      'before: neither a delivery\'s id nor an instant: "zzz"; write the cursor of the page before, or an instant as "2029-02-03T10:00:00Z"',
    ],
    [{ model_id: '' }, 'model_id: empty text; write a text, or leave it out'],
    [{ modelId: 'a' }, '"modelId": unknown parameter; did you mean "model_id"?'],
    [{ profileId: 'u1' }, '"profileId": unknown parameter; did you mean "profile_id"?'],
    [{ limits: 5 }, '"limits": unknown parameter; did you mean "limit"?'],
    [{ befor: 'a' }, '"befor": unknown parameter; did you mean "before"?'],
    [{ aftr: 'a' }, '"aftr": unknown parameter; did you mean "after"?'],
    [[], 'query: not an object: an array; send the parameters by their names'],
  ])('refuses %j', (query, message) => {
    expect(list(query)).toEqual([422, message])
  })

  it('takes a limit of 1 and of 500', () => {
    expect(list({ limit: 1 })).toEqual(['d', { limit: 1, before: 'd' }])
    expect(list({ limit: 500 })).toEqual(['dcCba', { limit: 500 }])
  })
})
