import { isListOf, keyed } from '../metrics/monoid.js'
import { type Comparison, classCounts } from './comparison.js'

type Fits = (value: unknown) => boolean

/** Whether a value that was read is the comparison of some profiles, as far as anything is reckoned with it. */
export const isComparison = (value: unknown): value is Comparison => fits(value)

const all =
  (parts: Readonly<Record<string, Fits>>): Fits =>
  (value) =>
    isObject(value) && Object.entries(parts).every(([key, part]) => Object.hasOwn(value, key) && part(value[key]))
const list =
  (item: Fits): Fits =>
  (value) =>
    isListOf(value, item)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text: Fits = (value) => typeof value === 'string'
const number: Fits = Number.isFinite
const both = all({ before: number, after: number })
const matrix: Fits = (rows) =>
  isObject(rows) && Object.values(rows).every((row) => isObject(row) && Object.values(row).every(number))
const worseOff = all({ profiles: number, worst: list(all({ profileId: text, before: number, after: number })) })
const explained: Fits = (pair) =>
  pair === null || all({ before: isObject, after: isObject, sentences: list(all({ id: text })) })(pair)

const fits = all({
  profiles: number,
  changedProfiles: number,
  pageLoads: classCounts.fits,
  triggers: classCounts.fits,
  days: keyed(classCounts).fits,
  shows: both,
  reached: both,
  experiences: list(
    all({
      id: text,
      shows: both,
      reached: both,
      gained: number,
      lost: number,
      movedTo: number,
      movedFrom: number,
      reasons: matrix,
    }),
  ),
  deliveries: matrix,
  tired: worseOff,
  unreached: worseOff,
  examples: list(all({ profileId: text, changes: number, line: number, explained })),
})
