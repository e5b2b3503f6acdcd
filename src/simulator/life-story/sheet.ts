import { type Draft, enableMapSet, enablePatches, Immer, type Patch } from 'immer'
import type { Delivery, Instant, Interaction, Profile } from '../../model/index.js'

enablePatches()
enableMapSet()

// An own instance: nothing is frozen that a replay still owns.
const immer = new Immer({ autoFreeze: false })

/** What stays as it is, shared by every state that it is part of: patches neither copy it nor look into it. */
export class Kept<T = unknown> {
  constructor(readonly value: T) {}
}

/**
 * A profile in the form that patches are made of: records are maps, because any text may be a key (`__proto__`, too),
 * and an interaction or a delivery is one thing that is replaced as a whole.
 */
export interface Sheet extends Omit<Profile, Columns> {
  readonly traits: ReadonlyMap<string, Kept>
  readonly trackedAt: ReadonlyMap<string, Kept<Instant>>
  readonly idempotencyKeys: ReadonlyMap<string, Kept<string>>
  readonly interactions: readonly Kept<Interaction>[]
  readonly deliveries: readonly Kept<Delivery>[]
}

type Records = 'traits' | 'trackedAt' | 'idempotencyKeys'
type Lists = 'interactions' | 'deliveries'
type Columns = Records | Lists

/** How to come from one state to the next, and back. */
export interface Change {
  readonly patches: readonly Patch[]
  readonly inversePatches: readonly Patch[]
}

export const blankSheet = (profile: Profile): Sheet => ({
  ...profile,
  traits: kept(profile.traits),
  trackedAt: kept(profile.trackedAt),
  idempotencyKeys: kept(profile.idempotencyKeys),
  interactions: profile.interactions.map((one) => new Kept(one)),
  deliveries: profile.deliveries.map((one) => new Kept(one)),
})

/** The profile of a sheet: as many new parts as it has, around what is shared. */
export const profileOf = (sheet: Sheet): Profile => ({
  ...sheet,
  traits: given(sheet.traits),
  trackedAt: given(sheet.trackedAt),
  idempotencyKeys: given(sheet.idempotencyKeys),
  interactions: sheet.interactions.map(({ value }) => value),
  deliveries: sheet.deliveries.map(({ value }) => value),
})

/**
 * Writes a later state of the profile, and what that changed: no more than differs.
 *
 * @param before the state that the sheet has
 */
export function rewrite(sheet: Sheet, before: Profile, after: Profile): [Sheet, Change] {
  const [next, patches, inversePatches] = immer.produceWithPatches(sheet, (draft) => {
    const { traits, trackedAt, idempotencyKeys, interactions, deliveries, ...plain } = after
    Object.assign(draft, plain)
    if (traits !== before.traits) rewriteRecord(draft.traits, before.traits, traits)
    if (trackedAt !== before.trackedAt) rewriteRecord(draft.trackedAt, before.trackedAt, trackedAt)
    if (idempotencyKeys !== before.idempotencyKeys)
      rewriteRecord(draft.idempotencyKeys, before.idempotencyKeys, idempotencyKeys)
    if (interactions !== before.interactions) rewriteList(draft.interactions, before.interactions, interactions)
    if (deliveries !== before.deliveries) rewriteList(draft.deliveries, before.deliveries, deliveries)
  })
  return [next, { patches, inversePatches }]
}

export const applied = (sheet: Sheet, patches: readonly Patch[]): Sheet => immer.applyPatches(sheet, patches)

function rewriteRecord<T>(record: Map<string, Draft<Kept<T>>>, before: Named<T>, after: Named<T>): void {
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) record.delete(key)
  for (const [key, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, key) || before[key] !== value) record.set(key, new Kept(value) as Draft<Kept<T>>)
  }
}

type Named<T> = Readonly<Record<string, T>>

function rewriteList<T>(list: Draft<Kept<T>>[], before: readonly T[], after: readonly T[]): void {
  if (before.length > after.length) list.length = after.length
  for (const [k, value] of after.entries()) {
    if (k >= before.length || before[k] !== value) list[k] = new Kept(value) as Draft<Kept<T>>
  }
}

const kept = <T>(record: Named<T>): Map<string, Kept<T>> =>
  new Map(Object.entries(record).map(([key, value]) => [key, new Kept(value)]))

/** `fromEntries` makes an own property of any key. */
const given = <T>(record: ReadonlyMap<string, Kept<T>>): Record<string, T> =>
  Object.fromEntries([...record].map(([key, { value }]) => [key, value]))
