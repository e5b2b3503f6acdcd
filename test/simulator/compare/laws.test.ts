import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TraceEvent } from '../../../src/authoring/trace-event.js'
import type { Catalog, ProfileEvent } from '../../../src/model/index.js'
import { BatchBuilder } from '../../../src/simulator/batch.js'
import { changeClasses } from '../../../src/simulator/compare/answer.js'
import { Comparing } from '../../../src/simulator/compare/comparing.js'
import {
  type Comparison,
  emptyComparison,
  isChanged,
  mergeComparisons,
} from '../../../src/simulator/compare/comparison.js'
import type { ReasonMatrix } from '../../../src/simulator/compare/reason-matrix.js'
import { arbitraryLife } from '../../naive/arbitrary.js'
import { arbitraryCatalog } from '../../naive/arbitrary-catalog.js'

const numRuns = Number(process.env.ONCUE_RUNS ?? 200)

interface Person {
  readonly id: string
  readonly events: readonly TraceEvent[]
}

/** Two catalogs that have ids in common, and a few people's lives, each in the order of time. */
const arbitraryCase = fc
  .array(arbitraryLife, { minLength: 1, maxLength: 4 })
  .chain((lives) =>
    fc.record({
      catalog: fc.constant(lives[0]?.catalog as Catalog),
      other: arbitraryCatalog(baseOf(lives)),
      lives: fc.constant(lives),
    }),
  )
  .map(({ catalog, other, lives }) => ({
    before: catalog,
    after: other,
    people: lives.map(({ events }, k): Person => ({ id: `u${k}`, events: traceEvents(events, `u${k}`) })),
  }))

const baseOf = (lives: readonly { readonly events: readonly ProfileEvent[] }[]): number =>
  lives[0]?.events[0]?.at ?? Date.UTC(2029, 1, 3)

function traceEvents(events: readonly ProfileEvent[], profileId: string): readonly TraceEvent[] {
  const parts = { profileId, eventId: null }
  return events
    .flatMap((event): TraceEvent[] => {
      const { at } = event
      if (event.type === 'page') return [{ ...parts, type: 'page', at, href: event.href, peek: false }]
      if (event.type === 'identify') return [{ ...parts, ...event }]
      if (event.type === 'track') return [{ ...parts, type: 'track', at, event: event.event }]
      if (event.type === 'trigger' && event.on !== 'time_on_page') {
        const { on, element = null, name = null } = event
        return [{ ...parts, type: 'trigger', at, on, element, name }]
      }
      if (event.type !== 'interaction') return []
      const { experienceId, state, deferUntil = null, groupKind = null, groupId = null } = event
      return [{ ...parts, type: 'interaction', at, experienceId, state, deferUntil, groupKind, groupId }]
    })
    .sort((a, b) => a.at - b.at)
}

function compareLives(before: Catalog, after: Catalog, people: readonly Person[], most = 1_000): Comparison {
  const options = { recorded: 'use', behaviour: 'assumed' } as const
  const comparing = new Comparing({ catalogs: [before, after], edits: [], options })
  const batch = new BatchBuilder()
  const flush = (): void => {
    comparing.take(batch)
    batch.clear()
  }
  for (const { id } of people) comparing.begin(id)
  for (const [number, { events }] of people.entries()) {
    for (const [line, event] of events.entries()) {
      batch.add(number, event.at, '', event, line + 1)
      if (batch.size === most) flush()
    }
  }
  flush()
  comparing.end()
  return comparing.result()
}

const pages = (people: readonly Person[]): number =>
  people.reduce((sum, { events }) => sum + events.filter(({ type }) => type === 'page').length, 0)

const cells = (matrix: ReasonMatrix): readonly (readonly [string, string, number])[] =>
  Object.entries(matrix).flatMap(([from, row]) => Object.entries(row).map(([to, times]) => [from, to, times] as const))

const sorted = (all: readonly (readonly [string, string, number])[]): readonly string[] =>
  all.map((cell) => cell.join(' ')).sort()

