import { formatInstant, readInstant } from '../../conditions/index.js'
import type { OperatorName } from '../../conditions/operators.js'
import { toNumber } from '../../conditions/scalar.js'
import { dayMs, type Instant } from '../../model/index.js'

/**
 * Values of a fact that are worth a try where a comparison's answer should be the other one: what makes it hold, what
 * stands just beside that, and nothing at all. They are only proposals: the operator itself is asked about each one.
 *
 * @param actual the fact as it is: a list that lacks an item gets it
 */
export function samplesOf(operator: string, operand: unknown, actual: unknown, now: Instant): readonly unknown[] {
  const [first = '', ...others] = operator.split(':')
  if (others.length === 0) return samples[first as OperatorName]?.(operand, now, actual) ?? []
  const rest = others.join(':')
  const inner = (value: unknown): readonly unknown[] => samplesOf(rest, value, undefined, now)
  switch (first) {
    case 'someFact':
    case 'everyFact':
      return inner(operand).flatMap((item) => [[...listOf(actual), item], [item]])
    case 'someValue':
    case 'everyValue':
      return listOf(operand).slice(0, maxItems).flatMap(inner)
    case 'swap': {
      // The fact is what is compared with: the operand itself, an item of it, or a list that has it.
      const single = [operand, ...listOf(operand).slice(0, maxItems)]
      return [...(Array.isArray(actual) ? [[operand], ...single] : [...single, [operand]]), ...inner(operand)]
    }
    default:
      return inner(operand)
  }
}

type Sample = (operand: unknown, now: Instant, actual: unknown) => readonly unknown[]

/** The items of a list that are tried. */
const maxItems = 8

const itself: Sample = (operand) => [operand, ...(typeof operand === 'boolean' ? [!operand] : [])]
const anyOf: Sample = (operand) => itemsOf(operand).slice(0, maxItems)
const listWith: Sample = (operand, _now, actual) => [
  [...listOf(actual), operand],
  listOf(actual).filter((item) => item !== operand),
  [],
]
const beside: Sample = (operand) => [operand, ...neighbours(operand)]
const instants: Sample = (operand, now) => (typeof operand === 'number' ? aged(operand, now) : [])
const textWith: Sample = (operand) => [operand, '']

/** By operator: one that is missing here does not compile. */
const samples: Readonly<Record<OperatorName, Sample>> = {
  equal: itself,
  notEqual: itself,
  in: anyOf,
  notIn: anyOf,
  contains: listWith,
  doesNotContain: listWith,
  lessThan: beside,
  lessThanInclusive: beside,
  greaterThan: beside,
  greaterThanInclusive: beside,
  'chameleon.ex': () => [true],
  'chameleon.nx': () => [true],
  'chameleon.eq': itself,
  'chameleon.ne': itself,
  'chameleon.gt': beside,
  'chameleon.gte': beside,
  'chameleon.lt': beside,
  'chameleon.lte': beside,
  'chameleon.gt-d': instants,
  'chameleon.lt-d': instants,
  'chameleon.in': textWith,
  'chameleon.in-i': textWith,
  'chameleon.nin': textWith,
  'chameleon.nin-i': textWith,
  'chameleon.in-v': anyOf,
  'chameleon.nin-v': anyOf,
  'chameleon.in-a': listWith,
  'chameleon.nin-a': listWith,
  'mpc.match': itself,
  'mpc.any': anyOf,
  'mpc.in': anyOf,
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A list's items, or those of text with commas. */
const itemsOf = (value: unknown): readonly unknown[] =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '')
    : typeof value === 'number'
      ? [value]
      : listOf(value)

/** What is just greater and just less, in the terms in which the value is compared. */
function neighbours(value: unknown): readonly unknown[] {
  const number = toNumber(value)
  if (!Number.isNaN(number)) return [number + 1, number - 1]
  const instant = readInstant(value)
  if (instant !== undefined) return written([instant + dayMs, instant - dayMs])
  return typeof value === 'string' ? [`${value}a`, ''] : []
}

/** Instants that are newer than so many days, and stay so for a while; that are older; and those beside the boundary. */
const aged = (days: number, now: Instant): readonly unknown[] => {
  const boundary = now - days * dayMs
  return written([now, now + dayMs, boundary - dayMs, boundary + 1, boundary - 1])
}

/** As text; what no instant can be is left out. */
const written = (instants: readonly number[]): readonly string[] =>
  instants.filter((at) => Math.abs(at) < 8e15).map((at) => formatInstant(Math.round(at)))
