import { describe, expect, it, test } from 'vitest'
import { nextAfter } from '../../src/eligibility/check.js'
import { liveCheck } from '../../src/eligibility/checks/live.js'
import { onceCheck } from '../../src/eligibility/checks/once.js'
import { segmentCheck } from '../../src/eligibility/checks/segment.js'
import { timersOf } from '../../src/eligibility/checks/triggers.js'
import { windowCheck } from '../../src/eligibility/checks/window.js'
import { Subject } from '../../src/eligibility/subject.js'
import type { Candidate } from '../../src/engine/index.js'
import { eligible, validUntil } from '../../src/explain/index.js'
import {
  catalog,
  compile,
  dayMs,
  type Experience,
  experience,
  hourMs,
  limitGroup,
  type Profile,
  profile,
} from '../../src/index.js'
import type { Delivery, Trigger } from '../../src/model/index.js'
import { session } from '../../src/session/index.js'
import { directed, href, nobodys, onClick, shown, tour } from './asked.js'

const never = Number.POSITIVE_INFINITY
const moment = { now: 1_000, href, trigger: null }
const seen = (given: Partial<Profile> = {}): Profile => profile('u', { seen: true, ...given })

function asked(given: Partial<Experience>, of: Partial<Profile> = {}, delivery: Delivery | null = null) {
  const engine = compile(catalog({ experiences: [tour('z'), tour('a', given)] }))
  const subject = new Subject(engine, seen(of))
  return { subject, candidate: { ...(engine.candidates[0] as Candidate), delivery } }
}

describe('the instants at which a check may turn (E9)', () => {
  test.each([
    [{}, [never, never]],
    [{ from: 5 }, [5, never]],
    [{ until: 7 }, [never, 8]],
    [{ from: 5, until: 7 }, [5, 8]],
  ])('of a delivery with the window %j', (given, turns) => {
    const { subject, candidate } = asked({}, {}, directed('d', given))
    expect(windowCheck.turns?.(candidate, subject, moment)).toEqual(turns)
  })

  test.each([
    [{ publishedAt: null }, [never, never]],
    [{ publishedAt: 5 }, [5, never]],
    [{ publishedAt: 5, unpublishedAt: 7 }, [5, 7]],
    [{ publishedAt: null, unpublishedAt: 7 }, [never, 7]],
    [{ publishedAt: 5, unpublishedAt: 7, removed: true }, []],
  ])('of an experience with %j', (given, turns) => {
    const { subject, candidate } = asked(given)
    expect(liveCheck.turns?.(candidate, subject, moment)).toEqual(turns)
  })

  test.each([
    [null, []],
    [nobodys, [never]],
    [{ fact: 'since', operator: 'chameleon.gt-d', value: 1 } as const, [dayMs]],
  ])('of the segment %j', (segment, turns) => {
    const { subject, candidate } = asked({ segment }, { traits: { since: '1970-01-01T00:00:00Z' } })
    expect(segmentCheck.turns?.(candidate, subject, moment)).toEqual(turns)
  })

  const timer = (seconds: number): Trigger => ({ on: 'time_on_page', seconds })
  test.each<[string, readonly Trigger[], Partial<Profile>, readonly number[]]>([
    ['no page', [timer(1)], { pageAt: null, armed: ['a'] }, []],
    ['what is not armed', [timer(1)], { pageAt: 500, armed: ['z'] }, []],
    ['what waits for no timer', [onClick], { pageAt: 500, armed: ['a'] }, []],
    ['timers', [timer(1), onClick, timer(2.5)], { pageAt: 500, armed: ['z', 'a'] }, [1_500, 3_000]],
    ['timers, to the millisecond', [timer(0.0006), timer(0.0004)], { pageAt: 500, armed: ['a'] }, [501, 500]],
  ])('of the timers of %s (E7)', (_, triggers, of, dues) => {
    const { subject, candidate } = asked({ triggers }, of)
    expect(timersOf(candidate, subject)).toEqual(dues)
  })

  it('count from the one behind now', () => {
    expect(nextAfter(5, [])).toBe(null)
    expect(nextAfter(5, [3, 5, -never])).toBe(null)
    expect(nextAfter(5, [never])).toBe(null)
    expect(nextAfter(5, [9, 6, 5, 7])).toBe(6)
  })
})

describe('what a delivery is asked (E3)', () => {
  test.each([
    [true, [shown('a', 0)], 'already_seen'],
    [true, [shown('a', 0, { state: 'started' })], 'already_seen'],
    [true, [shown('z', 0)], null],
    [true, [], null],
    [false, [shown('a', 0)], null],
  ])('once %j, behind %j: %j', (once, interactions, code) => {
    const { subject, candidate } = asked({}, { interactions }, directed('d', { once }))
    expect(onceCheck.fails(candidate, subject, moment)).toBe(code)
  })
})