describe('laws of the comparison', () => {
  test('a catalog compared with itself makes no difference', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ before, people }) => {
        const same = compareLives(before, before, people)
        expect(isChanged(same)).toBe(false)
        expect(same.pageLoads).toEqual({ unchanged: pages(people), gained: 0, lost: 0, moved: 0, unknown: 0 })
        expect([same.changedProfiles, same.tired.profiles, same.unreached.profiles, same.examples.length]).toEqual([
          0, 0, 0, 0,
        ])
        for (const { shows, reached, gained, lost, movedTo, movedFrom, reasons } of same.experiences) {
          expect([shows.after, reached.after]).toEqual([shows.before, reached.before])
          expect([gained, lost, movedTo, movedFrom]).toEqual([0, 0, 0, 0])
          expect(cells(reasons).filter(([from, to]) => from !== to)).toEqual([])
        }
      }),
      { numRuns },
    )
  })

  test('the classes add up to the page loads, and the changes of an experience to the change of its shows', () => {
    let different = 0
    fc.assert(
      fc.property(arbitraryCase, ({ before, after, people }) => {
        const comparison = compareLives(before, after, people)
        const total = changeClasses.reduce((sum, name) => sum + comparison.pageLoads[name], 0)
        expect(total).toBe(pages(people))
        for (const name of changeClasses) {
          const byDay = comparison.days.reduce((sum, [, classes]) => sum + classes[name], 0)
          expect(byDay).toBe(comparison.pageLoads[name] + comparison.triggers[name])
        }
        if (isChanged(comparison)) different += 1
        const unknown = comparison.pageLoads.unknown + comparison.triggers.unknown
        for (const { shows, gained, lost, movedTo, movedFrom } of comparison.experiences) {
          const told = gained - lost + movedTo - movedFrom
          expect(Math.abs(shows.after - shows.before - told)).toBeLessThanOrEqual(unknown)
        }
      }),
      { numRuns },
    )
    expect(different).toBeGreaterThan(numRuns / 4)
  })

  test('the other way round what was gained is lost, and the reasons are transposed', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ before, after, people }) => {
        const there = compareLives(before, after, people)
        const back = compareLives(after, before, people)
        for (const on of ['pageLoads', 'triggers'] as const) {
          const { gained, lost, ...rest } = there[on]
          expect(back[on]).toEqual({ ...rest, gained: lost, lost: gained })
        }
        expect(back.shows).toEqual({ before: there.shows.after, after: there.shows.before })
        for (const [k, one] of there.experiences.entries()) {
          const other = back.experiences[k]
          expect(other).toMatchObject({ id: one.id, gained: one.lost, lost: one.gained })
          expect([other?.movedTo, other?.movedFrom]).toEqual([one.movedFrom, one.movedTo])
          const transposed = cells(one.reasons).map(([from, to, times]) => [to, from, times] as const)
          expect(sorted(cells(other?.reasons ?? {}))).toEqual(sorted(transposed))
        }
      }),
      { numRuns },
    )
  })

  test('comparisons of different people merge to that of all of them, in any grouping and order', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.integer({ min: 1, max: 7 }), ({ before, after, people }, most) => {
        const whole = compareLives(before, after, people, most)
        const parts = people.map((person) => compareLives(before, after, [person]))
        const forwards = parts.reduce(mergeComparisons, emptyComparison)
        const backwards = parts.reduceRight((sum, part) => mergeComparisons(part, sum), emptyComparison)
        const turned = [...parts].reverse().reduce(mergeComparisons, emptyComparison)
        expect(forwards).toEqual(whole)
        expect(backwards).toEqual(whole)
        expect(turned).toEqual(whole)
        expect(mergeComparisons(whole, emptyComparison)).toEqual(whole)
        expect(mergeComparisons(emptyComparison, whole)).toEqual(whole)
        expect(structuredClone(whole)).toEqual(whole)
      }),
      { numRuns },
    )
  })
})
