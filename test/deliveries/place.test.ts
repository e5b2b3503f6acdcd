import { describe, expect, it } from 'vitest'
import { commit } from '../../src/deliveries/index.js'
import { answer, create, least, now, profileWith, seen } from './support.js'

/** Pending: a, b, c, in that order, at the account's limit of 3. */
const abc = profileWith([{ id: 'a' }, { id: 'b' }, { id: 'c' }])
const ab = profileWith([{ id: 'a' }, { id: 'b' }])

const place = (profile: typeof abc, params: Record<string, unknown>, settings = {}) =>
  create({ profile, id: 'd', params: { ...least, ...params }, settings })

const idsAfter = (...args: Parameters<typeof place>): unknown => {
  const outcome = place(...args)
  return 'body' in outcome ? outcome.status : outcome.event?.deliveryIds
}

describe('positions (D8)', () => {
  it.each([
    ['the default', undefined, ['d', 'a', 'b']],
    ['first', 'first', ['d', 'a', 'b']],
    ['last', 'last', ['a', 'b', 'd']],
    ['0', 0, ['d', 'a', 'b']],
    ['1', 1, ['a', 'd', 'b']],
    ['the end', 2, ['a', 'b', 'd']],
    ['beyond the end', 99, ['a', 'b', 'd']],
    ['far beyond the end', 1e308, ['a', 'b', 'd']],
    ['-0', -0, ['d', 'a', 'b']],
    ['negative', -1, 422],
    ['fractional', 0.5, 422],
    ['digits', '1', 422],
    ['an array', [1], 422],
    ['NaN', Number.NaN, 422],
    ['infinity', Number.POSITIVE_INFINITY, 422],
    ['another word', 'middle', 422],
  ])('%s', (_, delivery_ids_position, expected) => {
    expect(idsAfter(ab, { delivery_ids_position })).toEqual(expected)
  })

  it('is never required', () => {
    expect(idsAfter(profileWith([{ id: 'a' }, { id: 'b' }]), {})).toEqual(['d', 'a', 'b'])
  })
})

describe('the limit (D7)', () => {
  it.each([
    ['room', ab, {}, ['d', 'a', 'b']],
    ['full', abc, {}, 409],
    ['full, error named', abc, { delivery_ids_at_limit: 'error' }, 409],
    ['drop first', abc, { delivery_ids_at_limit: 'drop' }, ['d', 'a', 'b']],
    ['drop with room', ab, { delivery_ids_at_limit: 'drop' }, ['d', 'a', 'b']],
    ['drop last, with room', ab, { delivery_ids_at_limit: 'drop', delivery_ids_position: 'last' }, ['a', 'b', 'd']],
    ['the trap: drop last, full', abc, { delivery_ids_at_limit: 'drop', delivery_ids_position: 'last' }, 409],
    ['an index that stays', abc, { delivery_ids_at_limit: 'drop', delivery_ids_position: 2 }, ['a', 'b', 'd']],
    ['an index that is popped', abc, { delivery_ids_at_limit: 'drop', delivery_ids_position: 3 }, 409],
    ['an index beyond the end', abc, { delivery_ids_at_limit: 'drop', delivery_ids_position: 9 }, 409],
    ['lower, with room', profileWith([{ id: 'a' }]), { delivery_ids_limit: 2 }, ['d', 'a']],
    ['lower, full', ab, { delivery_ids_limit: 2 }, 409],
    ['lower, several popped', abc, { delivery_ids_limit: 1, delivery_ids_at_limit: 'drop' }, ['d']],
    [
      'lower, one of two popped',
      abc,
      { delivery_ids_limit: 2, delivery_ids_at_limit: 'drop', delivery_ids_position: 1 },
      ['a', 'd'],
    ],
    [
      'lower, itself popped',
      abc,
      { delivery_ids_limit: 2, delivery_ids_at_limit: 'drop', delivery_ids_position: 2 },
      409,
    ],
    [
      'lower, last, below it',
      profileWith([]),
      { delivery_ids_limit: 1, delivery_ids_at_limit: 'drop', delivery_ids_position: 'last' },
      ['d'],
    ],
    ['0', ab, { delivery_ids_limit: 0 }, 422],
    ['above the account', ab, { delivery_ids_limit: 4 }, 422],
    ['the account', ab, { delivery_ids_limit: 3 }, ['d', 'a', 'b']],
    ['fractional', ab, { delivery_ids_limit: 1.5 }, 422],
    ['text', ab, { delivery_ids_limit: '2' }, 422],
    ['another word at the limit', ab, { delivery_ids_at_limit: 'pop' }, 422],
  ])('%s', (_, profile, params, expected) => {
    expect(idsAfter(profile, params)).toEqual(expected)
  })

  it('is that of the account', () => {
    expect(idsAfter(abc, {}, { deliveryIdsLimit: 4 })).toEqual(['d', 'a', 'b', 'c'])
    expect(idsAfter(abc, { delivery_ids_limit: 4 }, { deliveryIdsLimit: 4 })).toEqual(['d', 'a', 'b', 'c'])
    expect(idsAfter(ab, {}, { deliveryIdsLimit: 1 })).toBe(409)
  })

  it('drops with state and instant, and keeps the rows', () => {
    const outcome = place(abc, { delivery_ids_limit: 1, delivery_ids_at_limit: 'drop' })
    const rows = 'body' in outcome ? [] : (outcome.event?.deliveries ?? [])
    expect(rows.map(({ id, state, stateAt }) => [id, state, stateAt])).toEqual([
      ['a', 'dropped', now],
      ['b', 'dropped', now],
      ['c', 'dropped', now],
      ['d', 'pending', null],
    ])
  })
})

