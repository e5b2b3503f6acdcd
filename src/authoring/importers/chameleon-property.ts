import type { Condition } from '../../model/index.js'
import { didYouMean } from '../did-you-mean.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { readDays } from './days.js'
import { type Filter, labels, refused } from './filter.js'
import { isAbsent } from './findings.js'
import { traitFact } from './trait-fact.js'

/** A filter of kind `property` as one comparison of a trait. */
export function propertyComparison({ given, pointer, findings }: Filter): Condition {
  findings.onlyKeys(given, pointer, [...labels, 'prop', 'op', 'value'], 'a property filter')
  const { op } = given
  const at = pointerTo(pointer, 'op')
  const fact = traitFact(given.prop, pointerTo(pointer, 'prop'), findings, ['company'])
  if (typeof op !== 'string') {
    findings.add('invalid_type', at, `expected an operator, found ${quote(op)}`)
    return refused
  }
  const operand = Object.hasOwn(operands, op) ? operands[op] : undefined
  if (operand === undefined) {
    findings.add('unknown_operator', at, `unknown operator ${quote(op)}`, didYouMean(op, Object.keys(operands)))
    return refused
  }
  const value = operand.read(given.value)
  if (value === undefined) {
    const message = `expected ${operand.expected} as the value of "${op}", found ${quote(given.value)}`
    findings.add('invalid_value', pointerTo(pointer, 'value'), message)
  }
  return { ...fact, operator: `chameleon.${op}`, value }
}

/** Brings a filter's value to what the canonical operator takes; `undefined` for what is no such value. */
interface Operand {
  readonly expected: string
  readonly read: (value: unknown) => unknown
}

const isNumber = (value: unknown): value is number => Number.isFinite(value)
const isPlain = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || isNumber(value)

const nothing: Operand = {
  expected: 'nothing',
  read: (value) => (isAbsent(value) || value === '' ? null : undefined),
}
const plain: Operand = {
  expected: 'text, a number, a boolean or null',
  read: (value) => (isPlain(value) ? value : undefined),
}
const comparable: Operand = {
  expected: 'a number or text',
  read: (value) => (typeof value === 'string' || isNumber(value) ? value : undefined),
}
// The products' values are text, numbers included.
const days: Operand = { expected: 'a number of days, 0 or more', read: readDays }
const text: Operand = {
  expected: 'text',
  read: (value) => (typeof value === 'string' ? value : isNumber(value) ? String(value) : undefined),
}

const operands: Readonly<Record<string, Operand>> = {
  ex: nothing,
  nx: nothing,
  eq: plain,
  ne: plain,
  gt: comparable,
  gte: comparable,
  lt: comparable,
  lte: comparable,
  'gt-d': days,
  'lt-d': days,
  in: text,
  'in-i': text,
  nin: text,
  'nin-i': text,
  'in-v': comparable,
  'nin-v': comparable,
  'in-a': plain,
  'nin-a': plain,
}
