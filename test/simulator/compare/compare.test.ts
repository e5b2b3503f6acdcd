import { describe, expect, it } from 'vitest'
import { mostEvents } from '../../../src/simulator/batch.js'
import type { Pair } from '../../../src/simulator/compare/answer.js'
import { type CompareOptions, compare } from '../../../src/simulator/compare/compare.js'
import { isChanged } from '../../../src/simulator/compare/comparison.js'
import { catalogOf, load, traceOf } from './traces.js'

const live = 'published_at: 2029-01-01'
const catalog = (experiences: string, groups = ''): ReturnType<typeof catalogOf> =>
  catalogOf(`experiences:\n${experiences}\n${groups === '' ? '' : `limit_groups:\n${groups}\n`}`)

const nps = `  - { id: nps, kind: survey, ${live} }`
const tip = `  - { id: tip, kind: tour, ${live}, recurrence: { kind: page } }`

describe('what became of an answer', () => {
  it('is gained, lost, moved or unchanged, by what shows', async () => {
    // Before: nps, then nothing, since it shows once only. After: tip, on both page loads. u2 has one page load.
    const trace = [load('u1', '10:00:00'), load('u2', '10:00:00'), load('u1', '11:00:00')]
    const { comparison } = await compare(catalog(nps), catalog(tip), traceOf(trace))
    expect(comparison.pageLoads).toEqual({ unchanged: 0, gained: 1, lost: 0, moved: 2, unknown: 0 })
    expect(comparison.shows).toEqual({ before: 2, after: 3 })
    expect(comparison.reached).toEqual({ before: 2, after: 2 })
    expect(comparison).toMatchObject({ profiles: 2, changedProfiles: 2 })
    const back = await compare(catalog(tip), catalog(nps), traceOf(trace))
    expect(back.comparison.pageLoads).toEqual({ unchanged: 0, gained: 0, lost: 1, moved: 2, unknown: 0 })
  })

  it('is moved where the same shows in another way', async () => {
    const deliver = {
      type: 'deliver',
      at: '2029-02-03T09:00:00Z',
      profile_id: 'u1',
      model_kind: 'tour',
      model_id: 'tip',
    }
    const seen = { type: 'identify', at: '2029-02-03T09:00:00Z', profile_id: 'u1' }
    const trace = traceOf([seen, deliver, load('u1', '10:00:00')])
    // As a survey it is no tour that could be delivered, so the call is refused, and it shows by itself.
    const asSurvey = catalog(tip.replace('kind: tour', 'kind: survey'))
    const moved = await compare(catalog(tip), asSurvey, trace)
    expect(moved.comparison.pageLoads).toEqual({ unchanged: 0, gained: 0, lost: 0, moved: 1, unknown: 0 })
    expect(moved.comparison.experiences).toMatchObject([{ id: 'tip', movedTo: 1, movedFrom: 1, gained: 0, lost: 0 }])
    expect(moved.comparison.deliveries).toEqual({ shown: { away: 1 } })
    // Refused, too, where the catalog has no such tour.
    const none = catalog(`  - { id: other, kind: tour, published_at: 2030-01-01 }`)
    const gained = await compare(none, catalog(tip), trace)
    expect(gained.comparison.pageLoads).toMatchObject({ gained: 1 })
    expect(gained.comparison.deliveries).toEqual({ away: { shown: 1 } })
  })

  it('is told of triggers and timers beside page loads', async () => {
    const clicked = (seconds: string): string => `  - { id: tip, kind: tour, ${live}, triggers: [ ${seconds} ] }`
    const trigger = { type: 'trigger', at: '2029-02-03T10:00:20Z', profile_id: 'u1', on: 'click', element: '#help' }
    const trace = traceOf([load('u1', '10:00:00'), trigger, load('u1', '10:05:00')])
    const before = catalog(clicked('{ on: click, element: "#help" }'))
    const after = catalog(clicked('{ on: time_on_page, seconds: 10 }'))
    const pairs: Pair[] = []
    const { comparison } = await compare(before, after, trace, { onChange: (pair) => pairs.push(pair) })
    // The timer at 10:00:10 shows it after, the click at 10:00:20 before. Both page loads show nothing either way.
    expect(comparison.pageLoads).toEqual({ unchanged: 2, gained: 0, lost: 0, moved: 0, unknown: 0 })
    expect(comparison.triggers).toEqual({ unchanged: 0, gained: 1, lost: 1, moved: 0, unknown: 0 })
    expect(pairs.map(({ on, change, line, at }) => [on, change, line, new Date(at).toISOString()])).toEqual([
      ['timer', 'gained', 2, '2029-02-03T10:00:10.000Z'],
      ['trigger', 'lost', 2, '2029-02-03T10:00:20.000Z'],
    ])
    expect(comparison.days).toEqual([['2029-02-03', { unchanged: 2, gained: 1, lost: 1, moved: 0, unknown: 0 }]])
    expect(comparison.examples).toEqual([])
    expect(isChanged(comparison)).toBe(true)
  })

  it('is told by UTC day', async () => {
    // Before: nps to u1 on the 3rd, to u2 on the 4th, and nothing more. After: tip each time.
    const trace = [
      load('u1', '23:59:59'),
      load('u1', '00:00:00', 4),
      load('u2', '12:00:00', 4),
      load('u2', '12:00:00', 6),
    ]
    const { comparison } = await compare(catalog(nps), catalog(tip), traceOf(trace))
    const nothing = { unchanged: 0, gained: 0, lost: 0, moved: 0, unknown: 0 }
    expect(comparison.days).toEqual([
      ['2029-02-03', { ...nothing, moved: 1 }],
      ['2029-02-04', { ...nothing, gained: 1, moved: 1 }],
      ['2029-02-06', { ...nothing, gained: 1 }],
    ])
  })

  it('is unknown where it hangs on a trait that the trace never named', async () => {
    const forPlan = (conditions: string): string => `  - { id: nps, kind: survey, ${live}, segment: ${conditions} }`
    const pro = forPlan('{ fact: plan, operator: equal, value: pro }')
    const identify = { type: 'identify', at: '2029-02-03T09:00:00Z', profile_id: 'u2', traits: { plan: 'free' } }
    const gone = { type: 'identify', at: '2029-02-03T09:00:00Z', profile_id: 'u3', traits: { plan: null } }
    const trace = traceOf([
      identify,
      gone,
      load('u1', '10:00:00'), // nothing was ever said of a plan
      load('u2', '10:00:00'), // another plan, for certain
      load('u3', '10:00:00'), // no plan, for certain
    ])
    const { comparison } = await compare(catalog(nps), catalog(pro), trace)
    expect(comparison.pageLoads).toEqual({ unchanged: 0, gained: 0, lost: 2, moved: 0, unknown: 1 })
    // The shows are what was replayed; what became of the unknown one is not said.
    expect(comparison.experiences[0]).toMatchObject({ shows: { before: 3, after: 0 }, gained: 0, lost: 2 })
    const unknownOnly = await compare(catalog(nps), catalog(pro), traceOf([load('u1', '10:00:00')]))
    expect(isChanged(unknownOnly.comparison)).toBe(false)
  })
})

