import type { Result } from '../../model/index.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { isRecord } from '../read/raw-items.js'
import { FilterImport } from './chameleon-filter.js'
import { refused } from './filter.js'
import { Findings, isAbsent } from './findings.js'
import type { ImportedSegment } from './imported.js'
import { kept } from './kept.js'

/**
 * Turns a Chameleon segment into one of a catalog (S5): its filter `items`, joined by `items_op` (`and` where it does
 * not say), become a condition tree in canonical operators. The answer of the API for one segment, `{ segment }`, is
 * read too, and a search's `filters` with `filters_op`. No items at all is everyone.
 *
 * What cannot be expressed is a problem; all are reported at once. Never throws.
 */
export function importChameleonSegment(value: unknown): Result<ImportedSegment> {
  const findings = new Findings(value)
  if (!findings.walkable) return findings.result({ conditions: refused })
  const wrapped = isRecord(value) && Object.hasOwn(value, 'segment')
  if (wrapped) findings.onlyKeys(value, '', ['segment'], 'the answer')
  const segment = wrapped
    ? readChameleonSegment(value.segment, '/segment', findings)
    : readChameleonSegment(value, '', findings)
  return findings.result(segment)
}

/** One segment where it stands in an answer. */
export function readChameleonSegment(value: unknown, pointer: string, findings: Findings): ImportedSegment {
  const segment = findings.record(value, pointer, 'a segment')
  if (segment === null) return { conditions: refused }
  const { id, name } = segment
  const list = Object.hasOwn(segment, 'items') || !Object.hasOwn(segment, 'filters') ? 'items' : 'filters'
  if (list === 'items' && !isAbsent(segment.filters)) {
    findings.add('unsupported', pointerTo(pointer, 'filters'), 'a segment with both "items" and "filters"')
  }
  if (!isAbsent(name) && typeof name !== 'string') {
    findings.add('invalid_type', pointerTo(pointer, 'name'), `expected text, found ${quote(name)}`)
  }
  return {
    ...kept(segment, pointer, findings, { noun: 'a segment', read, foreign: ['conditions'] }),
    ...(isAbsent(id) ? {} : { id: findings.id(id, pointerTo(pointer, 'id')) }),
    ...(typeof name === 'string' ? { name } : {}),
    conditions: new FilterImport(findings).joined(segment, pointer, list),
  }
}

const read = ['id', 'name', 'items', 'items_op', 'filters', 'filters_op']
