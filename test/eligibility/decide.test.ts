import { describe, expect, it, test } from 'vitest'
import {
  catalog,
  compile,
  decide,
  type Experience,
  hourMs,
  limitGroup,
  type Page,
  type Profile,
  profile,
} from '../../src/index.js'
import type { Delivery } from '../../src/model/index.js'
import { directed, href, nobodys, onClick, shown, tour } from './asked.js'

const now = 1_000
const load = { type: 'page', at: now, href } as const
const engineOf = (...experiences: readonly Experience[]) => compile(catalog({ experiences }))
const seen = (given: Partial<Profile> = {}): Profile => profile('u', { seen: true, ...given })
const pendingOf = (deliveries: readonly Delivery[], given: Partial<Profile> = {}): Profile =>
  seen({ deliveries, deliveryIds: deliveries.map(({ id }) => id), ...given })
const show = (experienceId: string, deliveryId: string | null = null) =>
  ({ type: 'show', at: now, href, experienceId, deliveryId, interactionId: 'u:1', completed: false }) as const
const discard = (deliveryId: string, reason: string) => ({ type: 'discard', at: now, deliveryId, reason }) as const

describe('the answer to a page load, and what happens by it (E10)', () => {
  const waiting = tour('a', { triggers: [onClick] })
  const started = tour('a', {
    startUrl: 'https://app.example.com/start',
    urlRules: [{ url: 'https://app.example.com/start', matchType: 'exact' }],
  })
  const offPage = { skipUrlMatch: false, redirect: true } as const

  it('an automatic show', () => {
    expect(decide(engineOf(tour('a'), tour('b')), profile('u'), { href }, now)).toEqual({
      outcome: 'show',
      via: 'automatic',
      experienceId: 'a',
      interactionId: 'u:1',
      events: [load, show('a')],
      armed: [],
    })
  })

  it('a show by delivery, which hands on its options, behind two that are discarded (E3, E6)', () => {
    const engine = engineOf(tour('a'), tour('b', { segment: nobodys }))
    const who = pendingOf(
      [
        directed('d1', { modelId: 'b', useSegmentation: true }),
        directed('d2', { modelId: 'c', once: true }),
        directed('d3', { modelId: 'b', once: true }),
        directed('d4', { options: { step: 2 } }),
        directed('d5', { modelId: 'b', useSegmentation: true }),
      ],
      { interactions: [shown('b', 0), shown('c', 0)] },
    )
    expect(decide(engine, who, { href }, now)).toEqual({
      outcome: 'show',
      via: 'delivery',
      experienceId: 'a',
      interactionId: 'u:3',
      deliveryId: 'd4',
      options: { step: 2 },
      events: [
        load,
        discard('d1', 'segment_mismatch'),
        discard('d3', 'already_seen'),
        { ...show('a', 'd4'), interactionId: 'u:3' },
      ],
      armed: [],
    })
  })

  it('an automatic show behind what is discarded and what is armed, which it disarms (E7)', () => {
    const engine = engineOf(waiting, tour('b', { triggers: [onClick] }), tour('c', { segment: nobodys }), tour('d'))
    const who = pendingOf([
      directed('d1', { skipTriggers: false }),
      directed('d2', { modelId: 'c', useSegmentation: true }),
    ])
    expect(decide(engine, who, { href }, now)).toEqual({
      outcome: 'show',
      via: 'automatic',
      experienceId: 'd',
      interactionId: 'u:1',
      events: [load, discard('d2', 'segment_mismatch'), show('d')],
      armed: [],
    })
  })

  it('a redirect, which comes before what is automatic (E4)', () => {
    const engine = engineOf(started, tour('b'), tour('c', { segment: nobodys }))
    const who = pendingOf([directed('d0', { modelId: 'c', useSegmentation: true }), directed('d1', offPage)])
    const to = 'https://app.example.com/start'
    expect(decide(engine, who, { href }, now)).toEqual({
      outcome: 'redirect',
      deliveryId: 'd1',
      experienceId: 'a',
      href: to,
      events: [load, discard('d0', 'segment_mismatch'), { type: 'redirect', at: now, deliveryId: 'd1', href: to }],
      armed: [],
    })
  })

  test.each([
    ['it is not asked for', started, { skipUrlMatch: false }],
    ['it was sent already', started, { ...offPage, redirectState: 'sent' as const }],
    ['there is nowhere to start', { ...started, startUrl: null }, offPage],
    ['a later check fails', { ...started, triggers: [onClick] }, { ...offPage, skipTriggers: false }],
    ['the experience is not live', { ...started, publishedAt: null }, offPage],
  ])('no redirect where %s (E4)', (_, experience, given) => {
    expect(decide(engineOf(experience), pendingOf([directed('d', given)]), { href }, now)).toMatchObject({
      outcome: 'none',
    })
  })

  it('nothing, where all that is left waits for a trigger, deliveries first', () => {
    const engine = engineOf(waiting, tour('b', { segment: nobodys }), tour('c', { triggers: [onClick] }))
    const who = pendingOf([
      directed('d1', { modelId: 'b', useSegmentation: true }),
      directed('d2', { skipTriggers: false }),
    ])
    expect(decide(engine, who, { href }, now)).toEqual({
      outcome: 'none',
      events: [load, discard('d1', 'segment_mismatch'), { type: 'arm', at: now, ids: ['d2', 'a', 'c'] }],
      armed: ['d2', 'a', 'c'],
    })
  })

  it('nothing but a discard', () => {
    const who = pendingOf([directed('d', { useSegmentation: true })])
    expect(decide(engineOf(tour('a', { segment: nobodys })), who, { href }, now)).toEqual({
      outcome: 'none',
      events: [load, discard('d', 'segment_mismatch')],
      armed: [],
    })
  })

  it('nothing at all', () => {
    const nothing = { outcome: 'none', events: [load], armed: [] }
    expect(decide(engineOf(tour('a', { segment: nobodys })), seen(), { href }, now)).toEqual(nothing)
    expect(decide(engineOf(), seen(), { href }, now)).toEqual(nothing)
    expect(decide(engineOf(tour('a')), seen({ disabled: true }), { href }, now)).toEqual(nothing)
  })

  it('the same without events where it is only asked', () => {
    const asked = { href, peek: true }
    const show = { outcome: 'show', via: 'automatic', experienceId: 'b', interactionId: 'u:1', armed: [] }
    expect(decide(engineOf(waiting, tour('b')), seen(), asked, now)).toEqual({ ...show, events: [] })
    expect(decide(engineOf(waiting), seen(), asked, now)).toEqual({ outcome: 'none', events: [], armed: ['a'] })
    expect(decide(engineOf(), seen(), asked, now)).toEqual({ outcome: 'none', events: [], armed: [] })
  })

  test.each([
    ['busy', seen({ busy: true })],
    ['disabled', seen({ disabled: true })],
    ['never seen', profile('u')],
  ])('nothing where the profile is %s as it is asked about (E2, H6)', (_, who) => {
    const given = { ...who, deliveries: [directed('d')], deliveryIds: ['d'] }
    const answer = decide(engineOf(tour('a')), given, { href, peek: true }, now)
    expect(answer).toEqual({ outcome: 'none', events: [], armed: [] })
  })

  it('a show is named by the source of names that is given, which is told who and when (E6)', () => {
    const interactionId = (of: Profile, at: number) => `${of.id}/${at}`
    const engine = compile(catalog({ experiences: [tour('a')] }), { interactionId })
    expect(decide(engine, profile('u'), { href }, now)).toMatchObject({ interactionId: 'u/1000' })
  })
})

