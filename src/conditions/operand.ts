import type { DecoratorName } from './decorators.js'
import type { OperatorName } from './operators.js'
import { typeName } from './problem.js'

interface Operand {
  readonly expected: string
  readonly accepts: (value: unknown) => boolean
}

const isScalar = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
const isListOf = (accepts: (item: unknown) => boolean, value: unknown): boolean =>
  Array.isArray(value) && value.every(accepts)

const anything: Operand = { expected: 'a value', accepts: (value) => value !== undefined }
const nothing: Operand = { expected: 'nothing', accepts: () => true }
const list: Operand = { expected: 'a list', accepts: Array.isArray }
const scalar: Operand = { expected: 'text, a number, a boolean or null', accepts: isScalar }
const scalars: Operand = { expected: 'a list of plain values', accepts: (value) => isListOf(isScalar, value) }
const text: Operand = { expected: 'text', accepts: (value) => typeof value === 'string' }
const comparable: Operand = {
  expected: 'a number or text',
  accepts: (value) => typeof value === 'string' || Number.isFinite(value),
}
const days: Operand = {
  expected: 'a number of days, 0 or more',
  accepts: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0,
}
const values: Operand = {
  expected: 'text with commas, or a list of plain values',
  accepts: (value) => comparable.accepts(value) || isListOf(isScalar, value),
}

/** What each operator wants on its right-hand side. A new operator that is missing here does not compile. */
const operands: Readonly<Record<OperatorName, Operand>> = {
  equal: anything,
  notEqual: anything,
  in: list,
  notIn: list,
  contains: anything,
  doesNotContain: anything,
  lessThan: comparable,
  lessThanInclusive: comparable,
  greaterThan: comparable,
  greaterThanInclusive: comparable,
  'chameleon.ex': nothing,
  'chameleon.nx': nothing,
  'chameleon.eq': scalar,
  'chameleon.ne': scalar,
  'chameleon.gt': comparable,
  'chameleon.gte': comparable,
  'chameleon.lt': comparable,
  'chameleon.lte': comparable,
  'chameleon.gt-d': days,
  'chameleon.lt-d': days,
  'chameleon.in': text,
  'chameleon.in-i': text,
  'chameleon.nin': text,
  'chameleon.nin-i': text,
  'chameleon.in-v': values,
  'chameleon.nin-v': values,
  'chameleon.in-a': scalar,
  'chameleon.nin-a': scalar,
  'mpc.match': scalar,
  'mpc.any': scalars,
  'mpc.in': scalars,
}

/** What is wrong with an operand, and how deep in it, as the end of a JSON pointer. */
export interface OperandProblem {
  readonly at: string
  readonly message: string
}

/** Checks the operand of an operator that exists, decorators taken into account: `someValue:` wants a list of them. */
export function operandProblem(operator: string, value: unknown): OperandProblem | null {
  const names = operator.split(':')
  return problem(operands[names.at(-1) as OperatorName], names.slice(0, -1) as DecoratorName[], value)
}

function problem(operand: Operand, names: readonly DecoratorName[], value: unknown): OperandProblem | null {
  const [name, ...rest] = names
  if (name === 'swap') {
    // From here on the fact is the operand: nothing is known of it before it is there.
    return value === undefined ? unexpected(anything, value) : null
  }
  if (name === 'someValue' || name === 'everyValue') {
    if (!Array.isArray(value)) return unexpected(list, value)
    for (const [index, item] of value.entries()) {
      const inner = problem(operand, rest, item)
      if (inner !== null) return { at: `/${index}${inner.at}`, message: inner.message }
    }
    return null
  }
  if (name !== undefined) return problem(operand, rest, value)
  return operand.accepts(value) ? null : unexpected(operand, value)
}

const unexpected = ({ expected }: Operand, value: unknown): OperandProblem => ({
  at: '',
  message: `expected ${expected}, found ${typeof value === 'number' ? value : typeName(value)}`,
})
