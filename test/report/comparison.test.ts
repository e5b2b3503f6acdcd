import { beforeAll, describe, expect, it } from 'vitest'
import { report } from '../../src/report/index.js'
import { compare, writeComparison } from '../../src/simulator/index.js'
import { rowsOf, sectionOf, textOf } from './read-page.js'
import { catalogOf, traceOf } from './results.js'

const catalog = (size: number): ReturnType<typeof catalogOf> =>
  catalogOf(`
experiences:
  - { id: nps, kind: survey, published_at: 2029-01-01 }
  - { id: tip, kind: tour, published_at: 2029-01-01, recurrence: { kind: page } }
limit_groups:
  - { id: daily, kind: all, rate_limit_size: ${size}, rate_limit_kind: 1d }
`)
const load = (profile_id: string, at: string): object => ({ profile_id, at, href: 'https://x.test/' })

// One a day: nps shows to u1, then nothing. Two different ones a day: tip shows on the second page load, and then the
// group is full. u2 has one page load, which is as before.
const trace = [
  load('u1', '2029-02-03T10:00:00Z'),
  load('u1', '2029-02-03T11:00:00Z'),
  load('u1', '2029-02-03T12:00:00Z'),
  load('u2', '2029-02-04T10:00:00Z'),
]

describe('the page of a comparison', () => {
  let page: string

  beforeAll(async () => {
    page = report({
      kind: 'comparison',
      result: writeComparison(await compare(catalog(1), catalog(2), traceOf(trace))),
    })
  })

  it('says what changes, and for how many', () => {
    const text = textOf(page)
    expect(text).toContain('What the second catalog changes, 3 to 4 Feb 2029')
    expect(text).toContain('Answered differently25 % 1 of 4 page loads')
    expect(text).toContain('People concerned50 % 1 of 2')
    expect(text).toContain('Shows+1 2 before, 3 after')
    expect(text).toContain('People worse off1 1 see more in a week, 0 nothing any more')
  })

  it('has what is gained and lost by day', () => {
    expect(rowsOf(page, 'days-table')).toEqual([
      ['3 Feb 2029', '1', '0', '0', '0', '2'],
      ['4 Feb 2029', '0', '0', '0', '0', '1'],
    ])
    expect(textOf(sectionOf(page, 'days'))).toContain('1 show gained, 0 lost and 0 moved to something else')
  })

  it('has which experience shows more', () => {
    expect(rowsOf(page, 'experiences-table')).toEqual([['tip', '0', '1', '1', '0', '0', '0', '0', '1']])
    expect(textOf(sectionOf(page, 'experiences'))).toContain('tip gains most, 1 show. 1 other shows as before.')
  })

  it('has from which reason to which', () => {
    // tip at 11:00. At 12:00 it is held back by the full group either way.
    expect(rowsOf(page, 'reasons-table')).toEqual([['a limit group is full', 'shows', '1']])
    expect(page).not.toContain('id="deliveries"')
  })

  it('has who is worse off, and an example with both explanations', () => {
    expect(rowsOf(page, 'worse-off-table')).toEqual([['u1', 'most shows in any 7 days', '1', '2']])
    const example = textOf(sectionOf(page, 'examples'))
    expect(example).toContain('The clearest example: the one with the fewest changes')
    expect(example).toContain('Line 2, 3 Feb 2029 11:00 UTC, on https://x.test/')
    expect(example).toMatch(
      /Beforetip does not show: limit group daily is full .*filled by nps at 3 Feb 2029 10:00 UTC/,
    )
    expect(example).toContain('Aftertip shows: it is the first that passes every check')
  })
})

describe('a comparison of little', () => {
  it('is of an empty trace', async () => {
    const page = report({
      kind: 'comparison',
      result: writeComparison(await compare(catalog(1), catalog(2), traceOf([]))),
    })
    expect(textOf(page)).toContain('The trace is empty: nothing was replayed.')
  })

  it('is of a catalog with itself', async () => {
    const page = report({
      kind: 'comparison',
      result: writeComparison(await compare(catalog(1), catalog(1), traceOf(trace))),
    })
    expect(textOf(page)).toContain('replayed against both catalogs: every answer is as before.')
    expect(textOf(page)).toContain('Nothing is gained or lost in 2 days.')
    for (const id of ['experiences', 'reasons', 'worse-off', 'examples']) expect(page).not.toContain(`id="${id}"`)
  })
})
