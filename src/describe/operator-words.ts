import type { OperatorName } from '../conditions/operators.js'
import { own } from '../model/own.js'
import { quoted } from './quoted.js'

/** What an operator asks of a fact, behind "must": `be "admin"`, `not contain "x"`. */
export function asks(operator: string, value: unknown): string {
  const words = own(operatorWords, operator)
  // A decorated operator (S3) has no words of its own.
  return words === undefined ? `satisfy ${operator} ${quoted(value)}` : words(quoted(value))
}

/** The opposite, behind "must": there are no words for it but "not". */
export function asksNot(operator: string, value: unknown): string {
  const words = asks(operator, value)
  return words.startsWith('not ') ? words.slice('not '.length) : `not ${words}`
}

/** Every operator of the table (S3, S4). */
const operatorWords: Readonly<Record<OperatorName, (value: string) => string>> = {
  equal: (value) => `be ${value}`,
  notEqual: (value) => `not be ${value}`,
  in: (value) => `be one of ${value}`,
  notIn: (value) => `not be one of ${value}`,
  contains: (value) => `be a list with ${value} in it`,
  doesNotContain: (value) => `be a list without ${value}`,
  lessThan: (value) => `be less than ${value}`,
  lessThanInclusive: (value) => `be at most ${value}`,
  greaterThan: (value) => `be greater than ${value}`,
  greaterThanInclusive: (value) => `be at least ${value}`,
  'chameleon.ex': () => 'be set',
  'chameleon.nx': () => 'not be set',
  'chameleon.eq': (value) => `be ${value}`,
  'chameleon.ne': (value) => `not be ${value}`,
  'chameleon.gt': (value) => `be greater than ${value}`,
  'chameleon.gte': (value) => `be at least ${value}`,
  'chameleon.lt': (value) => `be less than ${value}`,
  'chameleon.lte': (value) => `be at most ${value}`,
  'chameleon.gt-d': (value) => `be less than ${value} days old`,
  'chameleon.lt-d': (value) => `be more than ${value} days old`,
  'chameleon.in': (value) => `contain ${value}`,
  'chameleon.in-i': (value) => `contain ${value} in capitals or not`,
  'chameleon.nin': (value) => `not contain ${value}`,
  'chameleon.nin-i': (value) => `not contain ${value} in capitals or not`,
  'chameleon.in-v': (value) => `be one of ${value}`,
  'chameleon.nin-v': (value) => `not be one of ${value}`,
  'chameleon.in-a': (value) => `be a list with ${value} in it`,
  'chameleon.nin-a': (value) => `not be a list with ${value} in it`,
  'mpc.match': (value) => `be ${value}`,
  'mpc.any': (value) => `be, or have in it, one of ${value}`,
  'mpc.in': (value) => `be one of ${value}`,
}
