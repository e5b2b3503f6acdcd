import { describe, expect, it } from 'vitest'
import { combine } from '../../../src/simulator/sweep/combinations.js'
import { onFront } from '../../../src/simulator/sweep/pareto.js'
import { parseVary } from '../../../src/simulator/sweep/vary.js'
import { catalogOf } from '../compare/traces.js'

const catalog = catalogOf(`
experiences:
  - { id: nps, kind: survey, published_at: 2029-01-01, position: 3 }
  - { id: v1.tour, kind: tour, published_at: 2029-01-01 }
limit_groups:
  - { id: weekly, kind: all, rate_limit_size: 1, rate_limit_kind: 7d }
`)

/** The problems of `--vary` options: message and help. */
const problemsOf = (...options: readonly string[]): readonly string[] => {
  const read = parseVary(options, catalog)
  const result = read.ok ? combine(catalog, read.value) : read
  return result.ok
    ? []
    : result.problems.map(({ message, help }) => (help === undefined ? message : `${message} | ${help}`))
}

const valuesOf = (option: string): readonly unknown[] => {
  const read = parseVary([option], catalog)
  if (!read.ok) throw new Error(read.problems[0].message)
  return read.value[0]?.values ?? []
}

describe('--vary', () => {
  it('takes a range or a list, each value once', () => {
    expect(valuesOf('weekly.rate_limit_size=1..4')).toEqual([1, 2, 3, 4])
    expect(valuesOf('weekly.rate_limit_size=5, 1,5')).toEqual([5, 1])
    expect(valuesOf('weekly.rate_limit_kind=1d,week,session')).toEqual(['1d', 'week', 'session'])
    expect(valuesOf('nps.position=-1..1')).toEqual([-1, 0, 1])
    expect(valuesOf('nps.position=0.5')).toEqual([0.5])
  })

  it('knows what the catalog has, and ids with dots in them', () => {
    const read = parseVary(['weekly.rate_limit_kind=1d', 'v1.tour.position=1'], catalog)
    expect(read).toMatchObject({
      ok: true,
      value: [
        { name: 'weekly.rate_limit_kind', id: 'weekly', field: 'rate_limit_kind', current: '7d' },
        { name: 'v1.tour.position', id: 'v1.tour', field: 'position', current: null },
      ],
    })
  })

  it('refuses what it cannot read, with what was probably meant', () => {
    const form = 'write group.rate_limit_size=1..5, group.rate_limit_kind=1d,7d or experience.position=0,1'
    expect(problemsOf('weekly')).toEqual([`--vary: cannot read "weekly" | ${form}`])
    expect(problemsOf('=1')).toEqual([`--vary: cannot read "=1" | ${form}`])
    expect(problemsOf('weekly.rate_limit_sise=1')).toEqual([
      '--vary: unknown parameter "rate_limit_sise" in "weekly.rate_limit_sise=1" | did you mean "rate_limit_size"?',
    ])
    expect(problemsOf('weakly.rate_limit_size=1')).toEqual([
      '--vary: unknown limit group "weakly" | did you mean "weekly"?',
    ])
    expect(problemsOf('x.position=1')).toEqual(['--vary: unknown experience "x" | there are nps, v1.tour'])
    expect(problemsOf('weekly.rate_limit_size=1,two')).toEqual([
      `--vary: expected a number for rate_limit_size, found "two" | ${form}`,
    ])
    expect(problemsOf('weekly.rate_limit_size=1,,2')).toEqual([`--vary: no value in "1,,2" | ${form}`])
    expect(problemsOf('weekly.rate_limit_size=3..1')).toEqual([
      '--vary: the range "3..1" is empty | write the smaller number first',
    ])
  })

  it('refuses what a catalog would refuse, once for each message', () => {
    expect(problemsOf('weekly.rate_limit_size=-2..1')).toEqual([
      '--vary weekly.rate_limit_size: expected a whole number, 0 or more, found -2',
      '--vary weekly.rate_limit_size: expected a whole number, 0 or more, found -1',
    ])
    expect(problemsOf('weekly.rate_limit_kind=1d,7x')).toMatchObject([
      expect.stringMatching(/^--vary weekly\.rate_limit_kind: not a window: "7x"/),
    ])
  })

  it('limits how many parameters, values and combinations there are', () => {
    const [a, b, c] = ['weekly.rate_limit_size=1', 'weekly.rate_limit_kind=1d', 'nps.position=1']
    expect(problemsOf(a as string, b as string, c as string)).toEqual([
      '--vary: one or two parameters can be varied, found 3',
    ])
    expect(problemsOf(a as string, a as string)).toEqual([
      '--vary: "weekly.rate_limit_size" is varied twice | give all its values at once',
    ])
    expect(problemsOf('weekly.rate_limit_size=1..65')).toEqual([
      '--vary: a parameter takes at most 64 values, found 65',
    ])
    expect(problemsOf('weekly.rate_limit_size=1..13', 'nps.position=1..5')).toEqual([
      '--vary: at most 64 combinations are replayed, found 65 | give fewer values',
    ])
    expect(problemsOf('weekly.rate_limit_size=1..16', 'nps.position=1..4')).toEqual([])
  })
})

describe('the combinations', () => {
  it('are all of them, the last parameter running fastest, with the catalog as it is among them', () => {
    const read = parseVary(['weekly.rate_limit_size=1,2', 'weekly.rate_limit_kind=1d,7d'], catalog)
    const made = read.ok ? combine(catalog, read.value) : read
    if (!made.ok) throw new Error(made.problems[0].message)
    expect(made.value.map(({ values, isBase }) => [...values, isBase])).toEqual([
      [1, '1d', false],
      [1, '7d', true],
      [2, '1d', false],
      [2, '7d', false],
    ])
    expect(made.value[2]?.catalog.limitGroups[0]).toMatchObject({ rateLimitSize: 2, rateLimitKind: '1d' })
  })
})

describe('the front', () => {
  const point = (reached: number, p90: number, max: number) => ({ reached, fatigue: { p90, max } })

  it('has what nothing else beats in all of reach, p90 and max; equals stand together', () => {
    const points = [point(10, 2, 3), point(10, 2, 3), point(12, 2, 4), point(9, 2, 3), point(12, 3, 4), point(1, 1, 1)]
    expect(onFront(points)).toEqual([true, true, true, false, false, true])
  })

  it('is never empty', () => {
    expect(onFront([point(0, 0, 0)])).toEqual([true])
  })
})
