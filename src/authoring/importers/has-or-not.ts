import type { Condition } from '../../model/index.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import type { Filter } from './filter.js'
import { isAbsent } from './findings.js'

/** What a filter's `op` makes of a statement about the user: `nx` and `ne` deny it. */
export function hasOrNot({ given, pointer, findings }: Filter, statement: Condition): Condition {
  const { op } = given
  if (isAbsent(op) || op === 'ex' || op === 'eq') return statement
  if (op === 'nx' || op === 'ne') return { not: statement }
  const message = `expected "ex", "eq", "nx" or "ne" in a filter of kind ${quote(given.kind)}, found ${quote(op)}`
  findings.add('unknown_operator', pointerTo(pointer, 'op'), message)
  return statement
}
