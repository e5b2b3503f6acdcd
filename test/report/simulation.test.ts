import { beforeAll, describe, expect, it } from 'vitest'
import { report } from '../../src/report/index.js'
import { rowsOf, sectionOf, textOf } from './read-page.js'
import { allResults, catalogOf, simulation, yearOf } from './results.js'

const catalog = catalogOf(`
experiences:
  - { id: a, kind: survey, name: First, published_at: 2029-01-01 }
  - { id: b, kind: tour, published_at: 2029-01-01, triggers: [ { on: click, element: '#a' } ] }
limit_groups:
  - { id: hourly, kind: all, rate_limit_size: 1, rate_limit_kind: 1h }
  - { id: never, kind: campaigns, campaign_ids: [b], rate_limit_size: 9, rate_limit_kind: 1d }
`)
const at = (time: string, day = 3): string => `2029-02-0${day}T${time}Z`
const load = (profile_id: string, time: string, day?: number): object => ({ profile_id, at: at(time, day), href: '/' })

// u1: 10:00 a shows, and b comes after it. 10:30 a has ended, and the group is full; so is b. 11:00 there is room: a has
// ended, b waits, and at 11:05 a click shows it. u2: on the next day a shows, and b comes after it. u3 is only named.
const trace = [
  load('u1', '10:00:00'),
  load('u1', '10:30:00'),
  load('u1', '11:00:00'),
  { type: 'trigger', on: 'click', element: '#a', at: at('11:05:00'), profile_id: 'u1' },
  { type: 'identify', at: at('12:00:00'), profile_id: 'u3' },
  load('u2', '10:00:00', 5),
]

describe('the page of a simulation', () => {
  let page: string

  beforeAll(async () => {
    page = report(await simulation(catalog, trace))
  })

  it('says what it is about', () => {
    expect(textOf(page)).toContain('What showed, 3 to 5 Feb 2029')
    expect(textOf(page)).toContain('4 page loads of 3 people, replayed against a catalog')
    // On two of four page loads, to two of three people; the show at 11:05 came later.
    expect(textOf(page)).toContain('With a show50 % 2 page loads, and 1 show later on a trigger or timer')
    expect(textOf(page)).toContain('People reached66.7 % 2 were shown something')
  })

  it('says of what is only compared with the truth that it would have shown, and to nobody', async () => {
    // Nothing becomes history, so a would show on each of the four page loads.
    const compared = textOf(report(await simulation(catalog, trace, { recorded: 'compare' })))
    expect(compared).toContain('replayed against a catalog: what would have shown on each')
    expect(compared).toContain('With a show predicted100 % 4 page loads')
    expect(compared).not.toContain('People reached')
  })

  it('says why calls were refused, the first five of them', async () => {
    const call = { type: 'deliver', profile_id: 'u1', model_kind: 'tour', model_id: 'no<where>' }
    const calls = Array.from({ length: 6 }, (_, k) => ({ ...call, id: `d${k}`, at: at('13:00:00') }))
    const refused = textOf(sectionOf(report(await simulation(catalog, [...trace, ...calls])), 'trust'))
    expect(refused).toContain('6 lines were refused, such as')
    // The trace has six lines before them.
    expect(refused).toMatch(/line 7: deliver "d0": 404 model_id: .*no<where>/)
    expect([...refused.matchAll(/line \d+: deliver/g)]).toHaveLength(5)
  })

  it('has shows and holds by day', () => {
    // Held: recurrence and rate_limited on two page loads each (a and b at 10:30 differ), armed and outranked.
    const days = sectionOf(page, 'days')
    expect([...days.matchAll(/<th scope="col">([^<]+)/g)].map(([, head]) => head)).toEqual([
      'Page loads',
      'Shows by itself',
      'Shows by delivery',
      'it ended, and its recurrence has not let go',
      'something else goes first',
      'waits for a trigger',
      'a limit group is full',
    ])
    expect(rowsOf(page, 'days-table')).toEqual([
      ['3 Feb 2029', '3', '2', '0', '2', '1', '1', '1'],
      ['5 Feb 2029', '1', '1', '0', '0', '1', '0', '0'],
    ])
    expect(textOf(days)).toContain('3 shows in 2 days, the most, 2, on 3 Feb 2029.')
    // Three slots, the one in the middle empty: the marks are on the first and the third.
    expect(days).toContain('data-slots="3" data-at="0 2"')
  })

  it('has reach and fatigue', () => {
    expect(rowsOf(page, 'reach-table')).toEqual([
      ['First a', 'survey', '2', '2', '0', '66.7 %'],
      ['b', 'tour', '1', '1', '0', '33.3 %'],
    ])
    // In seven days u3 saw nothing, u2 one and u1 two.
    expect(rowsOf(page, 'fatigue-table').map((row) => row.join(' '))).toEqual([
      '0 1 33.3 %',
      '1 1 33.3 %',
      '2 1 33.3 %',
    ])
  })

  it('has a funnel for each experience, with what stood alone in the way', () => {
    // a was near on all four page loads; b too, and showed by the click on the page on which it waited.
    expect(rowsOf(page, 'funnel-table')).toEqual([
      ['First a', '4', '2', '2', '0', '0', '0', '1', '0', '0', '0', '0'],
      ['b', '4', '1', '0', '2', '1', '1', '0', '0', '1', '0', '0'],
    ])
    const bars = [...sectionOf(page, 'funnel').matchAll(/<span class="bar">(.*?)<\/span>/g)].map(([, bar = '']) =>
      [...bar.matchAll(/width:([\d.]+)%;background:var\(--(\w+)\)/g)].map(([, width, tone]) => `${tone} ${width}`),
    )
    expect(bars).toEqual([
      ['shown 50', 'past 50'],
      // Where it waited and was triggered, it showed.
      ['shown 25', 'other 50', 'limit 25'],
    ])
    expect(textOf(sectionOf(page, 'funnel'))).toContain(
      'near on 100 % of page loads; alone in the way: it ended, and its recurrence has not let go (1)',
    )
  })

  it('has how full limits were, day by day', () => {
    expect(rowsOf(page, 'groups-table')).toEqual([
      ['3 Feb 2029', '1'],
      ['5 Feb 2029', '1'],
    ])
    const text = textOf(sectionOf(page, 'groups'))
    // From 10:00 to 11:00, and from 11:05, where the life of u1 ends; for u2 no time at all.
    expect(text).toContain('hourly full for 2 people (66.7 %), 30 min each on average, mostly filled by a')
  })
})

