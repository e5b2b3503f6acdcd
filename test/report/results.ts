import { parseCatalog } from '../../src/authoring/index.js'
import type { Catalog } from '../../src/model/index.js'
import type { ReportedResult } from '../../src/report/index.js'
import {
  combine,
  compare,
  parseVary,
  type SimulateOptions,
  simulate,
  sweep,
  type TraceSource,
  tellStory,
  writeComparison,
  writeSimulation,
  writeSweep,
  writeTimeline,
} from '../../src/simulator/index.js'

/** Two surveys and three tours of an application; some wait, some are for admins, and two limits hold them back. */
const catalogText = `
segments:
  - { id: admins, conditions: { fact: role, operator: equal, value: admin } }
experiences:
  - { id: nps, kind: survey, name: How likely are you?, published_at: 2029-01-01 }
  - { id: tip, kind: tour, name: A tip, published_at: 2029-01-01, recurrence: { kind: page } }
  - { id: guide, kind: tour, published_at: 2029-01-01, segment_id: admins, recurrence: { kind: every, amount: 1, unit: day } }
  - { id: help, kind: tour, published_at: 2029-01-01, triggers: [ { on: click, element: '#help' } ] }
  - { id: news, kind: tour, published_at: 2029-01-01, experiment_range: [0, 100] }
limit_groups:
  - { id: hourly, kind: all, rate_limit_size: 1, rate_limit_kind: 1h }
  - { id: weekly, kind: all, rate_limit_size: 3, rate_limit_kind: 7d }
`

const day = (number: number): string => `2029-02-${String(number).padStart(2, '0')}`

/** Eight people over ten days: page loads, clicks and deliveries, every one of them worked out by counting. */
const events: readonly object[] = Array.from({ length: 10 }, (_, d) =>
  Array.from({ length: 8 }, (_, p) => {
    const who = { profile_id: `u${p}` }
    const at = (time: string): string => `${day(d + 1)}T${time}Z`
    return [
      ...(d === 0
        ? [{ ...who, type: 'identify', at: at('00:00:00'), traits: { role: p % 2 === 0 ? 'admin' : 'guest' } }]
        : []),
      ...(p <= d ? [{ ...who, at: at('10:00:00'), href: 'https://x.test/a' }] : []),
      ...(d % 3 === 0 ? [{ ...who, at: at('10:20:00'), href: 'https://x.test/b' }] : []),
      ...(p === d ? [{ ...who, type: 'trigger', at: at('10:21:00'), on: 'click', element: '#help' }] : []),
      ...(p === 1 && d > 1
        ? [
            {
              ...who,
              type: 'deliver',
              at: at('11:00:00'),
              id: `d${d}`,
              model_kind: 'tour',
              model_id: d % 2 === 0 ? 'tip' : 'guide',
              use_segmentation: true,
            },
          ]
        : []),
      ...(p % 3 === 1 ? [{ ...who, at: at('12:00:00'), href: 'https://x.test/c' }] : []),
    ]
  }).flat(),
).flat()

/** The answers of all four commands, each for the same trace. */
export async function allResults(catalog = catalogOf(catalogText), trace = events): Promise<readonly ReportedResult[]> {
  const source = traceOf(trace)
  const limits = catalogText.replace('rate_limit_size: 3', 'rate_limit_size: 1').replace('1h }', '30m }')
  const compared = await compare(catalog, catalogOf(limits), source)
  return [
    await simulation(catalog, trace, { bootstrap: { rounds: 100, seed: 1 } }),
    { kind: 'comparison', result: writeComparison(compared) },
    await sweepOf(catalog, trace),
    await story(catalog, trace),
  ]
}

/** The answer of `simulate`. */
export async function simulation(
  catalog: Catalog,
  trace: readonly object[],
  options: SimulateOptions = {},
): Promise<ReportedResult & { readonly kind: 'simulation' }> {
  return { kind: 'simulation', result: writeSimulation(await simulate(catalog, traceOf(trace), options)) }
}

async function sweepOf(catalog: Catalog, trace: readonly object[]): Promise<ReportedResult> {
  const parameters = parseVary(['hourly.rate_limit_size=0..3', 'weekly.rate_limit_size=1..3'], catalog)
  if (!parameters.ok) throw new Error(parameters.problems[0].message)
  const combinations = combine(catalog, parameters.value)
  if (!combinations.ok) throw new Error(combinations.problems[0].message)
  const swept = await sweep(catalog, combinations.value, traceOf(trace))
  return { kind: 'sweep', result: writeSweep(swept, parameters.value) }
}

/** One person's. */
export async function story(
  catalog: Catalog,
  trace: readonly object[],
  candidateId: string | null = null,
): Promise<ReportedResult & { readonly kind: 'story' }> {
  const told = await tellStory(catalog, traceOf(trace), { profileId: 'u1' })
  const numbers = told.events.map((_, k) => k + 1)
  return { kind: 'story', result: writeTimeline(told, numbers, { candidateId }) }
}

export function catalogOf(text: string): Catalog {
  const parsed = parseCatalog(text)
  if (!parsed.ok) throw new Error(parsed.problems[0].message)
  return parsed.value
}

/** A trace in memory. */
export function traceOf(all: readonly object[]): TraceSource {
  const bytes = Buffer.from(all.map((event) => `${JSON.stringify(event)}\n`).join(''))
  return {
    name: 'trace.jsonl',
    bytes: bytes.length,
    async *read() {
      yield bytes
    },
    close: async () => {},
  }
}

/** A month's answer spread over a year: the same figures, twelve times and more. */
export function yearOf({ kind, result }: ReportedResult & { readonly kind: 'simulation' }, days = 365): ReportedResult {
  const spread = <T extends { readonly day: string }>(all: readonly T[]): readonly T[] =>
    Array.from({ length: days }, (_, k) => ({
      ...(all[k % all.length] as T),
      day: new Date(Date.UTC(2029, 0, 1) + k * 86_400_000).toISOString().slice(0, 10),
    }))
  return {
    kind,
    result: {
      ...result,
      days: spread(result.days),
      experiences: result.experiences.map((one) => (one.days.length === 0 ? one : { ...one, days: spread(one.days) })),
      groups: result.groups.map((one) => (one.days.length === 0 ? one : { ...one, days: spread(one.days) })),
    },
  }
}
