import { describe, expect, it } from 'vitest'
import { lintCatalog, parseCatalog, parseCatalogs } from '../../src/authoring/index.js'
import { tell } from './tell.js'

const live = 'published_at: 2029-01-01'
const lint = (text: string): string[] => {
  const read = parseCatalog(text)
  if (!read.ok) throw new Error(read.problems.map(tell).join('\n'))
  return lintCatalog(read.value).map(tell)
}
const group = (id: string, rest: string): string =>
  `{ id: ${id}, kind: all, rate_limit_size: 1, rate_limit_kind: 7d, ${rest} }`
const three = `experiences: [ { id: a, kind: tour, ${live} }, { id: b, kind: tour, ${live} }, { id: c, kind: survey, ${live} } ]`

describe('lintCatalog', () => {
  it('is silent about a catalog that says what it means', () => {
    expect(
      lint(
        `${three}\nlimit_groups:\n  - ${group('g', '')}\n  - { id: h, kind: tour, rate_limit_size: 1, rate_limit_kind: 30d }`,
      ),
    ).toEqual([])
  })

  it('names what nothing uses', () => {
    const text = `
tags: [ { id: t }, { id: u } ]
segments: [ { id: r, conditions: { condition: s } }, { id: s, conditions: { all: [] } } ]
experiences: [ { id: a, kind: tour, ${live}, tag_ids: [u] } ]`
    expect(lint(text)).toEqual([
      '/tags/0 unused_tag: tag "t" is used nowhere',
      '/segments/0 unused_segment: segment "r" is used nowhere',
    ])
  })

  it('says it in one line, whatever an id holds', () => {
    expect(lint('experiences: [ { id: "a\\0\\n\\"", kind: tour } ]')).toEqual([
      '/experiences/0 never_shows: "a\\u0000\\n\\"" can never show automatically: it is not published | give it a published_at',
    ])
  })

  it('tells why an experience can never show automatically', () => {
    const text = `
experiences:
  - { id: draft, kind: tour }
  - { id: flash, kind: tour, ${live}, unpublished_at: 2029-01-01 }
  - { id: control, kind: tour, ${live}, experiment_range: [0, 100] }
  - { id: held, kind: survey, ${live} }
  - { id: exempt, kind: survey, ${live}, rate_unlimit_at: 2029-01-01 }
  - { id: gone, kind: tour, removed: true }
  - { id: nobody, kind: tour, ${live}, experiment_range: [100, 100] }
limit_groups: [ { id: shut, kind: survey, rate_limit_size: 0, rate_limit_kind: 1d } ]`
    expect(lint(text)).toEqual([
      '/experiences/0 never_shows: "draft" can never show automatically: it is not published | give it a published_at',
      '/experiences/1/unpublished_at never_shows: "flash" can never show automatically: it is unpublished at the instant of its publication | give a later end',
      '/experiences/2/experiment_range never_shows: "control" can never show automatically: everyone is in its control group | narrow the range; [0, 0] is nobody',
      '/experiences/3 never_shows: "held" can never show automatically: limit group "shut" has size 0 | raise the size, or exempt it',
    ])
  })

  it('notices a start_url outside its own pages', () => {
    const at = (url: string): string => `
experiences: [ { id: a, kind: tour, ${live}, start_url: "${url}", url: [ { url: "https://x/a", match_type: exact } ] } ]`
    expect(lint(at('https://x/a'))).toEqual([])
    expect(lint(at('https://x/a/'))).toEqual([
      '/experiences/0/start_url start_url_mismatch: the start_url of "a" does not match its own url rules | "https://x/a/" should be a page where it may show',
    ])
  })

  it('finds empty groups of each kind', () => {
    const text = `
tags: [ { id: t } ]
experiences: [ { id: gone, kind: tour, removed: true } ]
limit_groups:
  - ${group('g', '')}
  - { id: h, kind: survey, rate_limit_size: 1, rate_limit_kind: 1d }
  - { id: i, kind: tags, tag_ids: [t], rate_limit_size: 1, rate_limit_kind: 1d }
  - { id: j, kind: campaigns, campaign_ids: [gone], rate_limit_size: 1, rate_limit_kind: session }`
    expect(lint(text)).toEqual([
      '/limit_groups/0 empty_group: limit group "g" is empty: there are no experiences',
      '/limit_groups/1 empty_group: limit group "h" is empty: there are no surveys',
      '/limit_groups/2 empty_group: limit group "i" is empty: no experience has any of its tags',
      '/limit_groups/3 empty_group: limit group "j" is empty: none of the listed experiences is there',
    ])
  })

  it('finds a group that a stricter one makes idle', () => {
    expect(
      lint(
        `${three}\nlimit_groups: [ ${group('strict', '')}, { id: loose, kind: tour, rate_limit_size: 2, rate_limit_kind: 1d } ]`,
      ),
    ).toEqual([
      '/limit_groups/1 group_never_binds: limit group "loose" never holds anything back: "strict" is full whenever it is | every experience of "loose" is in "strict", which allows 1 per 7d where "loose" allows 2 per 1d',
    ])
  })

  it.each([
    ['a longer window', 'kind: tour, rate_limit_size: 1, rate_limit_kind: 30d'],
    [
      'a smaller size',
      'kind: all, rate_limit_size: 0, rate_limit_kind: 1d',
      ['never_shows', 'never_shows', 'never_shows', 'group_never_binds', 'pointless_limit'],
    ],
    ['exempt shows', 'kind: tour, rate_limit_size: 1, rate_limit_kind: 1d, exempt_shows: count'],
    ['every show', 'kind: tour, rate_limit_size: 2, rate_limit_kind: 1d, count: shows'],
    ['a calendar', 'kind: tour, rate_limit_size: 1, rate_limit_kind: day'],
    ['a session', 'kind: tour, rate_limit_size: 1, rate_limit_kind: session'],
  ])('keeps a group that counts %s', (_name, rest, codes: readonly string[] = []) => {
    const text = `${three}\nlimit_groups: [ ${group('strict', '')}, { id: other, ${rest} } ]`
    expect(lint(text).map((line) => line.split(' ')[1]?.slice(0, -1))).toEqual(codes)
  })

  it.each([
    ['day', 'month', true],
    ['week', 'month', false],
    ['month', 'year', true],
    ['session', 'lifetime', true],
    ['30d', 'lifetime', true],
    ['90m', '2h', true],
    ['2h', '90m', false],
    ['1d', 'week', false],
  ])('compares a window of %s with one of %s', (near, far, idle) => {
    const text = `${three}
limit_groups:
  - { id: far, kind: all, rate_limit_size: 1, rate_limit_kind: ${far} }
  - { id: near, kind: tour, rate_limit_size: 1, rate_limit_kind: ${near} }`
    expect(lint(text).map((line) => line.split(' ')[0])).toEqual(idle ? ['/limit_groups/1'] : [])
  })

  it('finds a size that a group has too few experiences for', () => {
    expect(lint(`${three}\nlimit_groups: [ { id: g, kind: tour, rate_limit_size: 3, rate_limit_kind: 1d } ]`)).toEqual([
      '/limit_groups/0 group_never_binds: limit group "g" never holds anything back: it allows 3 experiences and has 2 | lower its size',
    ])
    expect(
      lint(`${three}\nlimit_groups: [ { id: g, kind: tour, rate_limit_size: 3, rate_limit_kind: 1d, count: shows } ]`),
    ).toEqual([])
  })

  it('finds a group that repeats another, by whatever name its members go', () => {
    const text = `${three}
limit_groups:
  - ${group('g', '')}
  - { id: h, kind: campaigns, campaign_ids: [c, a, b], rate_limit_size: 1, rate_limit_kind: 168h }`
    expect(lint(text)).toEqual(['/limit_groups/1 same_group: limit group "h" repeats "g" | take one of them out'])
  })

  it('finds a limit on what no limit holds back', () => {
    const text = `
experiences:
  - { id: a, kind: tour, ${live}, rate_unlimit_at: 2029-01-01 }
  - { id: b, kind: tour, ${live}, experiment_range: [0, 100] }
  - { id: c, kind: survey, ${live} }
limit_groups:
  - { id: tours, kind: tour, rate_limit_size: 1, rate_limit_kind: 1d }
  - { id: rest, kind: all, rate_limit_size: 1, rate_limit_kind: 1h }`
    expect(lint(text)).toEqual([
      '/experiences/1/experiment_range never_shows: "b" can never show automatically: everyone is in its control group | narrow the range; [0, 0] is nobody',
      '/limit_groups/0 pointless_limit: limit group "tours" limits nothing: its experiences are exempt (rate_unlimit_at), or its experiences show by delivery only | limits hold automatic shows back only',
    ])
  })

  it('comes with lines, in the file where each object stands', () => {
    const sources = [
      { file: 'a.yaml', text: `experiences: [ { id: a, kind: tour, ${live} } ]` },
      { file: 'b.yaml', text: 'experiences:\n  - { id: b, kind: tour }' },
    ]
    expect(parseCatalogs(sources).warnings).toEqual([])
    expect(parseCatalogs(sources, { lint: true }).warnings.map(tell)).toEqual([
      'b.yaml:2:5 /experiences/0 never_shows: "b" can never show automatically: it is not published | give it a published_at',
    ])
  })
})
