import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TraceEvent } from '../../../src/authoring/trace-event.js'
import { limitGroup, type ProfileEvent } from '../../../src/model/index.js'
import { Story } from '../../../src/simulator/life-story/story.js'
import { Teller } from '../../../src/simulator/life-story/teller.js'
import { defaultReplayOptions } from '../../../src/simulator/replay.js'
import { arbitraryLife } from '../../naive/arbitrary.js'
import { measure } from '../metrics/replaying.js'

const profileId = 'u1'

function traceEvent(event: ProfileEvent): readonly TraceEvent[] {
  const parts = { profileId, eventId: null }
  switch (event.type) {
    case 'page':
      return [{ ...event, ...parts, peek: false }]
    case 'identify':
    case 'track':
      return [{ ...event, ...parts }]
    case 'interaction': {
      const { at, experienceId, state, deferUntil = null, groupKind = null, groupId = null } = event
      return [{ type: 'interaction', at, experienceId, state, deferUntil, groupKind, groupId, ...parts }]
    }
    default:
      return []
  }
}

test('the times for which limits were full in a story are those that a simulation sums up', () => {
  let full = 0
  fc.assert(
    fc.property(arbitraryLife, ({ catalog: given, events }) => {
      const groups = [...given.limitGroups, bySession, byHour].map((one, k) => ({ ...one, id: `g${k}` }))
      const catalog = { ...given, limitGroups: groups }
      const trace = [...events].sort((a, b) => a.at - b.at).flatMap(traceEvent)
      const options = defaultReplayOptions
      const teller = new Teller({ catalog, edits: [], options, profileId, until: Number.POSITIVE_INFINITY })
      for (const [k, event] of trace.entries()) teller.live(event, k + 1)
      teller.end()
      const report = { lines: 0, events: 0, moved: 0, unreadable: 0, passedOver: 0, problems: [], duplicates: 0 }
      const story = new Story(profileId, teller, { trace: report, isPartial: false })

      const summed = new Map(measure(catalog, trace).metrics.groups)
      for (const { groupId, isAlwaysFull, stretches } of story.fullLimits()) {
        expect(isAlwaysFull).toBe(groups.find(({ id }) => id === groupId)?.rateLimitSize === 0)
        const ms = stretches.reduce((sum, { from, until }) => sum + until - from, 0)
        expect(Math.floor(ms / 1000)).toBe(summed.get(groupId)?.fullSeconds ?? 0)
        const times = (summed.get(groupId)?.filledBy ?? []).reduce((sum, [, count]) => sum + count, 0)
        expect(stretches).toHaveLength(times)
        for (const [k, { from, until }] of stretches.entries()) {
          expect(until).toBeGreaterThanOrEqual(from)
          expect(from).toBeGreaterThanOrEqual(stretches[k - 1]?.until ?? from)
        }
        if (ms > 0) full += 1
      }
    }),
    { numRuns: 300 },
  )
  expect(full).toBeGreaterThan(200)
})

const parts = { id: 'g', kind: 'all', rateLimitSize: 1, exemptShows: 'count' } as const
const bySession = limitGroup({ ...parts, rateLimitKind: 'session' })
const byHour = limitGroup({ ...parts, rateLimitKind: '1h' })