describe('who is worse off', () => {
  it('is who has more shows in some seven days, and who lost every show', async () => {
    const [one, two] = [1, 2].map((size) =>
      catalog(
        `${nps}\n  - { id: csat, kind: survey, ${live}, position: 1 }`,
        `  - { id: weekly, kind: survey, rate_limit_size: ${size}, rate_limit_kind: 7d }`,
      ),
    ) as [ReturnType<typeof catalogOf>, ReturnType<typeof catalogOf>]
    // u1 comes back within the week: a second survey, in the same seven days. u2 comes back after exactly a week: the
    // second survey either way, and the windows are half-open, so never two in one.
    const trace = [
      load('u1', '10:00:00', 1),
      load('u2', '10:00:00', 1),
      load('u1', '10:00:00', 2),
      load('u2', '10:00:00', 8),
    ]
    const { comparison } = await compare(one, two, traceOf(trace))
    expect(comparison.tired).toEqual({ profiles: 1, worst: [{ profileId: 'u1', before: 1, after: 2 }] })
    expect(comparison.unreached).toEqual({ profiles: 0, worst: [] })
    const none = await compare(one, catalog(`  - { id: nps, kind: survey }`), traceOf(trace))
    expect(none.comparison.unreached).toEqual({
      profiles: 2,
      worst: [
        { profileId: 'u2', before: 2, after: 0 }, // hit most
        { profileId: 'u1', before: 1, after: 0 },
      ],
    })
  })
})

