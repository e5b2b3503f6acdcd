import { deserialize, serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TraceEvent } from '../../src/authoring/trace-event.js'
import { catalog, type Decision, type ProfileEvent } from '../../src/index.js'
import type { Life } from '../../src/simulator/life.js'
import { Population } from '../../src/simulator/population.js'
import { defaultReplayOptions, Replay } from '../../src/simulator/replay.js'
import { rowsPerBlock } from '../../src/simulator/sleeping.js'
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

test('what was saved is restored by number, wherever its block ends, and whoever is heard of later is blank', () => {
  const { last } = createTimeline(catalog())
  const fire = (): void => {}
  const idOf = (number: number): string => `u${number}`
  const heardOf = (count: number): Population => {
    const population = new Population(last, fire)
    for (let number = 0; number < count; number++) population.begin(idOf(number))
    return population
  }
  const saved = heardOf(3 * rowsPerBlock)
  for (const number of [0, rowsPerBlock - 1, rowsPerBlock, rowsPerBlock + 1]) {
    const life = saved.at(number)
    life.at = number
    life.shows = 1
    life.ownShow = idOf(number)
    life.draft.pageAt = number
    life.draft.traits = { number }
    saved.rest(number, 0)
  }
  const plain = deserialize(serialize(saved.save())) as ReturnType<Population['save']>
  // A trace is begun anew: not all who were heard of when it was saved are heard of again yet.
  const restored = heardOf(rowsPerBlock + 2)
  restored.restore(plain)
  for (let number = rowsPerBlock + 2; number < 3 * rowsPerBlock; number++) restored.begin(idOf(number))
  const told = ({ at, shows, ownShow, draft: { id, pageAt, traits } }: Life) => ({
    id,
    at,
    shows,
    ownShow,
    pageAt,
    traits,
  })
  expect(Array.from(restored, told)).toEqual(
    Array.from({ length: 3 * rowsPerBlock }, (_, number) => {
      const id = idOf(number)
      return [0, rowsPerBlock - 1, rowsPerBlock, rowsPerBlock + 1].includes(number)
        ? { id, at: number, shows: 1, ownShow: id, pageAt: number, traits: { number } }
        : { id, at: Number.NEGATIVE_INFINITY, shows: 0, ownShow: null, pageAt: null, traits: {} }
    }),
  )
})
