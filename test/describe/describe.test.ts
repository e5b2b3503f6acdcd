import fc from 'fast-check'
import { expect, it, describe as suite } from 'vitest'
import { zoneNamed } from '../../src/authoring/index.js'
import { describe, describeCandidate, describeVerdict, explain, namesOf, nearestFirst } from '../../src/explain.js'
import { catalog, compile, experience, limitGroup, profile } from '../../src/index.js'
import { arbitraryQuestion } from '../naive/arbitrary.js'
import { freeze } from '../support/freeze.js'
import { candidate, compared, delivered, explained, hour, now, segmented } from './told.js'

suite('the verdict', () => {
  it.each([
    [explained([candidate('not_live')]), 'nothing shows to u1'],
    [explained([candidate('shown')], { outcome: 'show', winner: 'nps' }), 'nps shows to u1'],
    [
      explained([candidate('shown', [], delivered)], { outcome: 'show', winner: 'd1' }),
      'nps shows, by delivery d1, to u1',
    ],
    [
      explained([candidate('redirected', [], delivered)], { outcome: 'redirect', winner: 'd1' }),
      'delivery d1 sends the page on to where nps starts, for u1',
    ],
  ])('%#', (explanation, words) => {
    expect(describeVerdict(explanation)).toBe(words)
  })
})

suite('the outlook', () => {
  const limits = { check: 'limits', passes: false, exempt: false, groups: [] } as const
  const waits = { check: 'triggers', passes: false, skipped: false, triggers: [] } as const

  it.each([
    [candidate('shown'), null, null],
    [candidate('segment_mismatch', [segmented(null)]), null, 'it will not show by waiting'],
    [candidate('busy'), null, 'it may show when what is on screen ends, or on the next page load'],
    [candidate('armed', [waits]), null, 'it will show as soon as what it waits for happens, if it still can'],
    [candidate('armed', [waits]), 'd1', 'what shows ends its waiting; it may wait again on the next page load'],
    [
      candidate('rate_limited', [limits], { nextAt: now + hour }),
      null,
      'it could show from 3 Feb 2029 11:00 UTC (in 1 h), if nothing else changes until then',
    ],
    [
      candidate('rate_limited', [limits, waits], { nextAt: now + hour }),
      null,
      'it could show from 3 Feb 2029 11:00 UTC (in 1 h), once nothing else holds it back; now triggers would too',
    ],
  ])('%#', (one, winner, words) => {
    expect(describeCandidate(explained([one], { winner }), one).outlook).toBe(words)
  })
})

suite('names', () => {
  const named = catalog({
    experiences: [
      experience({
        id: 'nps',
        kind: 'survey',
        name: 'Would you "recommend" us?',
        publishedAt: 0,
        segment: { condition: 's1' },
      }),
      experience({ id: 'tour', kind: 'tour', name: '', publishedAt: 0 }),
    ],
    segments: [{ id: 's1', name: 'Admins', conditions: { fact: 'role', operator: 'equal', value: 'admin' } }],
    limitGroups: [limitGroup({ id: 'g1', name: 'Never', kind: 'tour', rateLimitSize: 0, rateLimitKind: '1d' })],
  })
  const explanation = explain(compile(named), profile('u1'), { href: 'https://x.test/' }, now)

  it('stand before ids where the catalog has some', () => {
    const { candidates } = describe(explanation, { names: namesOf(named) })
    expect(candidates.map(({ sentence }) => sentence)).toEqual([
      '"Would you \\"recommend\\" us?" (nps) does not show: profile u1 is not in segment "Admins" (s1), for which role ' +
        'must be "admin" (it is not set)',
      'tour does not show: limit group "Never" (g1) is full (0 of 0 in 1 d), with no room by waiting',
    ])
  })

  it('are left out where nobody asks for them', () => {
    expect(describe(explanation).candidates[1]?.sentence).toBe(
      'tour does not show: limit group g1 is full (0 of 0 in 1 d), with no room by waiting',
    )
  })
})

suite('text from outside', () => {
  const sentenceOf = (id: string, actual: unknown): string => {
    const one = candidate('segment_mismatch', [segmented(compared('plan', 'equal', { value: 'team', actual }))], {
      id,
      experienceId: id,
    })
    return describeCandidate(explained([one]), one).sentence
  }
  const because = 'does not show: profile u1 is not in its segment, for which plan must be "team"'

  it.each([
    ['quotes', 'my "tour"', 'say "hi"', `"my \\"tour\\"" ${because} (it is "say \\"hi\\"")`],
    ['right-to-left letters stay', 'סיור', 'שלום', `סיור ${because} (it is "שלום")`],
    ['marks that turn the direction are written out', 'a\u202eb', '\u2066x', `a\\u202eb ${because} (it is "\\u2066x")`],
    ['control characters are written out', 'a\u001b[2J', 'x\u0007\n', `a\\u001b[2J ${because} (it is "x\\u0007\\n")`],
    ['half a character is written out', 'a\ud83d', '\udc4d', `a\\ud83d ${because} (it is "\\udc4d")`],
    ['500 characters are cut in a value', 'a', 'x'.repeat(500), `a ${because} (it is "${'x'.repeat(77)}…")`],
    ['never through the middle of one', 'a', '👍'.repeat(250), `a ${because} (it is "${'👍'.repeat(38)}…")`],
    ['numbers that JSON does not have', 'a', Number.NaN, `a ${because} (it is NaN)`],
    ['numbers that JSON cannot have', 'a', { big: 10n }, `a ${because} (it is {"big":"10"})`],
  ])('%s', (_, id, actual, sentence) => {
    expect(sentenceOf(id, actual)).toBe(sentence)
  })

  it('an id is never cut: people copy it', () => {
    expect(sentenceOf('x'.repeat(256), 'a')).toContain('x'.repeat(256))
  })
})

const shownTime = /\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(:\d\d(\.\d{3})?)? UTC([+-]\d{1,2}(:\d\d){0,2})?/g

suite('laws', () => {
  const zones = ['Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati'].map(zoneNamed)

  it('each candidate and each settled delivery has one line, and only the times that it shows hang on the zone', () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.constantFrom(...zones), ({ catalog, profile, page, now }, zone) => {
        const explanation = freeze(explain(compile(catalog), profile, page, now))
        const plain = describe(explanation)
        const local = describe(explanation, { zone })
        const masked = (words: unknown): string => JSON.stringify(words).replace(shownTime, 'T')
        expect(masked(local)).toBe(masked(plain))
        expect(plain.candidates.map(({ id }) => id)).toEqual(explanation.candidates.map(({ id }) => id))
        expect(plain.settled.map(({ id }) => id)).toEqual(explanation.settled.map(({ id }) => id))
        for (const { sentence } of [...plain.candidates, ...plain.settled]) expect(sentence).toMatch(/^\S[^\n]+\S$/)
      }),
    )
  })

  it('the nearest misses are all candidates but the winner, once', () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ catalog, profile, page, now }) => {
        const explanation = explain(compile(catalog), profile, page, now)
        const misses = explanation.candidates.filter(({ id }) => id !== explanation.winner)
        expect(new Set(nearestFirst(explanation))).toEqual(new Set(misses))
      }),
    )
  })
})
