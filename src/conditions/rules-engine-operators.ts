import { not, type Operator, type Test } from './operator.js'

/** A fact counts as a number where its text begins with one; the comparison itself is then JavaScript's. */
const numeric =
  (compare: (a: number, b: number) => boolean): Test =>
  (a, b) =>
    (typeof a === 'number' || !Number.isNaN(Number.parseFloat(a as string))) && compare(a as number, b as number)

const isIn: Test = (a, b) => (b as unknown[]).indexOf(a) > -1

/** A list worth a set. A set finds NaN, which `indexOf` does not: that stays as it is. */
const inSet = (list: unknown): Test => {
  if (!Array.isArray(list) || list.length < 9) return (a) => isIn(a, list, 0)
  const set = new Set(list)
  return (a) => set.has(a) && !Number.isNaN(a)
}

/** json-rules-engine's own operators, answering what version 7.3.1 answers for every value (S3). */
export const rulesEngineOperators = {
  equal: { test: (a: unknown, b: unknown) => a === b },
  notEqual: { test: (a: unknown, b: unknown) => a !== b },
  in: { test: isIn, prepare: inSet },
  notIn: { test: not(isIn), prepare: (b: unknown) => not(inSet(b)) },
  contains: { test: (a: unknown, b: unknown) => Array.isArray(a) && a.indexOf(b) > -1 },
  doesNotContain: { test: (a: unknown, b: unknown) => Array.isArray(a) && a.indexOf(b) === -1 },
  lessThan: { test: numeric((a, b) => a < b) },
  lessThanInclusive: { test: numeric((a, b) => a <= b) },
  greaterThan: { test: numeric((a, b) => a > b) },
  greaterThanInclusive: { test: numeric((a, b) => a >= b) },
} satisfies Record<string, Operator>
