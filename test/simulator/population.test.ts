import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TraceEvent } from '../../src/authoring/trace-event.js'
import type { Decision, ProfileEvent } from '../../src/index.js'
import { defaultReplayOptions, Replay } from '../../src/simulator/replay.js'
import { createTimeline } from '../../src/simulator/timeline.js'
import { arbitraryLife } from '../naive/arbitrary.js'

const profileId = 'u1'

/** Every event as a line of a trace; `time_on_page` is none, and deliveries are not made here. */
function lineOf(event: ProfileEvent): TraceEvent[] {
  const someone = { at: event.at, profileId, eventId: null }
  switch (event.type) {
    case 'page':
      return [{ type: 'page', ...someone, href: event.href, peek: false }]
    case 'identify':
    case 'track':
      return [{ ...event, ...someone }]
    case 'trigger':
      if (event.on === 'time_on_page') return []
      return [{ type: 'trigger', ...someone, on: event.on, element: event.element ?? null, name: event.name ?? null }]
    default:
      return []
  }
}

test('P3: a profile that slept between its events lives as one that never did', () => {
  fc.assert(
    fc.property(arbitraryLife, fc.boolean(), ({ catalog, profile, events }, isCompared) => {
      const lived = (sleeps: boolean) => {
        const decisions: Decision[] = []
        const compared: unknown[] = []
        const options = { ...defaultReplayOptions, recorded: isCompared ? ('compare' as const) : ('use' as const) }
        const replay = new Replay(createTimeline(catalog), options, {
          asked: ({ decision }) => decisions.push(decision),
          compared: (...answers) => compared.push(answers),
        })
        const { draft } = replay.life(profileId)
        draft.deliveries = profile.deliveries
        draft.deliveryIds = profile.deliveryIds
        const lines = events.flatMap(lineOf).sort((a, b) => a.at - b.at)
        for (const [line, event] of lines.entries()) {
          replay.take(event, replay.life(profileId), line)
          if (sleeps) replay.population.rest(0, 0)
        }
        const { at, shows, ownShow, time } = replay.life(profileId)
        replay.end()
        return { decisions, compared, at, shows, ownShow, time, profile: { ...replay.life(profileId).draft } }
      }
      expect(lived(true)).toEqual(lived(false))
    }),
    { numRuns: 500 },
  )
})
