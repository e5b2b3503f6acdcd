import { describe, expect, it, test } from 'vitest'
import { apply, type Interaction, type Profile, type ProfileEvent, profile } from '../../src/index.js'
import { delivery } from '../../src/model/delivery.js'
import { freeze } from '../support/freeze.js'

const href = 'https://app.example.com/'
const page = (at: number, to = href): ProfileEvent => ({ type: 'page', at, href: to })
const report = (at: number, state: Interaction['state'], given: object = {}): ProfileEvent => ({
  type: 'interaction',
  at,
  experienceId: 'x',
  state,
  ...given,
})
const show = (at: number, given: object = {}): ProfileEvent => ({
  type: 'show',
  at,
  href,
  experienceId: 'x',
  deliveryId: null,
  interactionId: 'u:1',
  completed: false,
  ...given,
})
const lived = (events: readonly ProfileEvent[], from: Profile = profile('u')): Profile =>
  events.reduce(apply, freeze(from))
const interactionsAfter = (...events: readonly ProfileEvent[]) =>
  lived(events).interactions.map(({ id, state, stateAt }) => ({ id, state, stateAt }))
const directed = (id: string, given: object = {}) =>
  delivery({ id, createdAt: 0, modelKind: 'tour', modelId: 'x', profileId: 'u', ...given })

describe('every event', () => {
  it('raises the version by one (D9)', () => {
    expect(lived([page(0), { type: 'trigger', at: 1, on: 'hover' }, show(2)]).version).toBe(3)
  })

  test.each<ProfileEvent>([
    page(1),
    show(1),
    report(1, 'started'),
    report(1, 'completed'),
    { type: 'identify', at: 1, email: 'u@example.com' },
  ])('of type $type leaves what it does not touch as it was, down to the object', (event) => {
    const deliveries = [
      directed('d'),
      directed('gone', { state: 'removed', redirectState: 'sent', redirectHref: href }),
    ]
    const before = profile('u', { deliveries, deliveryIds: ['d'], traits: { plan: null } })
    const { deliveries: left, deliveryIds, traits } = lived([event], before)
    expect(left).toBe(deliveries)
    expect(deliveryIds).toBe(before.deliveryIds)
    expect(traits).toBe(before.traits)
  })
})

describe('a page load', () => {
  it('opens the first session, whenever that is (L5)', () => {
    expect(lived([page(0)]).sessionStartedAt).toBe(0)
    expect(lived([page(-1)])).toMatchObject({ pageAt: -1, sessionStartedAt: -1 })
  })

  it('opens another session more than 90 minutes after the one before it (L5)', () => {
    const gap = 90 * 60_000
    expect(lived([page(1), page(1 + gap)]).sessionStartedAt).toBe(1)
    expect(lived([page(1), page(2 + gap)]).sessionStartedAt).toBe(2 + gap)
  })

  it('that is reported late changes nothing but that the profile was seen', () => {
    const now = lived([page(10), { type: 'arm', at: 10, ids: ['x'] }])
    expect(lived([page(9, 'https://elsewhere.example.com/')], now)).toEqual({ ...now, version: 3 })
  })
})

describe('a redirect (E4)', () => {
  const target = 'https://app.example.com/start'
  const sent = profile('u', {
    deliveries: [directed('d', { redirect: true, redirectState: 'sent', redirectHref: target })],
    deliveryIds: ['d'],
  })
  const stateOf = ({ deliveries }: Profile) => deliveries[0]?.redirectState

  it('arrives at its target, once, and is spent with the page load after it', () => {
    expect(stateOf(lived([page(1)], sent))).toBe('sent')
    const arrived = lived([page(1), page(2, target)], sent)
    expect(stateOf(arrived)).toBe('arrived')
    const spent = lived([page(3, target)], arrived)
    expect(stateOf(spent)).toBe('spent')
    expect(lived([page(4, target)], spent).deliveries).toBe(spent.deliveries)
  })

  it('moves no more where its delivery is no longer pending', () => {
    const [d] = sent.deliveries
    for (const redirectState of ['sent', 'arrived'] as const) {
      const other = { ...directed('e'), redirectState: 'sent' as const, redirectHref: href }
      const gone = { ...directed('d'), ...d, redirectState, state: 'triggered' as const }
      const { deliveries } = lived([page(1, target)], { ...sent, deliveries: [gone, other], deliveryIds: ['e'] })
      expect(deliveries[0]?.redirectState).toBe(redirectState)
    }
  })
})