describe('the answer to a trigger (E7)', () => {
  const click: Page = { href, trigger: { on: 'click' } }
  const open = { pageAt: 0, pageHref: href, sessionStartedAt: 0 }
  const waits = (id: string, given: Partial<Experience> = {}) => tour(id, { triggers: [onClick], ...given })
  const armed = (ids: readonly string[], given: Partial<Profile> = {}) => seen({ ...open, armed: ids, ...given })

  it('shows what is armed, with no page load', () => {
    expect(decide(engineOf(waits('a')), armed(['a']), click, now)).toEqual({
      outcome: 'show',
      via: 'automatic',
      experienceId: 'a',
      interactionId: 'u:1',
      events: [show('a')],
      armed: [],
    })
  })

  it('asks experiences in show order, however they were armed (E1)', () => {
    const ids = Array.from({ length: 12 }, (_, k) => String.fromCharCode(97 + k)) // a to l
    const engine = engineOf(...ids.map((id) => waits(id)))
    for (const order of [
      ['k', 'c', 'l'],
      ['l', 'k', 'c'],
      ['c', 'k', 'l'],
      ['k', 'l', 'c'],
    ]) {
      expect(decide(engine, armed(order), click, now)).toMatchObject({ experienceId: 'c' })
      const hover: Page = { href, trigger: { on: 'hover' } }
      expect(decide(engine, armed(order), hover, now)).toEqual({ outcome: 'none', events: [], armed: ['c', 'k', 'l'] })
    }
  })

  it('is no business of what is not armed', () => {
    const others = [
      directed('d1', { modelId: 'b' }),
      directed('d2', { skipTriggers: false }),
      directed('d3', { modelId: 'c', useSegmentation: true }),
    ]
    const who = { ...armed(['ghost']), deliveries: others, deliveryIds: ['d1', 'd2', 'd3'] }
    const engine = engineOf(waits('a'), tour('b'), tour('c', { segment: nobodys }))
    expect(decide(engine, who, click, now)).toEqual({ outcome: 'none', events: [], armed: [] })
  })

  it('is no business of what is armed for another one', () => {
    const engine = engineOf(tour('a', { triggers: [{ on: 'hover', element: null, name: null }], segment: nobodys }))
    const others = [directed('d', { skipTriggers: false, useSegmentation: true })]
    const who = { ...armed(['d']), deliveries: others, deliveryIds: ['d'] }
    expect(decide(engine, who, click, now)).toEqual({ outcome: 'none', events: [], armed: ['d'] })
    expect(decide(engine, who, { href, trigger: { on: 'hover' } }, now)).toEqual({
      outcome: 'none',
      events: [discard('d', 'segment_mismatch')],
      armed: [],
    })
  })

  it('decides anew: what fails stays armed, but for what is discarded', () => {
    const engine = engineOf(waits('a', { segment: nobodys }), waits('b', { publishedAt: null }), waits('c'))
    const deliveries = [
      directed('d1', { modelId: 'b', skipTriggers: false }),
      directed('d2', { skipTriggers: false, useSegmentation: true }),
      directed('d3', { modelId: 'b', skipTriggers: false }),
    ]
    const who = armed(['d1', 'd2', 'd3', 'a'], { deliveries, deliveryIds: ['d1', 'd2', 'd3'] })
    expect(decide(engine, who, click, now)).toEqual({
      outcome: 'none',
      events: [discard('d2', 'segment_mismatch')],
      armed: ['d1', 'd3', 'a'],
    })
    expect(decide(engine, { ...who, armed: [...who.armed, 'c'] }, click, now)).toEqual({
      outcome: 'show',
      via: 'automatic',
      experienceId: 'c',
      interactionId: 'u:1',
      events: [discard('d2', 'segment_mismatch'), show('c')],
      armed: [],
    })
  })

  it('shows a delivery that is armed before an experience that is', () => {
    const who = armed(['d', 'a'], { deliveries: [directed('d', { skipTriggers: false })], deliveryIds: ['d'] })
    expect(decide(engineOf(waits('a')), who, click, now)).toMatchObject({ via: 'delivery', deliveryId: 'd' })
  })

  it('leaves all as it is on a busy page (H6)', () => {
    const answer = decide(engineOf(waits('a')), armed(['a'], { busy: true }), click, now)
    expect(answer).toEqual({ outcome: 'none', events: [], armed: ['a'] })
  })

  it('does not take the page for a new one: a busy one is busy, and what is armed is armed', () => {
    const peeked = { ...click, peek: true }
    expect(decide(engineOf(waits('a')), armed(['a']), peeked, now)).toMatchObject({ outcome: 'show', events: [] })
  })

  test.each([
    [{ on: 'click', element: '#a', name: null }, { on: 'click', element: '#a' }, true],
    [{ on: 'click', element: '#a', name: null }, { on: 'click', element: '#b' }, false],
    [{ on: 'click', element: '#a', name: null }, { on: 'click' }, false],
    [{ on: 'click', element: '#a', name: null }, { on: 'hover', element: '#a' }, false],
    [{ on: 'click', element: null, name: 'x' }, { on: 'click', element: '#b', name: 'x' }, true],
    [{ on: 'click', element: null, name: 'x' }, { on: 'click', element: '#b', name: 'y' }, false],
    [{ on: 'click', element: '#a', name: 'x' }, { on: 'click', element: '#a', name: 'x' }, true],
    [{ on: 'click', element: '#a', name: 'x' }, { on: 'click', element: '#a', name: 'y' }, false],
    [{ on: 'click', element: '#a', name: 'x' }, { on: 'click', element: '#b', name: 'x' }, false],
    [{ on: 'time_on_page', seconds: 1 }, { on: 'time_on_page' }, true],
    [{ on: 'time_on_page', seconds: 1.001 }, { on: 'time_on_page' }, false],
    [{ on: 'time_on_page', seconds: 1 }, { on: 'click' }, false],
  ] as const)('what waits for %j is shown by %j: %j', (trigger, event, shows) => {
    const engine = engineOf(tour('a', { triggers: [{ on: 'hover', element: '#z', name: null }, trigger] }))
    const { outcome } = decide(engine, armed(['a']), { href, trigger: event }, now)
    expect(outcome).toBe(shows ? 'show' : 'none')
  })

  it('no timer goes off where no page is open', () => {
    const engine = engineOf(tour('a', { triggers: [{ on: 'time_on_page', seconds: 0 }] }))
    const page: Page = { href, trigger: { on: 'time_on_page' } }
    expect(decide(engine, armed(['a'], { pageAt: null }), page, now).outcome).toBe('none')
    expect(decide(engine, armed(['a']), page, now).outcome).toBe('show')
  })
})

