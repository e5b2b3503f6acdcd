import { beforeAll, describe, expect, it } from 'vitest'
import { type ReportedResult, report } from '../../src/report/index.js'
import { rowsOf, sectionOf, textOf } from './read-page.js'

const point = (size: number, reached: number, p90: number, max: number, front: boolean, shows: number) => ({
  values: { 'hourly.rate_limit_size': size },
  base: size === 2,
  front,
  shows,
  reached,
  fatigue: { p90, max },
  holds: { rate_limited: 10 - size },
  worse_off: { more_shows_in_a_week: size > 2 ? 1 : 0, lost_every_show: size === 0 ? 2 : 0 },
})
const combinations = [
  point(0, 0, 0, 0, true, 0),
  point(1, 5, 1, 2, true, 6),
  point(2, 5, 2, 2, false, 9),
  point(3, 5, 2, 2, false, 10),
]
const result: ReportedResult = {
  kind: 'sweep',
  result: {
    partial: false,
    trace: { lines: 9, events: 9, duplicates: 0, moved: 0, unreadable: 0, passedOver: 0, problems: [] },
    profiles: 10,
    parameters: [{ name: 'hourly.rate_limit_size', current: 2 }],
    base: combinations[2] as (typeof combinations)[number],
    combinations,
  },
}

describe('the page of a sweep', () => {
  let page: string

  beforeAll(() => {
    page = report(result)
  })

  it('has a mark for what comes to the same, the front first', () => {
    expect(rowsOf(page, 'front-table')).toEqual([
      ['Mark 1', 'hourly.rate_limit_size 0', '0', '0', '0', 'yes'],
      ['Mark 2', 'hourly.rate_limit_size 1', '5', '1', '2', 'yes'],
      ['Mark 3, as it is', 'hourly.rate_limit_size 2; hourly.rate_limit_size 3', '5', '2', '2', 'no'],
    ])
    const marks = [...sectionOf(page, 'front').matchAll(/<b class="([^"]*)" data-row="(\d)"[^>]*>(\d)</g)]
    expect(marks.map((found) => found.slice(1))).toEqual([
      ['front', '0', '1'],
      ['front', '1', '2'],
      ['behind base', '2', '3'],
    ])
  })

  it('says where the front reaches most, and where the catalog as it is stands', () => {
    expect(textOf(sectionOf(page, 'front'))).toContain(
      '2 combinations of 4 on the front. The widest reach there is 5 people, where nine in ten see at most 1 show in any 7 days: hourly.rate_limit_size 1. The catalog as it is stands behind it.',
    )
  })

  it('has every combination, and who is worse off', () => {
    expect(rowsOf(page, 'combinations-table').map((row) => row.slice(0, 7))).toEqual([
      ['hourly.rate_limit_size 0', '0', '0', '0', '0', '0', '2'],
      ['hourly.rate_limit_size 1', '6', '5', '1', '2', '0', '0'],
      ['hourly.rate_limit_size 2, as it is', '9', '5', '2', '2', '0', '0'],
      ['hourly.rate_limit_size 3', '10', '5', '2', '2', '1', '0'],
    ])
    const text = textOf(sectionOf(page, 'combinations'))
    expect(text).toContain('1 of 3 other settings leaves nobody worse off than the catalog as it is.')
    expect(text).toContain('nobody more than 0; worse than as it is: 2 people see nothing any more')
  })
})