describe('a reported end (H1)', () => {
  it('closes the latest that is open, and the next one the one before it', () => {
    const two = [report(1, 'started', { interactionId: 'a' }), report(2, 'started', { interactionId: 'b' })]
    expect(interactionsAfter(...two, report(5, 'completed'), report(5, 'exited'))).toEqual([
      { id: 'a', state: 'exited', stateAt: 5 },
      { id: 'b', state: 'completed', stateAt: 5 },
    ])
    expect(interactionsAfter(...two, report(5, 'completed'), report(6, 'completed'))).toEqual([
      { id: 'a', state: 'completed', stateAt: 6 },
      { id: 'b', state: 'completed', stateAt: 5 },
    ])
  })

  it('closes what was snoozed', () => {
    expect(
      interactionsAfter(report(1, 'started'), report(2, 'snoozed', { deferUntil: 9 }), report(3, 'exited')),
    ).toEqual([{ id: 'x@1', state: 'exited', stateAt: 3 }])
  })

  it('that comes twice changes nothing the second time (L11)', () => {
    const once = lived([page(0), report(1, 'started'), report(5, 'completed'), report(7, 'started')])
    expect(lived([report(5, 'completed')], once)).toEqual({ ...once, version: 5 })
  })

  it('snoozes until another instant where that is another report', () => {
    const events = [
      report(1, 'started'),
      report(2, 'snoozed', { deferUntil: 8 }),
      report(2, 'snoozed', { deferUntil: 9 }),
    ]
    expect(lived(events).interactions.map(({ deferUntil }) => deferUntil)).toEqual([9])
  })

  it('takes the place of an end that was only assumed, at the very same instant too (P1)', () => {
    const events = [page(0), show(1, { completed: true }), report(1, 'completed')]
    expect(lived(events).interactions.map(({ id, assumed }) => ({ id, assumed }))).toEqual([
      { id: 'u:1', assumed: false },
    ])
    const again = lived([...events, report(1, 'completed')])
    expect(again.interactions.map(({ id }) => id)).toEqual(['u:1'])
  })

  it('has an instant to which it is put off only where it is a snooze (H5)', () => {
    const given = { deferUntil: 9 }
    expect(lived([report(1, 'completed', given)]).interactions[0]?.deferUntil).toBe(null)
    expect(lived([report(1, 'snoozed', given)]).interactions[0]?.deferUntil).toBe(9)
  })

  it('is no show: what was armed by this page load waits on (E7)', () => {
    const armed = lived([page(0), show(1), page(2), { type: 'arm', at: 2, ids: ['y'] }])
    expect(lived([report(3, 'completed')], armed).armed).toEqual(['y'])
  })

  it('without a start began and ended at once, and so disarms (E7)', () => {
    const armed = lived([page(0), { type: 'arm', at: 0, ids: ['y'] }])
    expect(lived([report(3, 'completed')], armed)).toMatchObject({ armed: [], busy: false })
  })
})

describe('a start', () => {
  it('is on the page where no page load is known, whenever it was (H6)', () => {
    expect(lived([report(-1, 'started')]).busy).toBe(true)
  })

  it('frees the page where it is that of what is on screen, and of nothing else (H6)', () => {
    const other = { experienceId: 'y', interactionId: 'u:2' }
    const left = [page(0), show(1), page(10)]
    const busyAfter = (...events: readonly ProfileEvent[]) => lived(events).busy
    // What is on screen is only assumed to have been completed (P1).
    const onScreen = show(11, { ...other, completed: true })
    expect(busyAfter(...left, onScreen, report(12, 'exited'))).toBe(true)
    expect(busyAfter(...left, onScreen, report(12, 'exited', { experienceId: 'y' }))).toBe(false)
    expect(busyAfter(page(10), onScreen, report(12, 'completed', { experienceId: 'z' }))).toBe(true)
    // Put off on this very page, so it was not on screen when it ended.
    const putOff = [page(0), show(1), report(2, 'snoozed', { deferUntil: 9 })]
    expect(busyAfter(...putOff, show(3, { ...other, completed: true }), report(4, 'exited'))).toBe(true)
    // Two are open.
    const two = [page(0), show(1), report(2, 'started', { experienceId: 'y' })]
    expect(busyAfter(...two, report(3, 'exited'))).toBe(true)
    expect(busyAfter(...two, report(3, 'exited'), report(4, 'completed', { experienceId: 'y' }))).toBe(false)
    // One that is open since the page before is not on this one.
    expect(busyAfter(...left, show(11, other), report(12, 'exited', { experienceId: 'y' }))).toBe(false)
  })

  it('that the engine made counts once, however often it is applied (L11)', () => {
    expect(interactionsAfter(show(1), show(1))).toEqual([{ id: 'u:1', state: 'started', stateAt: null }])
  })

  it('takes its place by its start, then by its id', () => {
    const events = [report(2, 'started', { interactionId: 'b' }), report(2, 'started', { interactionId: 'a' })]
    expect(interactionsAfter(...events, report(1, 'started', { interactionId: 'c' })).map(({ id }) => id)).toEqual([
      'c',
      'a',
      'b',
    ])
  })
})

describe('an identification', () => {
  it('sets what it names, and leaves the rest', () => {
    const before = profile('u', { uid: '1', email: 'a@example.com', disabled: true })
    const of = (given: object) => {
      const { uid, email, disabled } = lived([{ type: 'identify', at: 1, ...given }], before)
      return { uid, email, disabled }
    }
    expect(of({ uid: '2' })).toEqual({ uid: '2', email: 'a@example.com', disabled: true })
    expect(of({ email: null })).toEqual({ uid: '1', email: null, disabled: true })
    expect(of({ disabled: false })).toEqual({ uid: '1', email: 'a@example.com', disabled: false })
  })
})
