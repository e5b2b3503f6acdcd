import { never } from '../model/index.js'
import { own } from '../model/own.js'
import type { Operator, Test } from './operator.js'
import { operators } from './operators.js'

type Pair = readonly [factValue: unknown, jsonValue: unknown]

interface Decorator {
  /** What the decorated operator is asked about; `null` where the fact is of the wrong type: no. */
  readonly pairs: (factValue: unknown, jsonValue: unknown) => readonly Pair[] | null
  readonly holds: (pairs: readonly Pair[], next: (pair: Pair) => boolean) => boolean
}

const ofFact: Decorator['pairs'] = (a, b) => (Array.isArray(a) ? a.map((item) => [item, b]) : null)
const ofValue: Decorator['pairs'] = (a, b) => (b as unknown[]).map((item) => [a, item])
const some: Decorator['holds'] = (pairs, next) => pairs.some(next)
const every: Decorator['holds'] = (pairs, next) => pairs.every(next)

const table = {
  someFact: { pairs: ofFact, holds: some },
  someValue: { pairs: ofValue, holds: some },
  everyFact: { pairs: ofFact, holds: every },
  everyValue: { pairs: ofValue, holds: every },
  swap: { pairs: (a, b) => [[b, a]], holds: some },
  not: { pairs: (a, b) => [[a, b]], holds: (pairs, next) => !pairs.some(next) },
} satisfies Record<string, Decorator>

export type DecoratorName = keyof typeof table

/** json-rules-engine's decorators: `everyFact:equal`, `not:swap:in` (S3). */
export const decorators: Readonly<Record<DecoratorName, Decorator>> = table

/** An operator by its name, decorated or not; `undefined` where there is none. */
export function operatorNamed(name: string): Operator | undefined {
  const operator = own<Operator>(operators, name)
  if (operator) return operator
  const [first = '', ...rest] = name.split(':')
  const decorator = own<Decorator>(decorators, first)
  const next = decorator && operatorNamed(rest.join(':'))
  return next && decorate(decorator, next)
}

export const has = <K extends string>(table: Readonly<Record<K, unknown>>, key: string): key is K =>
  Object.hasOwn(table, key)

function decorate({ pairs, holds }: Decorator, { test, turnsAt }: Operator): Operator {
  const decorated: Test = (a, b, now) => {
    const list = pairs(a, b)
    return list !== null && holds(list, (pair) => test(...pair, now))
  }
  if (turnsAt === undefined) return { test: decorated }
  return {
    test: decorated,
    turnsAt: (a, b, now) => (pairs(a, b) ?? []).reduce((least, pair) => Math.min(least, turnsAt(...pair, now)), never),
  }
}
