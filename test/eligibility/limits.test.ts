import { describe, expect, it, test } from 'vitest'
import { counts, filledAt, roomAt, zoneOf } from '../../src/eligibility/limits.js'
import { Pasts } from '../../src/eligibility/past.js'
import type { CompiledGroup } from '../../src/engine/index.js'
import {
  catalog,
  compile,
  dayMs,
  hourMs,
  type Interaction,
  type LimitGroup,
  limitGroup,
  profile,
} from '../../src/index.js'
import { sessionGapMs, utc } from '../../src/model/index.js'
import { shown, tour } from './asked.js'

const east = { starts: [-8.64e15], offsetsMs: [6 * hourMs] }
const west = { starts: [-8.64e15], offsetsMs: [-6 * hourMs] }
const never = Number.POSITIVE_INFINITY

/** A group of everything tagged `t`: `a`, `b`, `c`, and `free`, which is exempt; `other` is in none. */
function groupOf(given: Partial<LimitGroup> = {}) {
  const engine = compile(
    catalog({
      experiences: [
        tour('a', { tagIds: ['t'] }),
        tour('b', { tagIds: ['t'] }),
        tour('c', { tagIds: ['t'] }),
        tour('free', { tagIds: ['t'], rateUnlimitAt: 0 }),
        tour('other'),
      ],
      limitGroups: [
        limitGroup({ id: 'g', kind: 'tags', tagIds: ['t'], rateLimitSize: 2, rateLimitKind: '1h', ...given }),
      ],
      zones: { East: east, West: west },
    }),
  )
  return { engine, group: engine.groups[0] as CompiledGroup }
}

describe('whether a show counts for a group (L7, L8)', () => {
  test.each([
    ['a', 'automatic', true, true],
    ['a', 'experiment', true, true],
    ['a', 'campaign', true, true],
    ['a', 'anything', true, true],
    ['a', 'delivery', false, true],
    ['a', 'link', false, true],
    ['a', 'api_js', false, true],
    ['a', 'launcher', false, true],
    ['free', 'automatic', false, true],
    ['free', 'delivery', false, true],
    ['other', 'automatic', false, false],
    ['other', 'delivery', false, false],
    ['ghost', 'automatic', false, false],
    ['ghost', 'delivery', false, false],
  ])('of %s by %s: %j, and %j where exempt ones count', (id, groupKind, plain, counting) => {
    for (const [exemptShows, holds] of [
      ['ignore', plain],
      ['count', counting],
    ] as const) {
      const { engine, group } = groupOf({ exemptShows })
      expect(counts(group, shown(id, 0, { groupKind }), engine.indexOf.get(id) ?? -1)).toBe(holds)
    }
  })
})

describe('the show that fills a group (L3, L9)', () => {
  const [a1, b2, a3, c4, a5] = [shown('a', 1), shown('b', 2), shown('a', 3), shown('c', 4), shown('a', 5)]
  const link = shown('b', 6, { groupKind: 'link' })
  const ghost = shown('ghost', 7)
  test.each<[string, Partial<LimitGroup>, readonly Interaction[], number]>([
    ['none of none', {}, [], -never],
    ['none where one of two showed', {}, [a1], -never],
    ['none where one of two showed twice', {}, [a1, a3], -never],
    ['the latest of the second most recent', {}, [a1, b2], 1],
    ['the latest of the second most recent, shown twice', {}, [a1, b2, a3], 2],
    ['the latest of the second most recent of three', {}, [a1, b2, a3, c4], 3],
    ['the same, whatever shows again', {}, [a1, b2, a3, c4, a5], 4],
    ['the same, past what counts nowhere', {}, [a1, b2, a3, c4, a5, link, ghost], 4],
    ['of one, the latest', { rateLimitSize: 1 }, [a1, b2, a3], 3],
    ['of three, the latest of the third', { rateLimitSize: 3 }, [a1, b2, a3, c4, a5], 2],
    ['of shows, the second latest', { count: 'shows' }, [a1, a3, a5], 3],
    ['of shows, none of one', { count: 'shows' }, [a1], -never],
    ['where the size is 0 it is full for ever (L10)', { rateLimitSize: 0 }, [], never],
  ])('%s', (_, given, interactions, at) => {
    const { engine, group } = groupOf(given)
    expect(filledAt(group, interactions, new Pasts(engine, profile('u', { interactions })))).toBe(at)
  })
})

describe('when there is room (L4, L5)', () => {
  const noon = Date.UTC(2029, 1, 7, 12) // a Wednesday
  test.each<[string, Partial<LimitGroup>, number]>([
    ['1h', {}, noon + hourMs],
    ['day', {}, Date.UTC(2029, 1, 8)],
    ['day', { zone: 'East' }, Date.UTC(2029, 1, 7, 18)],
    ['week', {}, Date.UTC(2029, 1, 12)],
    ['month', {}, Date.UTC(2029, 2, 1)],
    ['lifetime', {}, never],
  ])('behind a show, by %s %j', (rateLimitKind, given, at) => {
    const { engine, group } = groupOf({ rateLimitKind, ...given })
    expect(roomAt(group, noon, profile('u'), engine)).toBe(at)
  })

  it('always where nothing fills it, and never where its size is 0', () => {
    for (const rateLimitKind of ['1h', 'day', 'session', 'lifetime']) {
      const { engine, group } = groupOf({ rateLimitKind })
      expect(roomAt(group, -never, profile('u'), engine)).toBe(-never)
      expect(roomAt(group, never, profile('u'), engine)).toBe(never)
    }
  })

  test.each([
    ['no page was loaded yet', null, null, 1_000, 1_001],
    ['no page was loaded yet that is known of', null, 500, 1_000, 1_001],
    ['no session is known', 500, null, 1_000, 1_001],
    ['it showed before the session', 900, 500, 499, -never],
    ['it showed as the session began', 900, 500, 500, 900 + sessionGapMs + 1],
    ['it showed in the session', 900, 500, 901, 900 + sessionGapMs + 1],
    ['it showed long behind its last page', 900, 500, 901 + sessionGapMs, 902 + sessionGapMs],
  ])('by session where %s', (_, pageAt, sessionStartedAt, filled, at) => {
    const { engine, group } = groupOf({ rateLimitKind: 'session' })
    expect(roomAt(group, filled, profile('u', { pageAt, sessionStartedAt }), engine)).toBe(at)
  })
})

describe('the zone of a calendar window (L5, T8)', () => {
  test.each([
    [null, {}, utc],
    [null, { zone: 'West' }, west],
    ['East', {}, east],
    ['East', { zone: 'West' }, east],
    [null, { zone: 'Nowhere' }, utc],
    [null, { zone: 6 }, utc],
    [null, { zone: null }, utc],
  ])('of a group with %j and a profile with %j', (zone, traits, is) => {
    const { engine, group } = groupOf({ rateLimitKind: 'day', zone })
    expect(zoneOf(engine, group, profile('u', { traits }))).toBe(is)
    const west = profile('u', { traits: Object.create({ zone: 'West' }) })
    expect(zoneOf(engine, group, west)).toBe(zone === null ? utc : east)
  })

  it('says when its day is over', () => {
    const { engine, group } = groupOf({ rateLimitKind: 'day' })
    expect(roomAt(group, 7 * hourMs, profile('u', { traits: { zone: 'West' } }), engine)).toBe(dayMs + 6 * hourMs)
  })
})
