import { describe, expect, it } from 'vitest'
import { commit, type Scene, updateDelivery } from '../../src/deliveries/index.js'
import { delivery } from '../../src/model/delivery.js'
import type { Profile } from '../../src/model/index.js'
import { answer, now, profileWith, sceneOf, seen } from './support.js'

const instantHelp = 'write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"'
const later = now + 3_600_000

/** Pending: a, b, c. */
const abc = profileWith([
  { id: 'a', from: '2029-02-03', until: '2029-02-10', options: { x: 1, y: 2 } },
  { id: 'b' },
  { id: 'c' },
])

function update(id: string, params: unknown, { profile = abc, settings = {} as Partial<Scene['settings']> } = {}) {
  return updateDelivery(sceneOf([], settings), profile, id, params, { now: later })
}

const updated = (...args: Parameters<typeof update>) => {
  const outcome = update(...args)
  if ('body' in outcome) throw new Error(outcome.body.messages.join('\n'))
  return outcome
}

describe('an update (D10)', () => {
  it('replaces what is given and keeps the rest', () => {
    const outcome = updated('b', { once: true, use_segmentation: true, options: [1], skip_triggers: false })
    expect(outcome.delivery).toEqual({
      ...abc.deliveries[1],
      once: true,
      useSegmentation: true,
      options: [1],
      skipTriggers: false,
      updatedAt: later,
    })
    expect(outcome).toMatchObject({ status: 200, profileId: 'u1', baseVersion: 3 })
    expect(outcome.event).toEqual({
      type: 'deliveries',
      at: later,
      deliveries: [abc.deliveries[0], outcome.delivery, abc.deliveries[2]],
      deliveryIds: ['a', 'b', 'c'],
      idempotencyKeys: {},
    })
  })

  it('replaces options whole', () => {
    expect(updated('a', { options: { y: 3 } }).delivery.options).toEqual({ y: 3 })
  })

  it('clears with null, which gives a switch the default of its dialect back', () => {
    const cleared = updated('a', { from: null, until: null, options: null, skip_triggers: null }).delivery
    expect(cleared).toMatchObject({ from: null, until: null, options: null, skipTriggers: true })
    const earlier = { settings: { dialect: '2021-08' as const } }
    expect(updated('a', { skip_triggers: null, redirect: true }, earlier).delivery).toMatchObject({
      skipTriggers: false,
      redirect: true,
    })
  })

  it('counts +Nd from its own now', () => {
    expect(updated('a', { until: '+2d' }).delivery.until).toBe(Date.UTC(2029, 1, 5, 11))
  })

  it('changes nothing where nothing is given', () => {
    expect(update('a', {})).toEqual({
      status: 200,
      delivery: abc.deliveries[0],
      profileId: 'u1',
      baseVersion: 3,
      event: null,
    })
    expect(updated('a', { campaign: 'q3', delivery_ids_position: null }).event).toBeNull()
  })

  it.each([
    ['c', 'first', ['c', 'a', 'b']],
    ['a', 'last', ['b', 'c', 'a']],
    ['a', 1, ['b', 'a', 'c']],
    ['c', 1, ['a', 'c', 'b']],
    ['b', 99, ['a', 'c', 'b']],
    ['b', 1, ['a', 'b', 'c']],
  ])('moves %s to %s (D8)', (id, delivery_ids_position, expected) => {
    expect(updated(id, { delivery_ids_position }).event?.deliveryIds).toEqual(expected)
  })

  it('judges a new model (D3), and takes one that is live', () => {
    expect(updated('a', { model_kind: 'survey', model_id: 'nps' }).delivery).toMatchObject({
      modelKind: 'survey',
      modelId: 'nps',
    })
  })

  it('does not judge the model that it has', () => {
    const gone = delivery({ id: 'g', createdAt: now, modelKind: 'tour', modelId: 'gone', profileId: 'u1' })
    const profile = seen({ deliveries: [gone], deliveryIds: ['g'] })
    expect(updated('g', { model_id: 'gone', once: true }, { profile }).delivery.once).toBe(true)
  })

  it.each([
    ['none', 'none', null],
    ['sent', 'spent', null],
    ['arrived', 'spent', null],
    ['spent', 'spent', null],
  ] as const)('does not redirect twice for a new model: %s (E4)', (redirectState, expected, redirectHref) => {
    const [a] = abc.deliveries
    if (a === undefined) throw new Error('no delivery')
    const profile: Profile = {
      ...abc,
      deliveries: [{ ...a, redirectState, redirectHref: redirectState === 'none' ? null : '/' }],
    }
    const moved = updated('a', { model_id: 'just_out' }, { profile }).delivery
    expect(moved).toMatchObject({ redirectState: expected, redirectHref })
  })
})

