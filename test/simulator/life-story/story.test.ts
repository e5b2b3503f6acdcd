import { describe, expect, it } from 'vitest'
import { parseCatalog } from '../../../src/authoring/index.js'
import type { Catalog } from '../../../src/model/index.js'
import { openTrace } from '../../../src/simulator/index.js'
import { type StoryOptions, tellStory } from '../../../src/simulator/life-story/story.js'
import { files } from '../../cli/cli.js'

const catalog = load(`
segments:
  - id: admins
    conditions: { fact: role, operator: equal, value: admin }
experiences:
  - { id: nps, kind: survey, published_at: 2029-01-01, segment_id: admins, url: [ { url: /never, match_type: simple } ] }
  - id: guide
    kind: tour
    published_at: 2029-01-01
    triggers: [ { on: time_on_page, seconds: 30 }, { on: click, element: "#help" } ]
    recurrence: { kind: page }
`)

function load(text: string): Catalog {
  const parsed = parseCatalog(text)
  if (!parsed.ok) throw new Error(parsed.problems[0].message)
  return parsed.value
}

const at = (time: string): string => `2029-02-03T${time}Z`
const ms = (time: string): number => Date.parse(at(time))
const someone = { profile_id: 'u1' }
const lines = [
  { type: 'identify', at: at('10:00:00'), ...someone, traits: { plan: 'free' } },
  { at: at('10:00:10'), ...someone, href: '/a' },
  {
    type: 'deliver',
    at: at('10:00:20'),
    ...someone,
    id: 'd1',
    model_kind: 'survey',
    model_id: 'nps',
    use_segmentation: true,
  },
  { at: at('10:01:00'), ...someone, href: '/b', event_id: 'e1' },
  { at: at('10:01:00'), ...someone, href: '/b', event_id: 'e1' },
  { type: 'deliver.remove', at: at('10:01:05'), ...someone, id: 'zzz' },
  { type: 'catalog', at: at('10:01:10'), experiences: [{ id: 'guide', published_at: null }] },
  { type: 'trigger', at: at('10:01:20'), ...someone, on: 'click', element: '#help' },
  { at: at('10:02:00'), ...someone, href: '/c', peek: true },
  { at: at('10:00:00'), profile_id: 'u2', href: '/a' },
]
const jsonl = (events: readonly object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('')
const b = { id: 'b', kind: 'tour', published_at: 0, position: 0, triggers: [{ on: 'time_on_page', seconds: 0 }] }
const path = files({
  'edit-at-timer.jsonl': jsonl([
    { at: at('10:00:00'), ...someone, href: '/a' },
    { type: 'catalog', at: at('10:00:30'), experiences: [b] },
    { at: at('10:00:30'), ...someone, href: '/b' },
    { at: at('10:05:00'), ...someone, href: '/c' },
  ]),
  'edit-at-load.jsonl': jsonl([
    { type: 'catalog', at: at('10:00:00'), experiences: [b] },
    { at: at('10:00:00'), ...someone, href: '/a' },
    { at: at('10:05:00'), ...someone, href: '/b' },
  ]),
  't.jsonl': jsonl(lines),
  'backwards.jsonl': jsonl(lines.toReversed()),
  'proto.jsonl': `{"type":"identify","at":1,"profile_id":"u1","traits":{"__proto__":5}}
{"type":"track","at":2,"profile_id":"u1","event":"__proto__"}
`,
  'many.jsonl': jsonl(Array.from({ length: 400 }, (_, k) => ({ at: k, ...someone, href: '/a' }))),
})

async function tell(options: Partial<StoryOptions> = {}, trace = 't.jsonl', of = catalog) {
  return tellStory(of, await openTrace(path(trace)), { profileId: 'u1', ...options })
}

describe('tellStory', () => {
  it('tells each event, timers and edits among them, with what was decided on it', async () => {
    const { events, trace } = await tell()
    const told = events.map(({ line, at, event, decision, answer }) => [
      line,
      at,
      event.type,
      decision?.outcome ?? null,
      answer?.status ?? null,
    ])
    expect(told).toEqual([
      [1, ms('10:00:00'), 'identify', null, null],
      [2, ms('10:00:10'), 'page', 'none', null],
      [3, ms('10:00:20'), 'deliver', null, 201],
      [null, ms('10:00:40'), 'timer', 'show', null], // 30 s on /a
      [4, ms('10:01:00'), 'page', 'none', null], // line 5 is the same again
      [6, ms('10:01:05'), 'deliver.remove', null, 404],
      [7, ms('10:01:10'), 'catalog', null, 200],
      [8, ms('10:01:20'), 'trigger', 'none', null],
      [null, ms('10:01:30'), 'timer', 'none', null], // 30 s on /b
      [9, ms('10:02:00'), 'page', 'none', null],
    ])
    expect(trace.duplicates).toBe(1)
    expect(events[2]?.answer?.deliveryId).toBe('d1')
  })

  it('says what came near and why it did not show', async () => {
    const { events } = await tell()
    expect(events.map(({ held }) => held.map(({ id, code }) => `${id} ${code}`))).toEqual([
      [],
      ['guide armed'],
      [],
      [],
      ['d1 segment_mismatch', 'guide armed'],
      [],
      [],
      ['guide not_live'], // since the edit
      ['guide not_live'],
      [],
    ])
  })

  it('has the state after each event', async () => {
    const story = await tell()
    expect(story.stateAt(0)).toMatchObject({ id: 'u1', traits: {}, seen: false, version: 0, pageAt: null })
    expect(story.stateAt(1)).toMatchObject({ traits: { plan: 'free' }, seen: true, armed: [] })
    expect(story.stateAt(2)).toMatchObject({ armed: ['guide'], busy: false, pageHref: '/a', deliveries: [] })
    expect(story.stateAt(3).deliveries).toMatchObject([{ id: 'd1', state: 'pending' }])
    expect(story.stateAt(4)).toMatchObject({
      busy: true,
      armed: [],
      interactions: [{ experienceId: 'guide', startedAt: ms('10:00:40'), state: 'completed' }],
    })
    expect(story.stateAt(5)).toMatchObject({
      armed: ['guide'],
      deliveryIds: [],
      deliveries: [{ id: 'd1', state: 'discarded', discardReason: 'segment_mismatch', stateAt: ms('10:01:00') }],
    })
    expect(story.stateAt(10)).toEqual(story.stateAt(9)) // a peek changes nothing
    expect(story.events[9]?.patches).toEqual([])
    expect(story.stateAt(2).interactions).toEqual([]) // and back again
  })

  it('explains an event by the catalog and the state that the question found', async () => {
    const story = await tell()
    expect(story.explainAt(1)).toBeNull()
    expect(story.explainAt(4)).toMatchObject({ at: ms('10:00:40'), href: '/a', winner: 'guide', outcome: 'show' })
    // On the page load that discards it the delivery is a candidate still; on the next question it is settled.
    expect(story.explainAt(5)?.candidates[0]).toMatchObject({ id: 'd1', code: 'segment_mismatch' })
    expect(story.explainAt(8)?.settled).toMatchObject([{ id: 'd1', code: 'discarded' }])
    expect(story.explainAt(8)?.candidates).toMatchObject([{ id: 'guide', code: 'not_live' }])
    expect(() => story.explainAt(11)).toThrow(RangeError)
    expect(() => story.explainAt(0)).toThrow(RangeError)
  })

  it('asks by the catalog of the instant what is due at once, and by the one before it what was due by then', async () => {
    const timed = (seconds: number) =>
      load(`
experiences:
  - { id: a, kind: tour, published_at: 0, position: 1, triggers: [ { on: time_on_page, seconds: ${seconds} } ] }
`)
    const late = await tell({}, 'edit-at-timer.jsonl', timed(30))
    expect(late.events.map(({ event, at: when }) => [event.type, when])).toEqual([
      ['page', ms('10:00:00')],
      ['timer', ms('10:00:30')], // before the edit of its instant (T6)
      ['catalog', ms('10:00:30')],
      ['page', ms('10:00:30')],
      ['timer', ms('10:00:30')], // b, at once: behind its page load, and so behind the edit
      ['page', ms('10:05:00')],
    ])
    expect([late.events[1]?.decision, late.explainAt(2)?.winner]).toMatchObject([{ experienceId: 'a' }, 'a'])
    expect([late.events[4]?.decision, late.explainAt(5)?.winner]).toMatchObject([{ experienceId: 'b' }, 'b'])

    const atOnce = await tell({}, 'edit-at-load.jsonl', timed(0))
    expect(atOnce.events.map(({ event }) => event.type)).toEqual(['catalog', 'page', 'timer', 'page'])
    expect([atOnce.events[2]?.decision, atOnce.explainAt(3)?.winner]).toMatchObject([{ experienceId: 'b' }, 'b'])
  })

  it('tells the same of a trace that is out of order', async () => {
    const [inOrder, backwards] = await Promise.all([tell(), tell({}, 'backwards.jsonl')])
    const bare = (story: typeof inOrder) => story.events.map(({ line: _, ...event }) => event)
    expect(bare(backwards)).toEqual(bare(inOrder))
    expect(backwards.events[0]?.line).toBe(10)
  })

  it('ends with `until`: what is due later has not happened', async () => {
    const story = await tell({ until: ms('10:00:50') })
    expect(story.events.map(({ event }) => event.type)).toEqual(['identify', 'page', 'deliver'])
    expect(story.trace.events).toBe(3)
  })

  it('decides nothing on a peek, and on what is only compared', async () => {
    const compared = await tell({ recorded: 'compare' })
    expect(compared.stateAt(compared.length).interactions).toEqual([])
    expect(compared.events.flatMap(({ decision }) => decision?.events ?? [])).toEqual([])
  })

  it('is empty for a profile that the trace does not have', async () => {
    const story = await tell({ profileId: 'u9' })
    expect(story.length).toBe(0)
    expect(story.cursor().forward()).toBeNull()
  })

  it('keeps any name as a name', async () => {
    const story = await tell({}, 'proto.jsonl')
    const cursor = story.cursor()
    cursor.goTo(2)
    expect(Object.entries(cursor.state.traits)).toEqual([['__proto__', 5]])
    expect(Object.entries(cursor.state.trackedAt)).toEqual([['__proto__', 2_000]]) // Unix seconds
    cursor.goTo(0)
    expect(Object.keys(cursor.state.traits)).toEqual([])
  })

  it('keeps of each event what it changed, however long the history', async () => {
    const everywhere = load('experiences: [{ id: tip, kind: tour, published_at: 0, recurrence: { kind: page } }]')
    const story = await tell({}, 'many.jsonl', everywhere)
    expect(story.stateAt(400).interactions).toHaveLength(400)
    const changed = story.events[399]?.patches.map(({ path }) => path.join('/'))
    // The page load takes off what was on screen, and the show puts something there again.
    expect(changed?.toSorted()).toEqual(['busy', 'busy', 'interactions/399', 'pageAt', 'version', 'version'])
  })
})

describe('a cursor', () => {
  it('goes forwards and backwards, event by event, and not beyond', async () => {
    const story = await tell()
    const cursor = story.cursor()
    expect(cursor.back()).toBeNull()
    expect(cursor.forward()).toBe(story.events[0])
    expect(cursor.forward()).toBe(story.events[1])
    expect([cursor.position, cursor.state.armed]).toEqual([2, ['guide']])
    expect(cursor.back()).toBe(story.events[1])
    expect([cursor.position, cursor.state.armed]).toEqual([1, []])
    cursor.goTo(10)
    expect(cursor.forward()).toBeNull()
    for (const nowhere of [-1, 11, 1.5])
      expect(() => cursor.goTo(nowhere)).toThrow(`no position ${nowhere} in a life of 10 events`)
  })
})