describe('until when an answer holds (E9)', () => {
  const page = { href, peek: true }
  const of = (...experiences: readonly Experience[]) => compile(catalog({ experiences }))
  const { now } = moment

  it('is the least turn behind now, of whatever candidate, whether or not it changes the answer', () => {
    const engine = of(
      tour('a'),
      tour('b', { publishedAt: 9_000, unpublishedAt: 10_000 }),
      tour('c', { urlRules: [{ url: 'elsewhere', matchType: 'simple' }], publishedAt: 8_000 }),
      tour('d', { publishedAt: 0, unpublishedAt: now }),
    )
    const who = (given: Partial<Delivery>) => seen({ deliveries: [directed('d1', given)], deliveryIds: ['d1'] })
    expect(validUntil(engine, who({}), page, now)).toBe(8_000)
    expect(validUntil(engine, who({ from: 7_000 }), page, now)).toBe(7_000)
    expect(validUntil(engine, who({ from: 500, until: 6_000 }), page, now)).toBe(6_001)
    expect(validUntil(engine, who({ from: 500, until: 999 }), page, now)).toBe(8_000)
    expect(validUntil(engine, who({ from: 500, until: 999 }), page, 9_500)).toBe(10_000)
    expect(validUntil(engine, who({}), page, 10_000)).toBe(null)
  })

  it('is the same for the busy, the disabled and the unseen', () => {
    const engine = of(tour('a', { publishedAt: 5_000 }))
    for (const given of [{ busy: true }, { disabled: true }, { seen: false }]) {
      expect(validUntil(engine, seen(given), page, now)).toBe(5_000)
    }
  })

  it('is when a timer is due that the page load arms; one that is only asked about arms none', () => {
    const timed = { triggers: [{ on: 'time_on_page', seconds: 4 }] as const }
    const engine = of(tour('a', timed), tour('b', { ...timed, segment: nobodys }))
    expect(validUntil(engine, seen(), { href }, now)).toBe(5_000)
    expect(validUntil(engine, seen({ pageAt: 500, armed: ['a'] }), page, now)).toBe(4_500)
    expect(validUntil(engine, seen({ pageAt: 500 }), page, now)).toBe(null)
    expect(validUntil(of(tour('a', { ...timed, segment: nobodys })), seen(), { href }, now)).toBe(null)
    expect(validUntil(of(tour('a', timed), tour('b')), seen(), { href }, now)).toBe(null)
  })

  it('is when a group, a recurrence and a snooze let go', () => {
    const limits = { kind: 'all' as const, rateLimitSize: 1, rateLimitKind: '1h' }
    const every = { kind: 'every', amount: 2, unit: 'hour' } as const
    const experiences = [tour('a', { recurrence: every })]
    const limited = compile(catalog({ experiences, limitGroups: [limitGroup({ id: 'g', ...limits })] }))
    const who = seen({ interactions: [shown('a', 100)] })
    expect(validUntil(limited, who, page, now)).toBe(100 + hourMs)
    expect(validUntil(limited, who, page, 100 + hourMs)).toBe(100 + 2 * hourMs)
    const snoozed = seen({ interactions: [shown('a', 100, { state: 'snoozed', deferUntil: 7_000 })] })
    expect(validUntil(of(...experiences), snoozed, page, now)).toBe(7_000)
  })

  it('is told by a session of the page that is open', () => {
    const engine = of(tour('a', { triggers: [{ on: 'time_on_page', seconds: 4 }] }), tour('b', { segment: nobodys }))
    const kept = session(engine, seen())
    expect(kept.validUntil(now)).toBe(null)
    kept.step({ type: 'page', at: now, href })
    expect(kept.validUntil(now)).toBe(5_000)
    expect(kept.validUntil(5_000)).toBe(null)
  })
})

describe('all that pass every check (E11)', () => {
  it('in order, deliveries first; none where all is held back at once', () => {
    const engine = compile(
      catalog({
        experiences: [
          tour('a'),
          tour('b', { segment: nobodys }),
          experience({ id: 's', kind: 'survey', publishedAt: 0 }),
        ],
      }),
    )
    const who = seen({ deliveries: [directed('d1', { from: 5_000 }), directed('d2')], deliveryIds: ['d1', 'd2'] })
    const page = { href, peek: true }
    expect(eligible(engine, who, page, moment.now)).toEqual([
      { id: 'd2', via: 'delivery', experienceId: 'a' },
      { id: 's', via: 'automatic', experienceId: 's' },
      { id: 'a', via: 'automatic', experienceId: 'a' },
    ])
    for (const given of [{ busy: true }, { disabled: true }, { seen: false }]) {
      expect(eligible(engine, { ...who, ...given }, page, moment.now)).toEqual([])
    }
  })
})