describe('statuses of an update', () => {
  const settled = (state: 'triggered' | 'discarded' | 'removed' | 'dropped'): Profile => {
    const row = delivery({
      id: 'a',
      createdAt: now,
      modelKind: 'tour',
      modelId: 'pricing',
      profileId: 'u1',
      state,
      stateAt: now,
    })
    return seen({ deliveries: [row] })
  }
  const cases: [string, string, unknown, Profile, number][] = [
    ['an unknown id, before bad values', 'z', { once: 1 }, abc, 404],
    ['an id called __proto__', '__proto__', {}, abc, 404],
    ['triggered, before bad values', 'a', { once: 1 }, settled('triggered'), 409],
    ['discarded', 'a', {}, settled('discarded'), 409],
    ['removed', 'a', {}, settled('removed'), 409],
    ['dropped', 'a', {}, settled('dropped'), 409],
    ['no object', 'a', null, abc, 422],
    ['a bad value, before an unknown model', 'a', { once: 1, model_id: 'nowhere' }, abc, 422],
    ['an unknown model', 'a', { model_id: 'nowhere' }, abc, 404],
    ['a removed model', 'a', { model_id: 'gone' }, abc, 404],
    ['a model of another kind', 'a', { model_id: 'nps' }, abc, 404],
    ['another kind for the same model', 'a', { model_kind: 'survey' }, abc, 404],
    ['a model that is not live', 'a', { model_id: 'draft' }, abc, 409],
    ['model_id null', 'a', { model_id: null }, abc, 422],
    ['model_kind null', 'a', { model_kind: null }, abc, 422],
    ['profile_id', 'a', { profile_id: 'u1' }, abc, 422],
    ['uid', 'a', { uid: 542213 }, abc, 422],
    ['email', 'a', { email: null }, abc, 422],
    ['idempotency_key', 'a', { idempotency_key: 'k' }, abc, 422],
    ['delivery_ids_limit', 'a', { delivery_ids_limit: 2 }, abc, 422],
    ['delivery_ids_at_limit', 'a', { delivery_ids_at_limit: 'drop' }, abc, 422],
    ['a bad position', 'a', { delivery_ids_position: -1 }, abc, 422],
    ['redirect in current', 'a', { redirect: true }, abc, 422],
    ['from after the until that it has', 'a', { from: '2029-02-11' }, abc, 422],
    ['from at the until that it has', 'a', { from: '2029-02-10' }, abc, 200],
    ['until before the from that it has', 'a', { until: '2029-02-02' }, abc, 422],
    ['until with from out of its way', 'a', { until: '2029-02-02', from: null }, abc, 200],
  ]
  it.each(cases)('%s', (_, id, params, profile, status) => {
    expect(answer(update(id, params, { profile }))[0]).toBe(status)
  })

  it.each([
    ['a', 7, 422, 'delivery: not an object: 7; send the parameters by their names'],
    ['a', { model_kind: null }, 422, 'model_kind: cannot be cleared: null; leave it out'],
    ['a', { model_id: null }, 422, 'model_id: cannot be cleared: null; leave it out'],
    ['a', { uid: 7 }, 422, 'uid: fixed at creation: 7; leave it out'],
    ['a', { delivery_ids_at_limit: 'drop' }, 422, 'delivery_ids_at_limit: fixed at creation: "drop"; leave it out'],
    // A date that cannot be read says nothing of the order.
    ['a', { from: true, until: '1999-01-01' }, 422, `from: not an instant: true; ${instantHelp}`],
    ['z', {}, 404, 'id: unknown delivery: "z"; name one of profile "u1"'],
  ])('of %s with %j: %i %s', (id, params, status, message) => {
    expect(answer(update(id, params))).toEqual([status, message])
  })

  it('says what became of a delivery that is no longer pending, and when, if that is known', () => {
    const profile = settled('triggered')
    const rest = 'and cannot be updated: "a"; create another one'
    expect(answer(update('a', {}, { profile }))).toEqual([
      409,
      `id: delivery was triggered at 2029-02-03T10:00:00Z ${rest}`,
    ])
    const deliveries = profile.deliveries.map((row) => ({ ...row, stateAt: null }))
    expect(answer(update('a', {}, { profile: { ...profile, deliveries } }))).toEqual([
      409,
      `id: delivery was triggered ${rest}`,
    ])
  })

  it('names a parameter of the other dialect once', () => {
    expect(answer(update('a', { delivery_ids_limit: 2 }, { settings: { dialect: '2021-08' } }))).toEqual([
      422,
      'delivery_ids_limit: not a parameter of this dialect: 2; leave it out, or set the dialect to "current"',
    ])
  })

  it('commits like a creation', () => {
    const committed = commit(abc, update('a', { delivery_ids_position: 'last' }))
    expect(committed).toMatchObject({ status: 200, profile: { version: 4, deliveryIds: ['b', 'c', 'a'] } })
  })
})
