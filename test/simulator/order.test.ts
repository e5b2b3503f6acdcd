import { describe, expect, it } from 'vitest'
import { parseCatalog } from '../../src/authoring/index.js'
import type { Catalog } from '../../src/model/index.js'
import { openTrace, type SimulateOptions, simulate, tellStory } from '../../src/simulator/index.js'
import { files } from '../cli/cli.js'

function load(text: string): Catalog {
  const parsed = parseCatalog(text)
  if (!parsed.ok) throw new Error(parsed.problems[0].message)
  return parsed.value
}

const catalog = load(`
experiences:
  - { id: t, kind: tour, published_at: 2029-01-01, triggers: [ { on: click, element: "#help" } ] }
`)

const at = (time: string): string => `2029-02-03T${time}Z`
const ms = (time: string): number => Date.parse(at(time))
const page = (profile_id: string, time: string) => ({ at: at(time), profile_id, href: '/a' })
const jsonl = (lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
const call = { type: 'deliver', at: at('11:00:00'), uid: 'x', id: 'd1', model_kind: 'tour', model_id: 't' }
const named = { type: 'identify', at: at('10:00:00'), profile_id: 'u1', uid: 'x' }
const path = files({
  'others.jsonl': jsonl([
    page('u1', '10:00:00'),
    page('u2', '10:00:00'),
    page('u1', '11:00:00'),
    { type: 'track', at: at('10:30:00'), profile_id: 'u1', event: 'e' }, // back
    page('u2', '09:00:00'), // back
    page('u1', '12:00:00'),
    page('u1', '11:30:00'), // back, and of two that are late
    page('u1', '11:45:00'), // back: u1 was at 12:00:00
  ]),
  'called-late.jsonl': jsonl([named, page('u1', '12:00:00'), call]),
  'loaded-late.jsonl': jsonl([named, call, page('u2', '12:00:00'), page('u1', '10:30:00'), page('u1', '12:00:00')]),
  'by-profile.jsonl': jsonl([
    page('u2', '09:00:00'),
    page('u2', '13:00:00'),
    named,
    { ...call, uid: undefined, profile_id: 'u1' },
  ]),
})

async function decided(trace: string, options: SimulateOptions = {}) {
  const lines: string[] = []
  const decisions = { reasons: 'none', write: (line: string) => void lines.push(line) } as const
  const { trace: report, summary } = await simulate(catalog, await openTrace(path(trace)), { decisions, ...options })
  return { moved: report.moved, lines: lines.map((line) => JSON.parse(line).line), deliveries: summary.deliveries }
}

describe('lines that are out of order', () => {
  it('are counted where they come after a later one of their profile', async () => {
    expect((await decided('others.jsonl')).moved).toBe(4)
  })

  it('are not counted, and nothing is sorted for them, where they are not replayed', async () => {
    // By 11:00 one is of u1 and one of u2. What is sorted is told profile after profile.
    expect(await decided('others.jsonl', { until: ms('11:00:00') })).toMatchObject({ moved: 2, lines: [1, 3, 5, 2] })
    // The page load of 09:00 alone is read: what was out of order is later.
    expect(await decided('others.jsonl', { until: ms('09:30:00') })).toMatchObject({ moved: 0, lines: [5] })
    expect((await decided('others.jsonl', { profileId: 'u2' })).moved).toBe(1)
    const last = { profileId: 'u1', until: ms('10:30:00') }
    expect(await decided('others.jsonl', last)).toMatchObject({ moved: 0, lines: [1] })
    const { trace } = await tellStory(catalog, await openTrace(path('others.jsonl')), { profileId: 'u2' })
    expect(trace.moved).toBe(1)
  })

  it('are sorted where a call names its profile by its uid, whichever of the two is late (T6)', async () => {
    // The delivery was made at 11:00, so the page load of 12:00 finds it: it waits for no click, as the tour by itself does.
    const called = await decided('called-late.jsonl')
    expect(called).toMatchObject({ moved: 1, lines: [2] })
    const story = await tellStory(catalog, await openTrace(path('called-late.jsonl')), { profileId: 'u1' })
    expect(story.events.map(({ line }) => line)).toEqual([1, 3, 2])
    expect(story.events[2]?.decision).toMatchObject({ outcome: 'show', deliveryId: 'd1' })
    const loaded = await tellStory(catalog, await openTrace(path('loaded-late.jsonl')), { profileId: 'u1' })
    expect(loaded.events.map(({ line }) => line)).toEqual([1, 4, 2, 5])
  })

  it('are none where each profile is in order for itself', async () => {
    expect(await decided('by-profile.jsonl')).toMatchObject({ moved: 0, lines: [1, 2], deliveries: { created: 1 } })
  })
})
