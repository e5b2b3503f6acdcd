import type { Draft } from '../history/record.js'
import type { Instant, Profile } from '../model/index.js'
import { profile } from '../model/index.js'
import type { Dispatch } from '../sendings/index.js'
import type { Life, LifeTime } from './life.js'

/**
 * Profiles that nothing happens to for a while, as columns: a few words each beside their ids, traits and interactions.
 * What is only some people's is kept apart, for them alone. Plain data: it can be written down as it is.
 */
export interface SleepingColumns {
  readonly version: Int32Array
  readonly shows: Int32Array
  /** Of `flags`. */
  readonly flags: Uint8Array
  /** Instants; what is `null` is no number. */
  readonly at: Float64Array
  readonly pageAt: Float64Array
  readonly sessionStartedAt: Float64Array
  readonly pageHref: (string | null)[]
  readonly ownShow: (string | null)[]
  readonly traits: Profile['traits'][]
  readonly interactions: Profile['interactions'][]
  readonly more: (More | null)[]
}

/** What is rare. */
interface More
  extends Pick<Profile, 'uid' | 'email' | 'deliveries' | 'deliveryIds' | 'idempotencyKeys' | 'trackedAt' | 'armed'> {
  readonly eventIds: readonly string[]
  readonly predicted: string | null | undefined
  readonly time: LifeTime | null
  readonly awaited: readonly Dispatch[]
}

const flags = { seen: 1, disabled: 2, busy: 4 } as const

/** What a profile has that nothing was heard of: shared, since it is never changed in place. */
const blank = profile('')
const blankMore: More = {
  uid: null,
  email: null,
  deliveries: blank.deliveries,
  deliveryIds: blank.deliveryIds,
  idempotencyKeys: blank.idempotencyKeys,
  trackedAt: blank.trackedAt,
  armed: blank.armed,
  eventIds: [],
  predicted: undefined,
  time: null,
  awaited: [],
}

export const sleepingColumns = (size: number): SleepingColumns => ({
  version: new Int32Array(size),
  shows: new Int32Array(size),
  flags: new Uint8Array(size),
  at: new Float64Array(size),
  pageAt: new Float64Array(size),
  sessionStartedAt: new Float64Array(size),
  pageHref: [],
  ownShow: [],
  traits: [],
  interactions: [],
  more: [],
})

/** The same with room for more. */
export function grownColumns(columns: SleepingColumns): SleepingColumns {
  const grown = sleepingColumns(Math.ceil(columns.at.length * 1.25))
  grown.version.set(columns.version)
  grown.shows.set(columns.shows)
  grown.flags.set(columns.flags)
  grown.at.set(columns.at)
  grown.pageAt.set(columns.pageAt)
  grown.sessionStartedAt.set(columns.sessionStartedAt)
  const { pageHref, ownShow, traits, interactions, more } = columns
  return { ...grown, pageHref, ownShow, traits, interactions, more }
}

/** Some rows by themselves. */
export function selectRows(columns: SleepingColumns, rows: Int32Array): SleepingColumns {
  const selected = sleepingColumns(rows.length)
  for (const [row, from] of rows.entries()) copyRow(columns, from, selected, row)
  return selected
}

export function copyRow(from: SleepingColumns, row: number, to: SleepingColumns, target: number): void {
  to.version[target] = from.version[row] as number
  to.shows[target] = from.shows[row] as number
  to.flags[target] = from.flags[row] as number
  to.at[target] = from.at[row] as number
  to.pageAt[target] = from.pageAt[row] as number
  to.sessionStartedAt[target] = from.sessionStartedAt[row] as number
  to.pageHref[target] = from.pageHref[row] ?? null
  to.ownShow[target] = from.ownShow[row] ?? null
  to.traits[target] = from.traits[row] as Profile['traits']
  to.interactions[target] = from.interactions[row] as Profile['interactions']
  to.more[target] = from.more[row] ?? null
}

/** Takes a profile down in a row that nothing was heard of. */
export function putBlank(columns: SleepingColumns, row: number): void {
  columns.at[row] = Number.NEGATIVE_INFINITY
  columns.pageAt[row] = Number.NaN
  columns.sessionStartedAt[row] = Number.NaN
  columns.pageHref.push(null)
  columns.ownShow.push(null)
  columns.traits.push(blank.traits)
  columns.interactions.push(blank.interactions)
  columns.more.push(null)
}

/** Takes a life down in a row. */
export function putToSleep(columns: SleepingColumns, row: number, life: Life): void {
  const { draft } = life
  columns.version[row] = draft.version
  columns.shows[row] = life.shows
  columns.flags[row] =
    (draft.seen ? flags.seen : 0) | (draft.disabled ? flags.disabled : 0) | (draft.busy ? flags.busy : 0)
  columns.at[row] = life.at
  columns.pageAt[row] = draft.pageAt ?? Number.NaN
  columns.sessionStartedAt[row] = draft.sessionStartedAt ?? Number.NaN
  columns.pageHref[row] = draft.pageHref
  columns.ownShow[row] = life.ownShow
  columns.traits[row] = isEmpty(draft.traits) ? blank.traits : draft.traits
  columns.interactions[row] = draft.interactions.length === 0 ? blank.interactions : draft.interactions
  columns.more[row] = moreOf(life)
}

function moreOf({ draft, eventIds, predicted, time, awaited }: Life): More | null {
  const { uid, email, deliveries, deliveryIds, idempotencyKeys, trackedAt, armed } = draft
  const isBlank =
    uid === null &&
    email === null &&
    predicted === undefined &&
    time === null &&
    deliveries.length + armed.length + eventIds.length + awaited.length === 0 &&
    isEmpty(idempotencyKeys) &&
    isEmpty(trackedAt)
  if (isBlank) return null
  return { uid, email, deliveries, deliveryIds, idempotencyKeys, trackedAt, armed, eventIds, predicted, time, awaited }
}

const isEmpty = (record: object): boolean => Object.keys(record).length === 0

/** The state that a row holds, and what else its life has. */
export function wakeUp(columns: SleepingColumns, row: number, id: string): readonly [Draft, More] {
  const more = columns.more[row] ?? blankMore
  const flag = columns.flags[row] as number
  const draft: Draft = {
    id,
    version: columns.version[row] as number,
    uid: more.uid,
    email: more.email,
    traits: columns.traits[row] as Profile['traits'],
    disabled: (flag & flags.disabled) !== 0,
    seen: (flag & flags.seen) !== 0,
    interactions: columns.interactions[row] as Profile['interactions'],
    deliveries: more.deliveries,
    deliveryIds: more.deliveryIds,
    idempotencyKeys: more.idempotencyKeys,
    trackedAt: more.trackedAt,
    pageAt: instant(columns.pageAt[row]),
    pageHref: columns.pageHref[row] ?? null,
    sessionStartedAt: instant(columns.sessionStartedAt[row]),
    busy: (flag & flags.busy) !== 0,
    armed: more.armed,
  }
  return [draft, more]
}

const instant = (value: number | undefined): Instant | null =>
  value === undefined || Number.isNaN(value) ? null : value