describe('the edges of what holds back', () => {
  const peek = { href, peek: true }
  const shows = (experience: Experience, who: Profile, at: number): boolean =>
    decide(engineOf(experience), who, peek, at).outcome === 'show'

  test.each([
    [
      'from',
      { from: 500 },
      [
        [499, false],
        [500, true],
        [501, true],
      ],
    ],
    [
      'until',
      { until: 500 },
      [
        [499, true],
        [500, true],
        [501, false],
      ],
    ],
    [
      'both',
      { from: 500, until: 500 },
      [
        [499, false],
        [500, true],
        [501, false],
      ],
    ],
  ] as const)('the %s of a delivery is included (E3)', (_, given, answers) => {
    for (const [at, runs] of answers) {
      const decision = decide(engineOf(tour('a', { publishedAt: 0 })), pendingOf([directed('d', given)]), peek, at)
      expect([at, decision.outcome === 'show' && decision.via]).toEqual([at, runs ? 'delivery' : 'automatic'])
    }
  })

  test.each([
    [[20, 40], 20, false],
    [[20, 40], 39.99, false],
    [[20, 40], 40, true],
    [[20, 40], 19.99, true],
    [[80, 10], 80, false],
    [[80, 10], 9.99, false],
    [[80, 10], 10, true],
    [[80, 10], 79.99, true],
    [[30, 30], 30, true],
    [[20, 40], 120, false],
    [[20, 40], -70, false],
    [[20, 40], -50, true],
    [[0, 1], -0, false],
    [[36.48, 36.49], Number.NaN, false], // no number: the hash of "u" says
    [[36.48, 36.49], '60', false],
    [[36.49, 36.48], '60', true],
  ] as const)('the control group %j around %d: shows %j (E8)', (experimentRange, percent, free) => {
    // FNV-1a of "u" (0x75): (0x811c9dc5 ^ 0x75) * 0x01000193 modulo 2^32 is 0xf00c3c10, and modulo 10,000 it is 3,648.
    expect(shows(tour('a', { experimentRange }), seen({ traits: { percent } }), now)).toBe(free)
  })

  it('a group is full up to the instant at which it has room (L4), and names nothing else', () => {
    const limits = { kind: 'tags' as const, rateLimitSize: 1, rateLimitKind: '1h', tagIds: ['t'] }
    const engine = compile(
      catalog({
        experiences: [tour('a', { tagIds: ['t'] }), tour('b', { tagIds: ['t'] }), tour('c')],
        limitGroups: [limitGroup({ id: 'g', ...limits })],
      }),
    )
    const who = seen({ interactions: [shown('b', 0)] })
    expect(decide(engine, who, peek, hourMs - 1)).toMatchObject({ experienceId: 'c' })
    expect(decide(engine, who, peek, hourMs)).toMatchObject({ experienceId: 'a' })
  })
})
