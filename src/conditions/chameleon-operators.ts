import { dayMs, never } from '../model/index.js'
import { readInstant } from './instant.js'
import { not, type Operator, type Test } from './operator.js'
import { same, toNumber, toText } from './scalar.js'

/** The operand says what is compared: numbers, else instants, else text by code unit (T7). */
const ordered =
  (compare: (a: number | string, b: number | string) => boolean): Test =>
  (a, b) => {
    const number = toNumber(b)
    if (!Number.isNaN(number)) return compare(toNumber(a), number)
    const instant = readInstant(b)
    if (instant !== undefined) return compare(readInstant(a) ?? Number.NaN, instant)
    return typeof a === 'string' && typeof b === 'string' && compare(a, b)
  }

const contains: Test = (a, b) => {
  const text = toText(a)
  const part = toText(b)
  return text !== undefined && part !== undefined && text.includes(part)
}
const containsFolded: Test = (a, b, now) => contains(toText(a)?.toLowerCase(), toText(b)?.toLowerCase(), now)

/** A list, or text with commas between its items; blanks around an item and empty items say nothing. */
const items = (value: unknown): readonly unknown[] =>
  Array.isArray(value)
    ? value
    : (toText(value)?.split(',') ?? []).map((item) => item.trim()).filter((item) => item !== '')

/** The instant at which a fact is exactly `days` old; NaN, which compares as no, where there is none. */
const agedAt = (fact: unknown, days: unknown): number =>
  typeof days === 'number' ? (readInstant(fact) ?? Number.NaN) + days * dayMs : Number.NaN

const after = (turn: number, now: number): number => (turn > now ? turn : never)

const isMissing: Test = (a) => a === undefined
const inValues: Test = (a, b) => items(b).some((item) => same(a, item))
const inArray: Test = (a, b) => Array.isArray(a) && a.some((item) => same(item, b))

/** Chameleon's filter operators (S4); `docs/operators.md` has the table. A missing fact: positive no, negated yes. */
export const chameleonOperators = {
  'chameleon.ex': { test: not(isMissing) },
  'chameleon.nx': { test: isMissing },
  'chameleon.eq': { test: same },
  'chameleon.ne': { test: not(same) },
  'chameleon.gt': { test: ordered((a, b) => a > b) },
  'chameleon.gte': { test: ordered((a, b) => a >= b) },
  'chameleon.lt': { test: ordered((a, b) => a < b) },
  'chameleon.lte': { test: ordered((a, b) => a <= b) },
  // Exactly N days old is neither newer nor older.
  'chameleon.gt-d': {
    test: (a: unknown, b: unknown, now: number) => now < agedAt(a, b),
    turnsAt: (a: unknown, b: unknown, now: number) => after(Math.ceil(agedAt(a, b)), now),
  },
  'chameleon.lt-d': {
    test: (a: unknown, b: unknown, now: number) => now > agedAt(a, b),
    turnsAt: (a: unknown, b: unknown, now: number) => after(Math.floor(agedAt(a, b)) + 1, now),
  },
  'chameleon.in': { test: contains },
  'chameleon.in-i': { test: containsFolded },
  'chameleon.nin': { test: not(contains) },
  'chameleon.nin-i': { test: not(containsFolded) },
  'chameleon.in-v': { test: inValues },
  'chameleon.nin-v': { test: not(inValues) },
  'chameleon.in-a': { test: inArray },
  'chameleon.nin-a': { test: not(inArray) },
} satisfies Record<string, Operator>