describe('deliveries', () => {
  it('are told by what became of them, and by how long they took', async () => {
    const deliver = { type: 'deliver', profile_id: 'u1', model_kind: 'survey', model_id: 'a' }
    const { result } = await simulation(catalog, [
      load('u1', '08:00:00'),
      { ...deliver, at: at('10:00:00'), id: 'd1' },
      { ...deliver, at: at('10:00:00'), id: 'd2', until: at('10:30:00') },
      load('u1', '10:10:00'),
      load('u1', '12:00:00'),
    ])
    const page = report({ kind: 'simulation', result })
    // The newest goes first: d2 shows at 10:10, d1 at 12:00.
    expect(rowsOf(page, 'deliveries-table')[0]).toEqual(['all', '2', '2', '0', '0', '0', '0'])
    expect(textOf(sectionOf(page, 'time-to-show'))).toContain(
      'Half of those that showed did so within 10 min of being made',
    )
    expect(rowsOf(page, 'time-to-show-table').filter(([, count]) => count !== '0')).toEqual([
      ['< 1 h', '1', '50 %'],
      ['< 6 h', '1', '50 %'],
    ])
  })
})

describe('what there is little of', () => {
  it('is an empty trace', async () => {
    const page = report(await simulation(catalog, []))
    expect(textOf(page)).toContain('The trace is empty: nothing was replayed.')
    expect(textOf(page)).toContain('the page loads would have been the same whatever was shown')
    expect(page).not.toContain('<table')
  })

  it('is one event that is no page load', async () => {
    const page = report(await simulation(catalog, [{ type: 'identify', at: at('10:00:00'), profile_id: 'u1' }]))
    expect(textOf(page)).toContain('No page was loaded: 1 event of 1 person.')
  })

  it('is one person with one page load', async () => {
    const page = report(await simulation(catalog, [load('u1', '10:00:00')]))
    expect(textOf(page)).toContain('1 page load of 1 person')
    expect(rowsOf(page, 'days-table')).toEqual([['3 Feb 2029', '1', '1', '0', '1']])
    expect(rowsOf(page, 'fatigue-table')).toEqual([
      ['0', '0', '0 %'],
      ['1', '1', '100 %'],
    ])
  })
})

describe('what there is much of', () => {
  it('is bounded: of 10,000 experiences the ones with the largest figures are drawn, in show order', async () => {
    const { result } = await simulation(catalog, trace)
    const [one] = result.experiences
    if (one === undefined) throw new Error('there is one')
    // The larger its number, the more often held back; every third was never near.
    const experiences = Array.from({ length: 10_000 }, (_, k) => ({
      ...one,
      id: `e${k}`,
      name: null,
      automatic: 0,
      users: k,
      holds: k % 3 === 0 ? {} : { rate_limited: k },
    }))
    const page = report({ kind: 'simulation', result: { ...result, profiles: 10_000, experiences } })
    const drawn = [...sectionOf(page, 'funnel').matchAll(/<span class="name"><bdi>(e\d+)/g)].map(([, id]) => id)
    expect(drawn).toHaveLength(30)
    expect([drawn[0], drawn.at(-1)]).toEqual(['e9955', 'e9998'])
    expect(textOf(sectionOf(page, 'funnel'))).toContain('6,636 experiences more with smaller figures are not drawn.')
    expect(rowsOf(page, 'funnel-table')).toHaveLength(200)
    expect(textOf(sectionOf(page, 'funnel'))).toContain('6,466 more rows with smaller figures left out here')
    expect(rowsOf(page, 'reach-table')).toHaveLength(200)
    expect(page.length).toBeLessThan(600_000)
  })

  it('takes at most 600 kB for a year of days', async () => {
    const [simulated] = await allResults()
    if (simulated?.kind !== 'simulation') throw new Error('the first one is a simulation')
    const page = report(yearOf(simulated))
    expect(rowsOf(page, 'days-table')).toHaveLength(365)
    expect(Buffer.byteLength(page)).toBeLessThan(600_000)
  })

  it('is by the week, where there are more days than columns', async () => {
    const [simulated] = await allResults()
    if (simulated?.kind !== 'simulation') throw new Error('the first one is a simulation')
    const page = report(yearOf(simulated, 731))
    const rows = rowsOf(page, 'days-table')
    // From Monday, 1 January 2029, to the last day of 2030, a Tuesday.
    expect(rows).toHaveLength(105)
    expect(rows[0]?.[0]).toBe('week of 1 Jan 2029')
    const loads = simulated.result.days.map(({ page_loads }) => page_loads)
    const week = loads.slice(0, 7).reduce((sum, count) => sum + count, 0)
    expect(rows[0]?.[1]).toBe(String(week))
  })
})
