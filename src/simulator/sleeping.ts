import type { Draft } from '../history/record.js'
import type { Instant, Profile } from '../model/index.js'
import { profile } from '../model/index.js'
import type { Dispatch } from '../sendings/index.js'
import type { Life, LifeTime } from './life.js'

/** So many profiles are one block: few enough for a replay of one person, and enough that a block itself weighs little. */
export const rowsPerBlock = 2_048

/**
 * Profiles that nothing happens to for a while, as columns: a few words each beside their ids, traits and interactions.
 * What is only some people's is kept apart, for them alone. Plain data: it can be written down as it is.
 */
export interface SleepingBlock {
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

/** A block of profiles that nothing was heard of. */
export const blankBlock = (): SleepingBlock => ({
  version: new Int32Array(rowsPerBlock),
  shows: new Int32Array(rowsPerBlock),
  flags: new Uint8Array(rowsPerBlock),
  at: new Float64Array(rowsPerBlock).fill(Number.NEGATIVE_INFINITY),
  pageAt: new Float64Array(rowsPerBlock).fill(Number.NaN),
  sessionStartedAt: new Float64Array(rowsPerBlock).fill(Number.NaN),
  pageHref: full(null),
  ownShow: full(null),
  traits: full(blank.traits),
  interactions: full(blank.interactions),
  more: full(null),
})

const full = <T>(value: T): T[] => new Array<T>(rowsPerBlock).fill(value)

/** Puts one block in the place of what another one says. What was read may be a view of far more than it is. */
export function copyBlock(from: SleepingBlock, to: SleepingBlock): void {
  to.version.set(from.version)
  to.shows.set(from.shows)
  to.flags.set(from.flags)
  to.at.set(from.at)
  to.pageAt.set(from.pageAt)
  to.sessionStartedAt.set(from.sessionStartedAt)
  for (let row = 0; row < rowsPerBlock; row++) {
    to.pageHref[row] = from.pageHref[row] ?? null
    to.ownShow[row] = from.ownShow[row] ?? null
    to.traits[row] = from.traits[row] as Profile['traits']
    to.interactions[row] = from.interactions[row] as Profile['interactions']
    to.more[row] = from.more[row] ?? null
  }
}

/** Takes a life down in a row. */
export function putToSleep(block: SleepingBlock, row: number, life: Life): void {
  const { draft } = life
  block.version[row] = draft.version
  block.shows[row] = life.shows
  block.flags[row] =
    (draft.seen ? flags.seen : 0) | (draft.disabled ? flags.disabled : 0) | (draft.busy ? flags.busy : 0)
  block.at[row] = life.at
  block.pageAt[row] = draft.pageAt ?? Number.NaN
  block.sessionStartedAt[row] = draft.sessionStartedAt ?? Number.NaN
  block.pageHref[row] = draft.pageHref
  block.ownShow[row] = life.ownShow
  block.traits[row] = isEmpty(draft.traits) ? blank.traits : draft.traits
  block.interactions[row] = draft.interactions.length === 0 ? blank.interactions : draft.interactions
  block.more[row] = moreOf(life)
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
export function wakeUp(block: SleepingBlock, row: number, id: string): readonly [Draft, More] {
  const more = block.more[row] ?? blankMore
  const flag = block.flags[row] as number
  const draft: Draft = {
    id,
    version: block.version[row] as number,
    uid: more.uid,
    email: more.email,
    traits: block.traits[row] as Profile['traits'],
    disabled: (flag & flags.disabled) !== 0,
    seen: (flag & flags.seen) !== 0,
    interactions: block.interactions[row] as Profile['interactions'],
    deliveries: more.deliveries,
    deliveryIds: more.deliveryIds,
    idempotencyKeys: more.idempotencyKeys,
    trackedAt: more.trackedAt,
    pageAt: instant(block.pageAt[row]),
    pageHref: block.pageHref[row] ?? null,
    sessionStartedAt: instant(block.sessionStartedAt[row]),
    busy: (flag & flags.busy) !== 0,
    armed: more.armed,
  }
  return [draft, more]
}

const instant = (value: number | undefined): Instant | null =>
  value === undefined || Number.isNaN(value) ? null : value
