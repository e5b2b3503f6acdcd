import { describe, expect, it } from 'vitest'
import { report } from '../../src/report/index.js'
import { rowsOf, sectionOf, textOf } from './read-page.js'
import { catalogOf, story } from './results.js'

const catalog = catalogOf(`
experiences:
  - { id: nps, kind: survey, published_at: 2029-01-01 }
  - { id: tip, kind: tour, published_at: 2029-01-01, recurrence: { kind: page } }
limit_groups:
  - { id: hourly, kind: all, rate_limit_size: 1, rate_limit_kind: 1h }
  - { id: never, kind: tour, rate_limit_size: 0, rate_limit_kind: 1d }
`)
const at = (time: string): string => `2029-02-03T${time}Z`
const load = (time: string): object => ({ profile_id: 'u1', at: at(time), href: 'https://x.test/' })
// 10:00 nps shows. 10:30 the group is full. 14:00 nps has ended, and tip may never show.
const trace = [
  { type: 'identify', profile_id: 'u1', at: at('09:00:00'), traits: { plan: 'free' } },
  load('10:00:00'),
  load('10:30:00'),
  load('14:00:00'),
]

describe("the page of one person's story", () => {
  it('has every event, what was decided on it and why', async () => {
    const page = report(await story(catalog, trace))
    expect(textOf(page)).toContain('The story of u1')
    expect(textOf(page)).toContain('4 events, 3 Feb 2029 09:00 UTC to 3 Feb 2029 14:00 UTC')
    const rows = rowsOf(page, 'timeline-table')
    expect(rows.map(([time, what, , line]) => [time, what, line])).toEqual([
      ['3 Feb 2029 09:00 UTC', 'identify plan "free"', '1'],
      ['3 Feb 2029 10:00 UTC', 'page https://x.test/', '2'],
      ['3 Feb 2029 10:30 UTC', 'page https://x.test/', '3'],
      ['3 Feb 2029 14:00 UTC', 'page https://x.test/', '4'],
    ])
    const told = rows.map(([, , sentences]) => sentences)
    expect(told[0]).toBe('')
    expect(told[1]).toMatch(/^nps shows to u1\. tip does not show: /)
    expect(told[2]).toMatch(/^nothing shows to u1\. nps does not show: it ended at 3 Feb 2029 10:00 UTC/)
    expect(told[2]).toMatch(/tip does not show: limit group hourly is full .*filled by nps at 3 Feb 2029 10:00 UTC/)
  })

  it('has a mark for each event, in the colour of what became of it', async () => {
    const timeline = sectionOf(report(await story(catalog, trace)), 'timeline')
    const marks = [...timeline.matchAll(/<b data-row="(\d)"[^>]*bottom:[^>]*background:var\(--(\w+)\)/g)].map(
      ([, row, tone]) => [row, tone],
    )
    expect(marks).toEqual([
      ['1', 'shown'],
      ['2', 'limit'],
      ['3', 'limit'],
      ['0', 'away'],
    ])
  })

  it('has the times for which limits were full as bands', async () => {
    const page = report(await story(catalog, trace))
    // From 10:00 to 11:00 of the five hours from 09:00 to 14:00.
    expect(sectionOf(page, 'timeline')).toContain(
      '<b data-row="0" style="left:20%;width:20%;background:var(--limit)"></b>',
    )
    expect(textOf(sectionOf(page, 'timeline'))).toContain('never is fullalways full: its size is 0')
    expect(rowsOf(page, 'limits-table')).toEqual([
      ['hourly', '3 Feb 2029 10:00 UTC', '3 Feb 2029 11:00 UTC', '1 h', 'nps'],
    ])
  })

  it('follows one experience where it is asked about', async () => {
    const page = report(await story(catalog, trace, 'tip'))
    expect(textOf(page)).toContain('whether tip showed, and why not')
    expect(textOf(sectionOf(page, 'timeline'))).toContain(
      'tip never showed in 3 page loads and triggers on which it was a candidate.',
    )
    expect(rowsOf(page, 'timeline-table')[2]?.[2]).not.toContain('nps does not show')
  })

  it('tells of the latest 500 events, and says so', async () => {
    const many = Array.from({ length: 600 }, (_, k) => load(new Date(k * 60_000).toISOString().slice(11, 19)))
    const page = report(await story(catalog, many))
    expect(rowsOf(page, 'timeline-table')).toHaveLength(500)
    expect(textOf(page)).toContain('500 events of 600, the latest')
    expect(page.length).toBeLessThan(600_000)
  })

  it('is short where one thing happened', async () => {
    const page = report(await story(catalog, [load('10:00:00')]))
    expect(textOf(page)).toContain('1 event, 3 Feb 2029 10:00 UTC to 3 Feb 2029 10:00 UTC')
    expect(page).not.toMatch(/NaN|Infinity/)
  })
})
