import fc from 'fast-check'
import { parseCatalog } from '../../../src/authoring/index.js'
import type { Catalog } from '../../../src/model/index.js'
import type { TraceSource } from '../../../src/simulator/index.js'

/** How long things take, in minutes. */
export interface Lengths {
  readonly prescheduled: number
  readonly failedAfter: number
  readonly preparing: number
  readonly transmitting: number
}

/** In time; failing on the way; failing before it, unless prepared ahead. */
export const arbitraryLengths: fc.Arbitrary<Lengths> = fc.constantFrom(
  { prescheduled: 10, failedAfter: 20, preparing: 2, transmitting: 3 },
  { prescheduled: 10, failedAfter: 5, preparing: 4, transmitting: 6 },
  { prescheduled: 10, failedAfter: 3, preparing: 4, transmitting: 0 },
)

export function catalogWith({ prescheduled, failedAfter, preparing, transmitting }: Lengths): Catalog {
  const read = parseCatalog(`
settings:
  sendings:
    prescheduled_minutes: ${prescheduled}
    failed_after_minutes: ${failedAfter}
    preparing_minutes: ${preparing}
    transmitting_minutes: ${transmitting}
segments:
  - { id: trial, conditions: { fact: plan, operator: equal, value: trial } }
  - { id: saw_tips, conditions: { fact: history.tips, path: $.shows, operator: greaterThan, value: 0 } }
experiences:
  - { id: tips, kind: tour, published_at: 2029-01-01, recurrence: { kind: every, amount: 1, unit: hour } }
  - { id: late, kind: tour, published_at: 2029-01-01, triggers: [{ on: time_on_page, seconds: 90 }] }
  - { id: news, kind: tour, published_at: 2029-01-01, url: [{ url: /nowhere, match_type: simple }] }
limit_groups:
  - { id: hourly, kind: all, rate_limit_size: 1, rate_limit_kind: 1h }
`)
  if (!read.ok) throw new Error(read.problems[0].message)
  return read.value
}

const start = Date.UTC(2029, 1, 3, 8)
export type Line = Readonly<Record<string, unknown>> & { readonly at: string }

/** An instant of two hours of that day, written; those of sendings and of profiles fall together now and then. */
const at = fc.nat({ max: 2 * 60 }).map((minutes) => new Date(start + minutes * 60_000).toISOString())

const profileId = fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u5')
const ofProfile: fc.Arbitrary<Line> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ at, profile_id: profileId, href: fc.constant('https://x.test/') }) },
  fc.record({
    type: fc.constant('identify'),
    at,
    profile_id: profileId,
    traits: fc.record({ plan: fc.constantFrom('trial', 'paid', null), msisdn: fc.constantFrom('1', null) }),
  }),
)

const delivery = fc.record({
  model_kind: fc.constant('tour'),
  model_id: fc.constant('news'),
  delivery_ids_at_limit: fc.constantFrom('error', 'drop'),
})
const channel = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('experience'), delivery }) },
  fc.constant('sms'),
)
const audience = fc.constantFrom(
  null,
  { type: 'reference', id: 'trial' },
  { type: 'reference', id: 'saw_tips' },
  { type: 'inline', conditions: [] },
)
const recipients = fc.subarray([{ member_id: 'u1' }, { member_id: 'u9' }, { member_id: 'u3', properties: { n: 1 } }])
const schedule = fc.oneof(
  fc.constantFrom(null, { type: 'immediate' }),
  fc.record({
    type: fc.constant('relative'),
    in: fc.nat({ max: 40 }).map((minutes) => `${minutes} minutes`),
    prescheduled: fc.boolean(),
  }),
)
const id = fc.constantFrom('s1', 's2', 's3')
const ofSending: fc.Arbitrary<Line> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('sending'),
      at,
      id,
      audience,
      recipients,
      schedule,
      message: fc.record({
        channels: fc.uniqueArray(channel, { minLength: 1, maxLength: 2, selector: (one) => typeof one }),
      }),
    }),
  },
  fc.record({ type: fc.constant('sending.update'), at, id, schedule }),
  fc.record({ type: fc.constant('sending.cancel'), at, id }),
)
const edit: fc.Arbitrary<Line> = fc.record({
  type: fc.constant('catalog'),
  at,
  experiences: fc.constantFrom([{ id: 'news', published_at: null }], [{ id: 'news', published_at: '2029-01-01' }]),
})

const byTime = (a: Line, b: Line): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

/** A day of five people, with sendings. */
export const arbitraryDay: fc.Arbitrary<readonly Line[]> = fc
  .tuple(
    fc.array(ofProfile, { minLength: 5, maxLength: 40 }),
    fc.array(ofSending, { minLength: 1, maxLength: 12 }),
    fc.array(edit, { maxLength: 2 }),
  )
  .map((lines) => lines.flat().sort(byTime))

const textOf = (lines: readonly Line[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** Lines as a trace. */
export function traceOf(lines: readonly Line[]): TraceSource {
  const bytes = Buffer.from(textOf(lines))
  return {
    name: 'trace',
    bytes: bytes.length,
    async *read(onRead) {
      onRead?.(bytes.length)
      yield bytes
    },
    async close() {},
  }
}
