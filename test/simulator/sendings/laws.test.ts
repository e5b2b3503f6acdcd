import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  refusedCount,
  type SimulateOptions,
  simulate,
  tellStory,
  writeSimulation,
} from '../../../src/simulator/index.js'
import { mostRefusals } from '../../../src/simulator/metrics/refusals.js'
import { liveNaively, type NaiveLine } from '../../naive/sendings.js'
import { arbitraryDay, arbitraryLengths, catalogWith, type Lengths, type Line, traceOf } from './traces.js'

const inTime: Lengths = { prescheduled: 10, failedAfter: 20, preparing: 2, transmitting: 3 }
const people = ['u1', 'u2', 'u3', 'u4', 'u5']

async function replayed(lines: readonly Line[], lengths = inTime, options: SimulateOptions = {}) {
  const decisions: string[] = []
  const result = await simulate(catalogWith(lengths), traceOf(lines), {
    ...options,
    onRestart: () => decisions.splice(0),
    decisions: { reasons: 'all', write: (line) => decisions.push(line) },
  })
  return { decisions: decisions.map((text) => JSON.parse(text)), output: writeSimulation(result) }
}

/** By profile, without the lines of another trace. */
const told = (decisions: readonly Line[]): readonly object[] =>
  people.flatMap((id) =>
    decisions.filter(({ profile_id }) => profile_id === id).map(({ line: _, ...decision }) => decision),
  )

/** Everyone is there to the end, so that what is sent late comes to somebody in either trace. */
const toTheEnd = (lines: readonly Line[]): readonly Line[] => [
  ...lines,
  ...people.map((profile_id) => ({ type: 'tick', at: '2029-02-05T00:00:00Z', profile_id })),
]

/** Days that the naive machine understands: it knows traits, and no history. */
const naiveDay = arbitraryDay.map((lines) =>
  toTheEnd(lines.filter(({ audience }) => (audience as { id?: string } | null)?.id !== 'saw_tips')),
)

const isIn = (_: string, { plan }: Readonly<Record<string, unknown>>): boolean => plan === 'trial'

