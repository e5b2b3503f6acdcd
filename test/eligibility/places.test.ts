import { deepStrictEqual as same } from 'node:assert/strict'
import { describe, it } from 'vitest'
import { candidateId } from '../../src/eligibility/candidate.js'
import { visitNear } from '../../src/eligibility/near.js'
import { Subject } from '../../src/eligibility/subject.js'
import type { Engine } from '../../src/engine/index.js'
import { catalog, compile, decide, type Experience, limitGroup, type Profile, profile } from '../../src/index.js'
import { directed, href, nobodys, onClick, shown, those, tour } from './asked.js'

// Sets hold 32 experiences in a word. Whatever holds for one must hold in every word, at its ends and in its middle.

const size = 100
const ids = Array.from({ length: size }, (_, k) => `e${String(k).padStart(2, '0')}`) // show order is by id
const places = [0, 1, 30, 31, 32, 33, 47, 63, 64, 65, 95, 96, 99]
const now = 1_000
const page = { href, peek: true }

const engineOf = (given: (k: number) => Partial<Experience>) =>
  compile(
    catalog({
      experiences: ids.map((id, k) => tour(id, given(k))),
      limitGroups: [limitGroup({ id: 'g', kind: 'tags', tagIds: ['t'], rateLimitSize: 0, rateLimitKind: '1h' })],
    }),
  )
const who = (given: Partial<Profile> = {}): Profile =>
  profile('u', { seen: true, traits: { is: 'me', percent: 50 }, ...given })

/** What came near: ids with their codes. */
function nearOf(engine: Engine, given: Profile): readonly (readonly [string, string])[] {
  const near: (readonly [string, string])[] = []
  visitNear(new Subject(engine, given), { now, href, trigger: null }, (candidate, code) => {
    near.push([candidateId(candidate), code])
  })
  return near
}

describe.each(places)('the only one that nothing holds back, at place %i', (place) => {
  const onlyOthers = (given: Partial<Experience>) => engineOf((k) => (k === place ? {} : given))
  const wins = (engine: Engine, given = who()) => {
    const decision = decide(engine, given, page, now)
    same(decision.outcome === 'show' && decision.via === 'automatic' && decision.experienceId, ids[place])
  }
  /** Near is everything, and before and behind the winner they are held by `code`. */
  const allNear = (engine: Engine, code: string, given = who()) => {
    wins(engine, given)
    same(
      nearOf(engine, given),
      ids.map((id, k) => [id, k === place ? 'shown' : code]),
    )
  }

  it('by segment', () => {
    const engine = onlyOthers({ segment: nobodys })
    wins(engine)
    same(nearOf(engine, who()), [[ids[place], 'shown']])
  })

  it('by segment, being in its own', () => {
    const engine = engineOf((k) => ({ segment: k === place ? those('me') : nobodys }))
    wins(engine)
    same(nearOf(engine, who()), [[ids[place], 'shown']])
  })

  it('by publication', () => {
    const engine = onlyOthers({ publishedAt: now + 1 })
    wins(engine)
    same(nearOf(engine, who()), [[ids[place], 'shown']])
  })

  it('by history', () => {
    const interactions = ids.flatMap((id, k) => (k === place ? [] : [shown(id, 0)]))
    allNear(onlyOthers({}), 'recurrence', who({ interactions }))
  })

  it('by snoozes', () => {
    const snoozed = { state: 'snoozed', deferUntil: now + 1 } as const
    const interactions = ids.map((id, k) => shown(id, 0, { ...snoozed, ...(k === place && { deferUntil: now }) }))
    allNear(onlyOthers({}), 'snoozed', who({ interactions }))
  })

  it('by control group', () => {
    allNear(onlyOthers({ experimentRange: [50, 51] }), 'control_group')
    allNear(
      engineOf((k) => ({ experimentRange: k === place ? [51, 50] : [50, 51] })),
      'control_group',
    )
  })

  it('by limits', () => allNear(onlyOthers({ tagIds: ['t'] }), 'rate_limited'))

  it('by triggers: those before it are armed, those behind it outranked', () => {
    const engine = onlyOthers({ triggers: [onClick] })
    wins(engine)
    same(
      nearOf(engine, who()),
      ids.map((id, k) => [id, k < place ? 'armed' : k === place ? 'shown' : 'outranked']),
    )
    const rest = onlyOthers({ triggers: [onClick], segment: nobodys })
    same(nearOf(rest, who()), [[ids[place], 'shown']])
  })

  it('by what is armed, where it too waits for a trigger', () => {
    const engine = engineOf((k) => ({ triggers: [onClick], segment: k <= place ? null : nobodys }))
    const armed = ids.slice(0, place + 1)
    same(decide(engine, who(), page, now), { outcome: 'none', events: [], armed })
    same(
      nearOf(engine, who()),
      armed.map((id) => [id, 'armed']),
    )
  })

  it('by nothing but what comes before it', () => {
    const engine = engineOf((k) => (k < place ? { segment: nobodys } : {}))
    wins(engine)
    same(
      nearOf(engine, who()),
      ids.slice(place).map((id, k) => [id, k === 0 ? 'shown' : 'outranked']),
    )
  })
})

