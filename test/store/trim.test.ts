import { catalog, dayMs, experience, type Interaction, limitGroup, type Profile, profile, weekMs } from 'oncue'
import { createTrim } from 'oncue/store'
import { describe, expect, test } from 'vitest'

const now = Date.UTC(2029, 5, 1)
const daysAgo = (days: number): number => now - days * dayMs

/** A show so many days ago that was completed at once, with an id that says what it is. */
const show = (id: string, days: number, given: Partial<Interaction> = {}): Interaction => ({
  id,
  experienceId: 'nps',
  startedAt: daysAgo(days),
  groupKind: 'automatic',
  groupId: null,
  state: 'completed',
  stateAt: daysAgo(days),
  deferUntil: null,
  assumed: false,
  ...given,
})

const open = { state: 'started', stateAt: null } as const

const withHistory = (interactions: readonly Interaction[], given: Partial<Profile> = {}): Profile =>
  profile('u1', {
    interactions: [...interactions].sort((a, b) => a.startedAt - b.startedAt),
    pageAt: daysAgo(0),
    sessionStartedAt: daysAgo(0),
    ...given,
  })

const nps = experience({ id: 'nps', kind: 'survey', publishedAt: 0, tagIds: ['t'] })
const kept = (given: Profile, trim = createTrim(catalog({ experiences: [nps] }), { from: 0 })): readonly string[] =>
  trim(given, now).interactions.map(({ id }) => id)

