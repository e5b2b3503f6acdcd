import * as v from 'valibot'
import type { Instant, Problem, Result } from '../model/index.js'
import { documentLimits } from './document/limits.js'
import { pointerTo } from './document/pointer.js'
import { quote } from './quote.js'
import { parseInstant } from './time.js'
import { buildTraceEvent } from './trace-build.js'
import type { IdentifyTraceEvent, PageTraceEvent, TraceEvent, WireParams } from './trace-event.js'
import { suggest, toProblem } from './trace-problems.js'
import { maxTextLength, traceEventSchema, traceEventTypes, type WireTraceEvent } from './trace-schema.js'

export interface ReadTraceEventOptions {
  /** What `"$now"` and `"+Nd"` count from in `at`; without it only absolute instants are read. */
  readonly now?: Instant
  /** The JSON pointer of the value in its document, in front of every problem's. */
  readonly pointer?: string
}

/**
 * Reads one line of a trace, parsed but not looked at. A line without `type` is a page load. Ids given as
 * numbers are taken as their decimal text; keys that the type does not know are passed over, and `defer_until`
 * may count from the line's own `at`.
 *
 * Parameters of `deliver`, `deliver.update`, `sending`, `sending.update`, `list` and `catalog` are handed on as they
 * came: what is wrong with them is an answer (`422`), not an unreadable line.
 *
 * @returns every problem at once: `missing_key`, `wrong_type`, `unknown_value`, `too_long`, `empty`, `too_deep`,
 *   `invalid_instant`, `unknown_event`.
 */
export function readTraceEvent(value: unknown, options: ReadTraceEventOptions = {}): Result<TraceEvent> {
  const { now = null, pointer = '' } = options
  if (!isObject(value)) {
    return refuse([{ code: 'wrong_type', pointer, message: `expected an object, found ${quote(value)}` }])
  }
  const plain = value.type === 'identify' ? readPlainIdentify(value, now) : readPlainPage(value, now)
  if (plain !== null) return { ok: true, value: plain }
  const unknown = unknownType(value.type, pointer)
  if (unknown !== null) return refuse([unknown])
  return readBySchema(value, now, pointer)
}

/**
 * Most lines are page loads with nothing odd about them; they need no schema. Whatever is not just so is the
 * schema's to judge, so this must take nothing that it would refuse or read otherwise.
 */
function readPlainPage(value: WireParams, now: Instant | null): PageTraceEvent | null {
  const { type = 'page', at, profile_id: profileId, event_id: eventId, href, peek } = value
  if (type !== 'page' || !isName(profileId) || typeof href !== 'string' || href.length > maxTextLength) return null
  if (eventId !== undefined && !isName(eventId)) return null
  if (peek !== undefined && typeof peek !== 'boolean') return null
  const reading = parseInstant(at, now)
  if (!reading.ok) return null
  return { type, at: reading.value, profileId, eventId: eventId ?? null, href, peek: peek ?? false }
}