describe('N6, P3: sendings in a replay', () => {
  it('come to what a naive machine comes to, minute by minute', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(naiveDay, arbitraryLengths, async (lines, lengths) => {
        const naive = liveNaively(lines as readonly NaiveLine[], lengths, isIn)
        const { output } = await replayed(lines, lengths)
        const { list, refused } = output.sendings
        expect(list.map(({ id, status }) => [id, status])).toEqual(naive.sendings.map(({ id, status }) => [id, status]))
        const refusals = [...naive.answers.values()].filter((status) => status >= 400)
        expect(Object.values(refused).reduce((sum, n) => sum + n, 0)).toBe(refusals.length)
        for (const { id, status, members, unreachable } of list) {
          seen.add(status)
          const sending = naive.sendings.find((one) => one.id === id)
          if (status !== 'draft') expect(members - unreachable).toBe(sending?.members.size)
        }
      }),
      { numRuns: 300 },
    )
    // The days that were drawn have what the law is about.
    expect([...seen].sort()).toEqual(['cancelled', 'draft', 'failed', 'skipped', 'transmitted'])
  })

  it('N7: do what the deliveries would do that stand for them', async () => {
    let shown = 0
    await fc.assert(
      fc.asyncProperty(naiveDay, arbitraryLengths, async (lines, lengths) => {
        const naive = liveNaively(lines as readonly NaiveLine[], lengths, isIn)
        const others = lines.filter(({ type }) => !String(type).startsWith('sending'))
        // At each minute first the edits, then the deliveries, then what profiles do.
        const minuteOf = ({ at }: { at: string }): number => Date.parse(at)
        const rank = ({ type }: Line): number => (type === 'catalog' ? 0 : type === 'deliver' ? 1 : 2)
        const written = [...naive.deliveries.map(({ line }) => line as Line), ...others].sort(
          (a, b) => minuteOf(a) - minuteOf(b) || rank(a) - rank(b),
        )
        const [sent, delivered] = [await replayed(lines, lengths), await replayed(written, lengths)]
        expect(told(sent.decisions)).toEqual(told(delivered.decisions))
        const fates = ({ output }: typeof sent) => {
          const { created: _, repeated: __, refused: ___, ...deliveries } = output.deliveries
          const { experiences, groups, days, fatigue } = output
          return { deliveries, experiences, groups, days, fatigue }
        }
        expect(fates(sent)).toEqual(fates(delivered))
        const of = sent.output.sendings.list.map(({ deliveries }) => deliveries)
        const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)
        expect(sum(of.map(({ created }) => created))).toBe(delivered.output.deliveries.created)
        expect(sum(of.flatMap(({ refused }) => Object.values(refused)))).toBe(
          sum(Object.values(delivered.output.deliveries.refused)),
        )
        shown += sent.decisions.filter(({ via }) => via === 'delivery').length
      }),
      { numRuns: 300 },
    )
    expect(shown).toBeGreaterThan(50)
  })

  it('come to the same in whatever order the lines stand', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDay, async (lines) => {
        const numbered = lines.map((line, k) => ({ ...line, event_id: `e${k}` }))
        const turned = groupsReversed(numbered)
        const [ordered, reversed] = [await replayed(numbered), await replayed(turned)]
        expect(told(reversed.decisions)).toEqual(told(ordered.decisions))
        const { trace: _, refusals, ...before } = ordered.output
        const { trace: __, refusals: others, ...after } = reversed.output
        expect(after).toEqual(before)
        // Which are the first ones, the order decides.
        if (refusedCount(before) > mostRefusals) return
        const of = (trace: readonly Line[], all: typeof refusals) =>
          all.map(({ line, ...refusal }) => JSON.stringify([trace[line - 1]?.event_id, refusal])).sort()
        expect(of(turned, others)).toEqual(of(numbered, refusals))
      }),
      { numRuns: 100 },
    )
  })

  it('say of one profile what they say of it among all', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDay, async (lines) => {
        const all = await replayed(lines)
        for (const profileId of people.slice(0, 2)) {
          const one = await replayed(lines, inTime, { profileId })
          expect(one.decisions).toEqual(all.decisions.filter(({ profile_id }) => profile_id === profileId))
        }
      }),
      { numRuns: 100 },
    )
  })

  it('are told in the story of a profile by the same replay', async () => {
    let dispatches = 0
    await fc.assert(
      fc.asyncProperty(arbitraryDay, async (lines) => {
        const sent: string[] = []
        const catalog = catalogWith(inTime)
        await simulate(catalog, traceOf(lines), {
          surveyFirst: true,
          profileId: 'u1',
          onDispatch: ({ at, dispatch }) => sent.push(`${at} ${dispatch.id}`),
        })
        const story = await tellStory(catalog, traceOf(lines), { profileId: 'u1' })
        const toldOf = story.events.flatMap(({ event }) =>
          event.type === 'dispatch' ? [`${event.at} ${event.sendingId}:u1`] : [],
        )
        expect(toldOf).toEqual(sent)
        for (const [k, { event, answer }] of story.events.entries()) {
          if (event.type !== 'dispatch' || answer?.status !== 201) continue
          const before = story.stateAt(k).deliveries.length
          expect(story.stateAt(k + 1).deliveries.length).toBe(before + 1)
          dispatches += 1
        }
      }),
      { numRuns: 150 },
    )
    expect(dispatches).toBeGreaterThan(20)
  })
})

/** Lines of one instant keep their order; instants come the other way round. */
function groupsReversed(lines: readonly Line[]): readonly Line[] {
  const instants = [...new Set(lines.map(({ at }) => at))].reverse()
  return instants.flatMap((instant) => lines.filter(({ at }) => at === instant))
}