it('a group holds back what is in it, whatever its place in the catalog', () => {
  const many = Array.from({ length: 120 }, (_, k) => k)
  for (const full of [0, 1, 31, 32, 33, 83, 116, 119]) {
    const limitGroups = many.map((k) =>
      limitGroup({
        id: `g${k}`,
        kind: 'campaigns',
        campaignIds: [`e${k}`],
        rateLimitSize: k === full ? 0 : 1,
        rateLimitKind: '1h',
      }),
    )
    for (const k of many) {
      const engine = compile(catalog({ experiences: [tour(`e${k}`)], limitGroups }))
      same(decide(engine, who(), page, now).outcome, k === full ? 'none' : 'show')
    }
  }
})

describe('what came near, deliveries among it', () => {
  const engine = compile(
    catalog({
      experiences: [
        tour('a'),
        tour('b', { segment: nobodys }),
        tour('c', { publishedAt: null }),
        tour('d', {
          triggers: [onClick],
          startUrl: 'https://app.example.com/start',
          urlRules: [{ url: 'start', matchType: 'simple' }],
        }),
        tour('e', { triggers: [onClick] }),
        tour('f', { experimentRange: [50, 51] }),
        tour('g'),
      ],
    }),
  )
  const pending = (...deliveries: readonly ReturnType<typeof directed>[]) =>
    who({ deliveries, deliveryIds: deliveries.map(({ id }) => id), interactions: [shown('g', 0)] })
  const discarded = directed('d1', { modelId: 'b', useSegmentation: true })
  const waits = directed('d2', { modelId: 'c' })
  const offPage = directed('d3', { modelId: 'd', skipUrlMatch: false })
  const armed = directed('d4', { modelId: 'e', skipTriggers: false })
  const early = directed('d5', { from: now + 1 })
  const sends = directed('d6', { modelId: 'd', skipUrlMatch: false, redirect: true })
  const shows = directed('d7')

  it('is what was discarded, and no delivery that is not live or not on its page', () => {
    same(nearOf(engine, pending(discarded, waits, offPage, armed, early)), [
      ['d1', 'segment_mismatch'],
      ['d4', 'armed'],
      ['d5', 'before_from'],
      ['a', 'shown'],
      ['e', 'outranked'],
      ['f', 'control_group'],
      ['g', 'recurrence'],
    ])
  })

  it.each([
    ['shows', shows, 'shown'],
    ['redirects', sends, 'redirected'],
  ])('is outranked behind a delivery that %s', (_, first, code) => {
    same(nearOf(engine, pending(first, discarded, waits)), [
      [first.id, code],
      ['d1', 'outranked'],
      ['d2', 'outranked'],
      ['a', 'outranked'],
      ['e', 'outranked'],
      ['f', 'control_group'],
      ['g', 'recurrence'],
    ])
  })

  it.each([
    ['busy', { busy: true, disabled: true, seen: false }, 'busy'],
    ['disabled', { disabled: true, seen: false }, 'profile_disabled'],
    ['never seen', { seen: false }, 'profile_unseen'],
  ])('is all the same where the profile is %s (X2)', (_, given, code) => {
    same(
      nearOf(engine, { ...pending(shows, waits), ...given }),
      ['d7', 'd2', 'a', 'e', 'f', 'g'].map((id) => [id, code]),
    )
  })

  it('is judged by what is there by now', () => {
    const subject = new Subject(engine, who())
    const codes = (given: Profile) => {
      subject.profile = given
      const found: string[] = []
      visitNear(subject, { now, href, trigger: null }, ({ experience }, code) => {
        found.push(`${experience.source.id} ${code}`)
      })
      return found
    }
    const before = codes(who())
    same(before, ['a shown', 'e outranked', 'f control_group', 'g outranked'])
    same(codes(who({ traits: { is: 'nobody', percent: 51 }, interactions: [shown('a', 0)] })), [
      'a recurrence',
      'b shown',
      'e outranked',
      'f outranked',
      'g outranked',
    ])
    same(codes(who()), before)
  })
})