/** Whom a trace knows is said by very many lines too: an id and flat traits, and nothing else. */
function readPlainIdentify(value: WireParams, now: Instant | null): IdentifyTraceEvent | null {
  const { at, profile_id: profileId, event_id: eventId, traits, uid, email, disabled } = value
  if (uid !== undefined || email !== undefined || disabled !== undefined) return null
  if (!isName(profileId) || (eventId !== undefined && !isName(eventId))) return null
  if (!isObject(traits) || Object.values(traits).some((trait) => typeof trait === 'object')) return null
  const reading = parseInstant(at, now)
  if (!reading.ok) return null
  return { type: 'identify', at: reading.value, profileId, eventId: eventId ?? null, traits }
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= maxTextLength

function unknownType(type: unknown, pointer: string): Problem | null {
  if (typeof type !== 'string') return null
  if (traceEventTypes.some((known) => known === type)) return null
  const message = `unknown event type ${quote(type)}`
  return { code: 'unknown_event', pointer: `${pointer}/type`, message, ...suggest(type, traceEventTypes) }
}

function readBySchema(value: WireParams, now: Instant | null, pointer: string): Result<TraceEvent> {
  const shape = v.safeParse(traceEventSchema, value)
  const problems = (shape.issues ?? []).map((issue) => toProblem(issue, pointer))
  const instant = (key: string, from: Instant | null): Instant => {
    const written = value[key]
    // Anything but text and numbers is a matter of shape, and has been judged.
    if (typeof written !== 'string' && typeof written !== 'number') return 0
    const reading = parseInstant(written, from)
    if (reading.ok) return reading.value
    const { message, help } = reading
    problems.push({ code: 'invalid_instant', pointer: `${pointer}/${key}`, message, ...(help ? { help } : {}) })
    return 0
  }
  const at = instant('at', now)
  const deferUntil = value.type === 'interaction' ? instant('defer_until', at) : 0
  problems.push(...beyondSchema(value, pointer))
  const [first, ...rest] = problems
  if (first !== undefined) return refuse([first, ...rest])
  return { ok: true, value: buildTraceEvent(shape.output as WireTraceEvent, value, { at, deferUntil }) }
}

/** What the schema cannot say. */
function beyondSchema(value: WireParams, pointer: string): Problem[] {
  const problems: Problem[] = []
  if (value.type === 'interaction' && value.state === 'snoozed' && (value.defer_until ?? null) === null) {
    const message = 'a snooze without its end'
    problems.push({
      code: 'missing_key',
      pointer,
      message,
      help: 'give "defer_until", an instant or "+7d" from "at"',
    })
  }
  const { type } = value
  for (const key of typeof type === 'string' && Object.hasOwn(objectKeys, type) ? (objectKeys[type] ?? []) : []) {
    // To Valibot an array is a record too.
    if (!Array.isArray(value[key])) continue
    problems.push({ code: 'wrong_type', pointer: `${pointer}/${key}`, message: 'expected an object, found an array' })
  }
  for (const [key, nested] of Object.entries(handedOn(value))) {
    const beyond = limitOf(nested, maxDepth, { left: maxValues })
    if (beyond !== null) problems.push({ pointer: pointerTo(pointer, key), ...beyondLimit[beyond] })
  }
  return problems
}

const objectKeys: Readonly<Record<string, readonly string[]>> = {
  identify: ['traits'],
  track: ['properties'],
  catalog: ['settings'],
}

/** What of a line others will walk through: its depth must not be theirs to survive. */
function handedOn(value: WireParams): WireParams {
  switch (value.type) {
    case 'identify':
      return { traits: value.traits }
    case 'deliver':
    case 'deliver.update':
    case 'sending':
    case 'sending.update':
    case 'catalog':
    case 'list':
      return value
    default:
      return {}
  }
}

const { maxDepth, maxValues } = documentLimits

const beyondLimit = {
  too_deep: {
    code: 'too_deep',
    message: `nested more than ${maxDepth} levels deep`,
    help: `the limit is ${maxDepth} levels of objects and lists`,
  },
  too_many_values: {
    code: 'too_many_values',
    message: `more than ${maxValues} values`,
    help: `the limit is ${maxValues} values`,
  },
} as const

/** The limit that a value is beyond. One that comes from no text may hold the same list many times over: each counts. */
function limitOf(value: unknown, depth: number, budget: { left: number }): keyof typeof beyondLimit | null {
  budget.left -= 1
  if (budget.left < 0) return 'too_many_values'
  if (typeof value !== 'object' || value === null) return null
  if (depth === 0) return 'too_deep'
  for (const nested of Object.values(value)) {
    const beyond = limitOf(nested, depth - 1, budget)
    if (beyond !== null) return beyond
  }
  return null
}

const isObject = (value: unknown): value is WireParams =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refuse = (problems: readonly [Problem, ...Problem[]]): Result<TraceEvent> => ({ ok: false, problems })
