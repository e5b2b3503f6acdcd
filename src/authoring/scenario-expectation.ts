import * as v from 'valibot'
import { formatInstant } from '../conditions/index.js'
import type { Instant, Problem } from '../model/index.js'
import { pointerTo } from './document/pointer.js'
import { quote } from './quote.js'
import { type ExpectationKind, expectationSchemas } from './scenario-schema.js'
import { parseInstant } from './time.js'
import type { TraceEvent, WireParams } from './trace-event.js'
import { suggest, toProblem } from './trace-problems.js'

/** What an event must lead to, as it was written, with its instants in one form (T5). */
export type Expectation = WireParams

export interface ExpectationReading {
  readonly expectation: Expectation
  readonly problems: readonly Problem[]
}

/**
 * Reads an event's `expect`. A key that is unknown, or that says nothing about an event of this type, is a problem:
 * a check must not pass because of a misspelling.
 *
 * @param at what relative instants in it count from: the event's own
 */
export function readExpectation(
  type: TraceEvent['type'],
  at: Instant,
  value: unknown,
  pointer: string,
): ExpectationReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = `expected an object, found ${quote(value)}`
    return { expectation: {}, problems: [{ code: 'wrong_type', pointer, message }] }
  }
  const written = value as WireParams
  const kind = expectationKinds[type]
  const problems = [...unknownKeys(kind, type, written, pointer), ...wrongValues(kind, written, pointer)]
  if (problems.length > 0) return { expectation: {}, problems }
  const instants: Problem[] = []
  return { expectation: uniform(written, topInstants, { at, pointer, problems: instants }), problems: instants }
}

/** A `track` is a custom trigger of its name too (E7), and an edit of the catalog may be refused (C6). */
const expectationKinds: Readonly<Record<TraceEvent['type'], ExpectationKind>> = {
  page: 'decision',
  trigger: 'decision',
  track: 'decision',
  deliver: 'call',
  'deliver.update': 'call',
  'deliver.remove': 'call',
  sending: 'call',
  'sending.update': 'call',
  'sending.cancel': 'call',
  list: 'call',
  catalog: 'call',
  identify: 'other',
  interaction: 'other',
  tick: 'other',
}

function unknownKeys(kind: ExpectationKind, type: string, written: WireParams, pointer: string): Problem[] {
  const known = Object.keys(expectationSchemas[kind].entries)
  return Object.keys(written)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const isElsewhere = Object.values(expectationSchemas).some(({ entries }) => Object.hasOwn(entries, key))
      return isElsewhere
        ? {
            code: 'unknown_key',
            pointer: pointerTo(pointer, key),
            message: `${quote(key)} cannot be expected of ${quote(type)}`,
            help: `known: ${known.map(quote).join(', ')}`,
          }
        : {
            code: 'unknown_key',
            pointer: pointerTo(pointer, key),
            message: `unknown key ${quote(key)} in "expect"`,
            ...suggest(key, known),
          }
    })
}

function wrongValues(kind: ExpectationKind, written: WireParams, pointer: string): Problem[] {
  const { issues = [] } = v.safeParse<v.GenericSchema>(expectationSchemas[kind], written)
  const problems = issues.filter(({ type }) => type !== 'strict_object').map((issue) => worded(issue, pointer))
  for (const key of mapKeys) {
    const map = written[key]
    if (typeof map !== 'object' || map === null) continue
    if (Array.isArray(map)) {
      const message = 'expected an object, found an array'
      problems.push({ code: 'wrong_type', pointer: pointerTo(pointer, key), message })
      continue
    }
    // Valibot leaves out ids with the names of inherited properties; ours are ids like any other.
    for (const id of hiddenIds) {
      if (!Object.hasOwn(map, id)) continue
      const alone = { [key]: { id: (map as WireParams)[id] } }
      const hidden = v.safeParse<v.GenericSchema>(expectationSchemas[kind], alone).issues ?? []
      problems.push(...hidden.map((issue) => ({ ...worded(issue, ''), pointer: pointerTo(pointer, key, id) })))
    }
  }
  return problems
}

/** The keys of `reasons` are ids, which say nothing of what their values are. */
const worded = (issue: v.BaseIssue<unknown>, pointer: string): Problem =>
  toProblem(issue, pointer, issue.path?.[0]?.key === 'reasons' ? 'code' : undefined)

const mapKeys = ['reasons', 'full_groups', 'next_at', 'deliveries', 'sendings']
const hiddenIds = ['__proto__', 'constructor', 'prototype']

/** Which values below a key are instants: all of the map, or the fields of these names at any depth. */
type Instants = 'none' | 'value' | 'values' | 'fields'

const topInstants = (key: string): Instants => {
  if (key === 'valid_until') return 'value'
  if (key === 'next_at') return 'values'
  return key === 'body' || key === 'deliveries' || key === 'sendings' ? 'fields' : 'none'
}

const instantFields = new Set([
  'at',
  'from',
  'until',
  'created_at',
  'updated_at',
  'scheduled_at',
  'prepared_at',
  'transmitted_at',
])

// E6, N4: what is handed on as it is, whatever its keys are called.
const handedOn = new Set(['options', 'properties', 'conditions'])

const fieldInstants = (key: string): Instants => {
  if (handedOn.has(key)) return 'none'
  return instantFields.has(key) ? 'value' : 'fields'
}

interface Place {
  readonly at: Instant
  readonly pointer: string
  readonly problems: Problem[]
}

function uniform(written: WireParams, instants: (key: string) => Instants, place: Place): WireParams {
  return Object.fromEntries(
    Object.entries(written).map(([key, value]) => {
      const below = { ...place, pointer: pointerTo(place.pointer, key) }
      return [key, uniformValue(value, instants(key), below)]
    }),
  )
}

function uniformValue(value: unknown, instants: Instants, place: Place): unknown {
  if (instants === 'none' || value === null || value === undefined) return value
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      uniformValue(item, instants, { ...place, pointer: pointerTo(place.pointer, index) }),
    )
  }
  if (typeof value === 'object') {
    return uniform(value as WireParams, instants === 'values' ? () => 'value' : fieldInstants, place)
  }
  if (instants !== 'value') return value
  const reading = parseInstant(value, place.at)
  if (reading.ok) return formatInstant(reading.value)
  const { message, help } = reading
  place.problems.push({ code: 'invalid_instant', pointer: place.pointer, message, ...(help ? { help } : {}) })
  return value
}
