import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { type Findings, isAbsent } from './findings.js'
import type { ImportedObject } from './imported.js'

/**
 * The control group, as two numbers (E8): from a text of two with a dash, a comma, dots or "to" between them, or a
 * list. Where `experiment_at` is `null` the experiment is off, and nobody is held back.
 */
export function readExperimentRange(given: ImportedObject, pointer: string, findings: Findings): ImportedObject {
  const { experiment_range: range, experiment_at: at } = given
  if (isAbsent(range) || at === null) return {}
  const parts: unknown = typeof range === 'string' ? range.split(/-|–|,|\.\.|to/, 3).map(toNumber) : range
  if (Array.isArray(parts) && parts.length === 2 && parts.every(isPercent)) return { experiment_range: parts }
  const message = `expected two numbers from 0 to 100, found ${quote(range)}`
  findings.add('invalid_value', pointerTo(pointer, 'experiment_range'), message, 'write "20-40"')
  return {}
}

const toNumber = (text: string): number => (/^\d{1,3}(\.\d{1,9})?$/.test(text.trim()) ? Number(text) : Number.NaN)
const isPercent = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 100