describe('the examples', () => {
  const forTen = catalog(`${tip}`, '  - { id: daily, kind: all, rate_limit_size: 1, rate_limit_kind: 1d }')

  it('are those with the fewest changes, then by id, ten at most, with both explanations', async () => {
    // tip shows on every page load before, once a day after: the second page load of each is lost, u0 loses two.
    const ids = ['u0', ...Array.from({ length: 11 }, (_, k) => `u${20 - k}`)]
    const trace = [
      ...ids.map((id) => load(id, '10:00:00')),
      ...ids.map((id) => load(id, '11:00:00')),
      load('u0', '12:00:00'),
    ]
    const { comparison } = await compare(catalog(tip), forTen, traceOf(trace))
    expect(comparison.pageLoads).toMatchObject({ unchanged: 12, lost: 13 })
    const expected = ['u10', 'u11', 'u12', 'u13', 'u14', 'u15', 'u16', 'u17', 'u18', 'u19']
    expect(comparison.examples.map(({ profileId }) => profileId)).toEqual(expected)
    // The first lines are the twelve of 10:00, the last id of which is u10.
    expect(comparison.examples[0]).toMatchObject({
      changes: 1,
      line: 24,
      explained: {
        before: { outcome: 'show', winner: 'tip', at: '2029-02-03T11:00:00Z' },
        after: { outcome: 'none', candidates: [{ id: 'tip', code: 'rate_limited', next_at: '2029-02-04T10:00:00Z' }] },
      },
    })
  })

  it('are explained by another reading where what is needed was not kept', async () => {
    // Of 512 profiles with one change the 256 first by id are kept. Then, in the next batch, the 300 first change once
    // more, so that the clearest are among those that were let go. What fills the batch loads another page.
    const onApp = (text: string): string =>
      text.replace('kind: tour', 'kind: tour, url: [ { url: app, match_type: simple } ]')
    const daily = '  - { id: daily, kind: all, rate_limit_size: 1, rate_limit_kind: 1d }'
    const [before, after] = [catalog(onApp(tip)), catalog(onApp(tip), daily)]
    const ids = Array.from({ length: 512 }, (_, k) => `u${100 + k}`)
    const filler = { ...load('filler', '10:30:00'), href: 'https://www.example.org/' }
    let readings = 0
    const source = traceOf(
      [
        ...ids.flatMap((id) => [load(id, '10:00:00'), load(id, '10:10:00')]),
        ...Array.from({ length: mostEvents }, () => filler),
        ...ids.slice(0, 300).map((id) => load(id, '11:00:00')),
      ],
      () => {
        readings += 1
      },
    )
    const { comparison } = await compare(before, after, source)
    expect(comparison.pageLoads).toMatchObject({ lost: 812 })
    expect(comparison.examples.map(({ profileId, changes }) => [profileId, changes])).toEqual(
      Array.from({ length: 10 }, (_, k) => [`u${400 + k}`, 1]),
    )
    for (const { explained } of comparison.examples) {
      expect(explained).toMatchObject({
        before: { winner: 'tip' },
        after: { winner: null, at: '2029-02-03T10:10:00Z' },
      })
    }
    expect(readings).toBe(2)
  })
})

describe('the trace', () => {
  const trace = [load('u1', '10:00:00'), load('u2', '10:00:00'), load('u1', '11:00:00'), load('u2', '11:30:00')]

  const changesOf = async (events: readonly object[], options: CompareOptions = {}): Promise<readonly string[]> => {
    const changes: string[] = []
    await compare(catalog(nps), catalog(tip), traceOf(events), {
      ...options,
      onChange: ({ profileId, at, change }) =>
        changes.push(`${profileId} ${new Date(at).toISOString().slice(11, 16)} ${change}`),
      onRestart: () => changes.splice(0),
    })
    return changes
  }

  it('is read once', async () => {
    let readings = 0
    await compare(
      catalog(nps),
      catalog(tip),
      traceOf(trace, () => (readings += 1)),
    )
    expect(readings).toBe(1)
  })

  it('has its changes told in its own order', async () => {
    expect(await changesOf(trace)).toEqual(['u1 10:00 moved', 'u2 10:00 moved', 'u1 11:00 gained', 'u2 11:30 gained'])
  })

  it('is sorted where it is out of order, and comes to the same', async () => {
    const told = await changesOf([...trace].reverse())
    expect([...told].sort()).toEqual([...(await changesOf(trace))].sort())
    const { comparison, trace: report } = await compare(catalog(nps), catalog(tip), traceOf([...trace].reverse()))
    expect(report).toMatchObject({ moved: 2, events: 4 })
    expect(comparison.pageLoads).toMatchObject({ moved: 2, gained: 2 })
  })

  it('may edit both catalogs, of which one may refuse', async () => {
    // tip is taken from its pages for both; nps is of another kind in the second catalog, which refuses that edit.
    const edit = {
      type: 'catalog',
      at: '2029-02-03T10:30:00Z',
      experiences: [{ id: 'nps', kind: 'survey', name: 'NPS' }],
    }
    const asTour = catalog(`  - { id: nps, kind: tour, ${live} }`)
    const { refusedEdits, comparison } = await compare(catalog(nps), asTour, traceOf([...trace, edit]))
    expect(refusedEdits).toEqual({ before: 0, after: 1 })
    expect(comparison.pageLoads).toMatchObject({ unchanged: 4 })
  })

  it('may have duplicates, and lines that cannot be read', async () => {
    const twice = { ...load('u1', '10:00:00'), event_id: 'e1' }
    const { trace: report, comparison } = await compare(
      catalog(nps),
      catalog(tip),
      traceOf([twice, twice, { at: 'yesterday', profile_id: 'u1', href: '/' }]),
    )
    expect(report).toMatchObject({ duplicates: 1, unreadable: 1, events: 2 })
    expect(comparison.pageLoads).toMatchObject({ moved: 1 })
    const strict = await compare(catalog(nps), catalog(tip), traceOf([{ at: 'yesterday' }, twice]), { strict: true })
    expect(strict).toMatchObject({ isPartial: true, comparison: { profiles: 0 } })
  })
})