it('neither changes nor freezes what it was given', () => {
  const given = profileWith([{ id: 'a', options: { x: 1 } }])
  const copy = structuredClone(given)
  place(given, { delivery_ids_limit: 1, delivery_ids_at_limit: 'drop', idempotency_key: 'k' })
  expect(given).toEqual(copy)
  expect([given.deliveries, given.deliveries[0], given.deliveryIds, given.idempotencyKeys].some(Object.isFrozen)).toBe(
    false,
  )
})

describe('expired deliveries (D6)', () => {
  const expiry = { from: '2028-01-01', until: '2029-02-03T10:00:00Z' }
  const start = profileWith([{ id: 'a', ...expiry }, { id: 'b' }, { id: 'c', from: '2030-01-01' }])
  const settings = { expiredDeliveries: 'release' as const }
  const later = (at: number, given = {}) => create({ profile: start, id: 'd', at, settings, ...given })

  it('count, as do those not yet started', () => {
    expect(answer(later(now + 1, { settings: {} }))[0]).toBe(409)
  })

  it('are released before counting and placing', () => {
    const outcome = later(now + 1, { params: { ...least, delivery_ids_position: 1 } })
    expect(outcome).toMatchObject({ status: 201, event: { deliveryIds: ['b', 'd', 'c'] } })
    const [a] = 'body' in outcome ? [] : (outcome.event?.deliveries ?? [])
    expect(a).toMatchObject({ id: 'a', state: 'dropped', stateAt: now + 1 })
  })

  it('are not yet expired at their until', () => {
    expect(answer(later(now))[0]).toBe(409)
  })

  it('stay where the creation is refused, or repeated', () => {
    const used = profileWith([{ id: 'a', ...expiry, idempotency_key: 'k' }])
    const repeated = create({
      profile: used,
      id: 'd',
      at: now + 1,
      settings,
      params: { ...least, idempotency_key: 'k' },
    })
    expect(repeated).toMatchObject({ status: 200, event: null, delivery: { id: 'a', state: 'pending' } })
  })

  it('that are new stay pending until the next creation', () => {
    const first = create({ settings, params: { ...least, until: '2020-01-01' } })
    const committed = commit(seen(), first)
    if ('body' in committed) throw new Error('refused')
    expect(committed.profile.deliveryIds).toEqual(['d1'])
    const second = create({ profile: committed.profile, settings, id: 'd2' })
    expect(second).toMatchObject({ status: 201, event: { deliveryIds: ['d2'] } })
  })
})
