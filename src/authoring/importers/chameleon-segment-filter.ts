import type { Condition } from '../../model/index.js'
import { pointerTo } from '../document/pointer.js'
import { type Filter, labels } from './filter.js'
import { hasOrNot } from './has-or-not.js'

/** A filter of kind `segment`: the user is in another segment, or not. */
export function segmentReference(filter: Filter): Condition {
  const { given, pointer, findings } = filter
  findings.onlyKeys(given, pointer, [...labels, 'op', 'value'], 'a segment filter')
  return hasOrNot(filter, { condition: findings.id(given.value, pointerTo(pointer, 'value'), "a segment's id") })
}