describe('what is kept of a long history', () => {
  test('a year and a day, where no window is longer', () => {
    const days = [800, 367, 366.5, 366, 365.9, 100, 0]
    // A show exactly at the end counts no more, as windows are half-open (L4); the last one is kept for ever.
    expect(kept(withHistory(days.map((day) => show(`${day}`, day))))).toEqual(['365.9', '100', '0'])
  })

  test('the longest window and a day', () => {
    const group = (id: string, rateLimitKind: string) =>
      limitGroup({ id, kind: 'all', rateLimitSize: 1, rateLimitKind })
    const shows = withHistory([900, 739.1, 738.9, 370, 368.9, 2, 1].map((day) => show(`${day}`, day)))
    const under = (...kinds: readonly string[]): readonly string[] => {
      const limitGroups = kinds.map((kind, k) => group(`g${k}`, kind))
      return kept(shows, createTrim(catalog({ experiences: [nps], limitGroups }), { from: 0 }))
    }
    expect(under('1h', '738d')).toEqual(['738.9', '370', '368.9', '2', '1'])
    // A year has at most 366 days, and begins at another instant in another zone.
    expect(under('year')).toEqual(['368.9', '2', '1'])
  })

  test('what began, ended or is snoozed to later', () => {
    const past = { startedAt: daysAgo(800) }
    const shows = withHistory([
      show('old', 800.5),
      show('ended since', 800, { ...past, stateAt: daysAgo(10) }),
      show('ended again', 800, { ...past, stateAt: daysAgo(9) }),
      show('snoozed to later', 799, { state: 'snoozed', stateAt: daysAgo(799), deferUntil: daysAgo(-30) }),
      show('snoozed', 798, { state: 'snoozed', stateAt: daysAgo(798), deferUntil: daysAgo(797) }),
      show('new', 1),
    ])
    expect(kept(shows)).toEqual(['ended since', 'ended again', 'snoozed to later', 'snoozed', 'new'])
  })

  test('the last of each experience, group kind and state, and the last that is open', () => {
    const shows = withHistory([
      show('an older one', 901),
      show('the last by itself', 900),
      show('an older delivery', 899, { groupKind: 'delivery' }),
      show('the last delivery', 898, { groupKind: 'delivery' }),
      show('an older launch', 897, { groupKind: 'launcher', state: 'exited' }),
      show('the last exited', 896, { groupKind: 'link', state: 'exited', stateAt: daysAgo(880) }),
      show('the last link', 895, { groupKind: 'link', state: 'exited', stateAt: daysAgo(890) }),
      show('the last launch', 894, { groupKind: 'launcher' }),
      show('an older open one', 893, { groupKind: 'launcher', ...open, startedAt: daysAgo(899.5) }),
      show('of another', 950, { experienceId: 'tour' }),
    ])
    expect(kept(shows)).toEqual([
      'of another',
      'the last by itself',
      'an older open one', // the only one that is open
      'the last delivery',
      'the last exited',
      'the last link',
      'the last launch',
    ])
  })

  test('of several that are snoozed, the last to begin, which an end closes, and the last that was snoozed', () => {
    const snoozed = (id: string, days: number, stateAt: number): Interaction =>
      show(id, days, { state: 'snoozed', stateAt: daysAgo(stateAt), deferUntil: daysAgo(stateAt - 1) })
    const shows = [
      snoozed('first', 903, 880),
      snoozed('second', 902, 890),
      snoozed('third', 901, 885),
      show('new', 900),
    ]
    expect(kept(withHistory(shows))).toEqual(['first', 'third', 'new'])
  })

  test('what began in the open session, or on the open page where there is none, however long ago', () => {
    const shows = [903, 902, 901, 900].map((day) => show(`${day}`, day))
    const at = { pageAt: daysAgo(901), sessionStartedAt: daysAgo(902) }
    expect(kept(withHistory(shows, at))).toEqual(['902', '901', '900'])
    expect(kept(withHistory(shows, { ...at, sessionStartedAt: null }))).toEqual(['901', '900'])
  })

  test('every one, where no page was loaded, or where there are few', () => {
    const shows = [903, 902, 901].map((day) => show(`${day}`, day))
    expect(kept(withHistory(shows, { pageAt: null, sessionStartedAt: null }))).toEqual(['903', '902', '901'])
    const given = withHistory(shows)
    const plain = catalog({ experiences: [nps] })
    expect(createTrim(plain, { from: 3 })(given, now)).toBe(given)
    expect(kept(given, createTrim(plain, { from: 2 }))).toEqual(['901'])
    expect(createTrim(plain)(given, now)).toBe(given)
  })

  test('every view of what a lifetime group counts by views, and of what a segment counts', () => {
    const shows = withHistory(
      ['nps', 'tour'].flatMap((experienceId) =>
        [903, 902, 901].map((day) => show(`${experienceId} ${day}`, day, { experienceId })),
      ),
    )
    const tour = experience({ id: 'tour', kind: 'tour', publishedAt: 0 })
    const trims = (given: object): readonly string[] =>
      kept(shows, createTrim(catalog({ experiences: [nps, tour], ...given }), { from: 0 }))
    const whole = ['nps 903', 'nps 902', 'nps 901', 'tour 901']
    const views = limitGroup({ id: 'g', kind: 'survey', rateLimitSize: 9, rateLimitKind: 'lifetime', count: 'shows' })
    expect(trims({ limitGroups: [views] })).toEqual(whole)
    expect(trims({ limitGroups: [{ ...views, count: 'experiences' }] })).toEqual(['nps 901', 'tour 901'])

    const leaf = (path?: string) => ({ fact: 'history.nps', operator: 'greaterThan', value: 2, ...(path && { path }) })
    const segment = (path?: string) => ({ segments: [{ id: 's', conditions: { any: [{ not: leaf(path) }] } }] })
    expect(trims(segment('$.shows'))).toEqual(whole)
    expect(trims(segment())).toEqual(whole)
    expect(trims(segment('$.completed'))).toEqual(['nps 901', 'tour 901'])
    const inline = { ...tour, segment: { all: [leaf('$.shows')] } }
    expect(trims({ experiences: [nps, inline] })).toEqual(whole)
  })

  test('what was asked to be kept at least', () => {
    const shows = withHistory([30, 9, 7.9, 1].map((day) => show(`${day}`, day)))
    expect(kept(shows, createTrim(catalog({ experiences: [nps] }), { from: 0, leastMs: weekMs }))).toEqual(['7.9', '1'])
  })
})
