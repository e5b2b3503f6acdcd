import { deserialize, serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readTraceEvent } from '../../../src/authoring/index.js'
import type { TraceEvent } from '../../../src/authoring/trace-event.js'
import { BatchBuilder } from '../../../src/simulator/batch.js'
import { simulate } from '../../../src/simulator/index.js'
import { Partition, type PartitionSetup, type PartitionState } from '../../../src/simulator/partition.js'
import { defaultReplayOptions, Replay } from '../../../src/simulator/replay.js'
import { createTimeline, type Edit, isEveryones } from '../../../src/simulator/timeline.js'
import { arbitraryDay, catalogWith, type Line, traceOf } from './traces.js'

const catalog = catalogWith({ prescheduled: 10, failedAfter: 20, preparing: 2, transmitting: 3 })
const people = ['u1', 'u2', 'u3', 'u4', 'u5']

const eventOf = (line: Line): TraceEvent => {
  const read = readTraceEvent(line)
  if (!read.ok) throw new Error(read.problems[0].message)
  return read.value
}
const eventsOf = (lines: readonly Line[]) => lines.map((line, k) => ({ event: eventOf(line), line: k + 1 }))
const editsOf = (lines: readonly Line[]): readonly Edit[] =>
  eventsOf(lines).filter((one): one is Edit => isEveryones(one.event))

/** Everyone is sought an hour before anything goes out, so that there is much to remember in between. */
const waiting: readonly Line[] = [
  ...people.map((profile_id) => ({
    type: 'identify',
    at: '2029-02-03T07:00:00Z',
    profile_id,
    traits: { plan: 'trial' },
  })),
  ...[1, 2, 3].map((n) => ({
    type: 'sending',
    at: '2029-02-03T07:30:00Z',
    id: `w${n}`,
    audience: { type: 'reference', id: 'trial' },
    schedule: { type: 'absolute', at: `2029-02-03T0${7 + n}:45:00Z`, prescheduled: true },
    message: { channels: [{ type: 'experience', delivery: { model_kind: 'tour', model_id: 'news' } }] },
  })),
]
const slow = catalogWith({ prescheduled: 240, failedAfter: 20, preparing: 0, transmitting: 0 })
const setup = (lines: readonly Line[]): PartitionSetup => ({
  catalog: slow,
  edits: editsOf(lines),
  options: defaultReplayOptions,
  wantsUsers: false,
  decisions: 'all',
})

const busyDay = arbitraryDay.map((lines) => [...waiting, ...lines.filter(({ type }) => type !== 'sending.cancel')])

it('P3: a replay that was broken off and resumed comes to the same', () => {
  let awaited = 0
  fc.assert(
    fc.property(busyDay, fc.nat({ max: 60 }), (lines, cut) => {
      const events = eventsOf(lines).filter(({ event }) => !isEveryones(event))
      const take = (partition: Partition, some: typeof events) => {
        const batch = new BatchBuilder()
        for (const { event, line } of some) batch.add(people.indexOf(event.profileId ?? ''), event.at, '', event, line)
        return partition.takeAll(batch).texts
      }
      const begin = (): Partition => {
        const partition = new Partition(setup(lines))
        for (const id of people) partition.begin(id)
        return partition
      }
      const whole = begin()
      const [first, second] = [take(whole, events.slice(0, cut)), take(whole, events.slice(cut))]
      const [before, after] = [begin(), begin()]
      expect(take(before, events.slice(0, cut))).toEqual(first)
      const state: PartitionState = deserialize(serialize(before.save()))
      awaited += state.lives.flatMap(({ more }) => more.flatMap((one) => one?.awaited ?? [])).length
      after.restore(state)
      expect(take(after, events.slice(cut))).toEqual(second)
      expect(after.finish()).toEqual(whole.finish())
    }),
    { numRuns: 100 },
  )
  // In between, something had been promised.
  expect(awaited).toBeGreaterThan(50)
})

it('P3: a profile that slept between its events is sent the same', () => {
  fc.assert(
    fc.property(busyDay, (lines) => {
      const lived = (sleeps: boolean) => {
        const dispatched: string[] = []
        const replay = new Replay(createTimeline(slow, editsOf(lines)), defaultReplayOptions, {
          dispatched: ({ at, dispatch }) => dispatched.push(`${at} ${dispatch.id}`),
        })
        for (const id of people) replay.population.begin(id)
        for (const { event, line } of eventsOf(lines)) {
          if (isEveryones(event)) continue
          const number = people.indexOf(event.profileId ?? '')
          replay.take(event, replay.population.at(number), line)
          if (sleeps) replay.population.rest(number, 0)
        }
        replay.end()
        return { dispatched, profiles: [...replay.population].map(({ draft }) => ({ ...draft })) }
      }
      expect(lived(true)).toEqual(lived(false))
    }),
    { numRuns: 100 },
  )
})

it('P3: comes to the same with any number of workers', async () => {
  const lines = fc.sample(busyDay, { numRuns: 1, seed: 7 })[0] ?? []
  const run = async (workers: number) => {
    const decisions: string[] = []
    const { summary } = await simulate(catalog, traceOf(lines), {
      workers,
      decisions: { reasons: 'near', write: (line) => decisions.push(line) },
      onRestart: () => decisions.splice(0),
    })
    return { decisions, summary }
  }
  const alone = await run(0)
  expect(alone.summary.sendings.list.length).toBeGreaterThan(2)
  expect(alone.summary.deliveries.experiences.length).toBeGreaterThan(0)
  for (const workers of [1, 3]) expect(await run(workers)).toEqual(alone)
})

it('N6: a sending later than what is asked about has not happened', async () => {
  const until = Date.parse('2029-02-03T07:29:59Z')
  const { summary } = await simulate(slow, traceOf(waiting), { until })
  expect(summary.sendings.list).toEqual([])
})
