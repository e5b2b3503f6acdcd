import { conditionLimits } from '../../conditions/condition-limits.js'
import type { AllOf, Condition } from '../../model/index.js'
import { didYouMean } from '../did-you-mean.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { interactionCondition } from './chameleon-interaction.js'
import { propertyComparison } from './chameleon-property.js'
import { segmentReference } from './chameleon-segment-filter.js'
import { type Filter, labels, refused } from './filter.js'
import { type Findings, isAbsent } from './findings.js'

/** A negated filter is two parts and two levels of a condition tree, and the segment itself is one. */
const maxFilters = conditionLimits.maxConditionNodes / 2 - 1
const maxFilterDepth = conditionLimits.maxConditionDepth - 1

/** Reads the filters of one segment, groups in groups included, within the limits of a condition tree. */
export class FilterImport {
  readonly #findings: Findings
  #count = 0

  constructor(findings: Findings) {
    this.#findings = findings
  }

  /** A list of filters and the operator beside it: `items` and `items_op`, `filters` and `filters_op`. */
  joined(owner: Readonly<Record<string, unknown>>, pointer: string, key: 'items' | 'filters', depth = 1): Condition {
    const op = owner[`${key}_op`]
    if (!isAbsent(op) && op !== 'and' && op !== 'or') {
      this.#findings.add('invalid_value', pointerTo(pointer, `${key}_op`), `expected "and" or "or", found ${quote(op)}`)
    }
    const { all } = this.list(owner[key], pointerTo(pointer, key), depth)
    return op === 'or' ? { any: all } : { all }
  }

  /** Filters that must all match. */
  list(value: unknown, pointer: string, depth = 1): AllOf {
    const all: Condition[] = []
    for (const [index, filter] of this.#findings.list(value, pointer, 'a list of filters').entries()) {
      all.push(this.#filter(filter, pointerTo(pointer, index), depth + 1))
      if (this.#count > maxFilters) break
    }
    return { all }
  }

  #filter(value: unknown, pointer: string, depth: number): Condition {
    this.#count += 1
    if (this.#count > maxFilters) {
      this.#findings.add('too_many_nodes', pointer, `a segment has at most ${maxFilters} filters, found more`)
      return refused
    }
    if (depth > maxFilterDepth) {
      this.#findings.add('too_deep', pointer, `filters nest at most ${maxFilterDepth} deep, found more`)
      return refused
    }
    const given = this.#findings.record(value, pointer, 'a filter')
    return given === null ? refused : this.#ofKind(given, pointer, depth)
  }

  #ofKind(given: Readonly<Record<string, unknown>>, pointer: string, depth: number): Condition {
    const filter: Filter = { given, pointer, findings: this.#findings }
    // The search examples leave out the kind of a property.
    const kind = isAbsent(given.kind) && Object.hasOwn(given, 'prop') ? 'property' : given.kind
    switch (kind) {
      case 'property':
        return propertyComparison(filter)
      case 'group':
        this.#findings.onlyKeys(given, pointer, [...labels, 'filters', 'filters_op'], 'a group of filters')
        return this.joined(given, pointer, 'filters', depth)
      case 'tour':
      case 'survey':
        return interactionCondition(filter, kind)
      case 'segment':
        return segmentReference(filter)
      default:
        this.#findings.add(...unknownKind(kind, pointerTo(pointer, 'kind')))
        return refused
    }
  }
}

const kinds = ['property', 'group', 'tour', 'survey', 'segment']
/** Documented, but what they ask about is not among the facts. */
const inexpressible: Readonly<Record<string, string>> = {
  event: 'keep what the event says as a trait, and filter by that',
  action: 'keep what was done as a trait, and filter by that',
  intercom: 'keep what Intercom knows as a trait, and filter by that',
}

function unknownKind(kind: unknown, pointer: string): Parameters<Findings['add']> {
  if (typeof kind === 'string' && Object.hasOwn(inexpressible, kind)) {
    return ['unsupported', pointer, `a filter of kind "${kind}" cannot be expressed`, inexpressible[kind]]
  }
  const expected = kinds.map(quote).join(' or ')
  const help = typeof kind === 'string' ? didYouMean(kind, kinds) : undefined
  return ['invalid_value', pointer, `expected ${expected}, found ${quote(kind)}`, help]
}
