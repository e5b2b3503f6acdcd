import { quote } from '../authoring/quote.js'
import { formatInstant } from '../conditions/instant.js'
import type { Delivery, Instant } from '../model/index.js'
import type { Dialect } from './dialect.js'
import { options } from './options.js'
import { type Params, rawValue, read } from './params.js'
import { flag, identifier, instant, oneOf } from './readers.js'

/** The fields that creation sets and an update may change (D10); only those that were given. */
export type Changes = Partial<Pick<Draft, (typeof changeable)[number]>>

type Draft = { -readonly [K in keyof Delivery]: Delivery[K] }

const changeable = [
  'modelKind',
  'modelId',
  'options',
  'from',
  'until',
  'useSegmentation',
  'once',
  'redirect',
  'skipTriggers',
  'skipUrlMatch',
] as const

/** The parameters that `readChanges` reads. */
export const changeParams = [
  'model_kind',
  'model_id',
  'options',
  'from',
  'until',
  'use_segmentation',
  'once',
  'redirect',
  'skip_triggers',
  'skip_url_match',
] as const

const flags = [
  ['use_segmentation', 'useSegmentation'],
  ['once', 'once'],
  ['redirect', 'redirect'],
  ['skip_triggers', 'skipTriggers'],
  ['skip_url_match', 'skipUrlMatch'],
] as const

interface Ground {
  readonly dialect: Dialect
  readonly now: Instant
  /** What the dates given are merged with, to be judged together (D10). */
  readonly dates: Pick<Delivery, 'from' | 'until'>
}

/** Reads what both creation and update take. `null` gives the default back (D10); a model cannot be `null`. */
export function readChanges(params: Params, { dialect, now, dates }: Ground): Changes {
  const changes: Changes = {}
  const modelKind = read(params, 'model_kind', oneOf('tour', 'survey'))
  if (modelKind != null) changes.modelKind = modelKind
  const modelId = read(params, 'model_id', identifier)
  if (modelId != null) changes.modelId = modelId
  const content = read(params, 'options', options)
  if (content !== undefined) changes.options = content
  Object.assign(changes, readDates(params, now, dates))
  for (const [name, key] of flags) {
    if (name === dialect.foreign.name) continue
    const value = read(params, name, flag)
    if (value !== undefined) changes[key] = value ?? dialect.defaults[key]
  }
  refuseForeign(params, dialect)
  return changes
}

function readDates(params: Params, now: Instant, dates: Ground['dates']): Pick<Changes, 'from' | 'until'> {
  const changes: Pick<Changes, 'from' | 'until'> = {}
  const messagesBefore = params.messages.length
  const from = read(params, 'from', instant(now))
  if (from !== undefined) changes.from = from
  const until = read(params, 'until', instant(now))
  if (until !== undefined) changes.until = until
  if (params.messages.length === messagesBefore) judgeOrder(params, now, { ...dates, ...changes })
  return changes
}

/** D4: equal is allowed. */
function judgeOrder(params: Params, now: Instant, { from, until }: Ground['dates']): void {
  if (from === null || until === null || from <= until) return
  const found = `until: before from: ${formatInstant(until)} is before ${formatInstant(from)}`
  const relative = [rawValue(params, 'until'), rawValue(params, 'from')].find(isRelative)
  // T4: what looks like a length of time from `from` on is none.
  const why = relative === undefined ? '' : `, as ${quote(relative)} counts from now, which is ${formatInstant(now)}`
  params.messages.push(`${found}${why}; write an instant that is not before from`)
}

const isRelative = (value: unknown): boolean => typeof value === 'string' && value.startsWith('+')

/** D1: the other dialect's parameter is refused, as to ignore it would lose what was asked for. */
function refuseForeign(params: Params, { foreign }: Dialect): void {
  const value = rawValue(params, foreign.name)
  if (value === undefined) return
  params.messages.push(`${foreign.name}: not a parameter of this dialect: ${quote(value)}; ${foreign.help}`)
}
