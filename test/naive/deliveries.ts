import { type Delivery, delivery } from '../../src/model/delivery.js'
import type { Catalog, Experience, Profile, Settings } from '../../src/model/index.js'
import { isLive } from './checks.js'
import { readInstant } from './instant.js'

type Params = Readonly<Record<string, unknown>>

/** What a call is answered, and the profile after it. D12: what an error says in words is not looked at. */
export interface NaiveAnswer {
  readonly status: number
  readonly profile: Profile | null
  readonly delivery?: Delivery
}

/** The profile that a creation was found to name (D2): by what, and whether anybody goes by it. */
export interface Named {
  readonly by: 'profile_id' | 'uid' | 'email' | null
  readonly profile: Profile | null
}

/** D5: the body, the profile, the experience, the key, the id, live, the limit. */
export function naiveCreate(
  catalog: Catalog,
  { by, profile }: Named,
  params: Params,
  id: string,
  now: number,
): NaiveAnswer {
  const refused = (status: number): NaiveAnswer => ({ status, profile })
  const { settings } = catalog
  const values = readValues(params, settings, { from: null, until: null }, now)
  if (by === null || values === null || !isWholePlacing(params, settings)) return refused(422)
  if (params.model_kind === undefined || params.model_id === undefined) return refused(422) // D3
  if (profile === null || !profile.seen) return refused(by === 'profile_id' ? 404 : 422) // D2

  const model = findModel(catalog, values)
  if (model === undefined) return refused(404) // D3

  const key = params.idempotency_key
  if (typeof key === 'string' && Object.hasOwn(profile.idempotencyKeys, key)) {
    const first = profile.deliveries.find((one) => one.id === profile.idempotencyKeys[key])
    return { status: 200, profile, ...(first === undefined ? {} : { delivery: first }) } // D5: for ever
  }
  const isTaken = catalog.experiences.some((one) => one.id === id) || profile.deliveries.some((one) => one.id === id)
  if (isTaken) return refused(422) // D6
  if (!isLive(model, now)) return refused(409) // D3

  const gone = settings.expiredDeliveries === 'release' ? expired(profile, now) : [] // D6
  const pending = profile.deliveryIds.filter((one) => !gone.includes(one))
  const limit = typeof params.delivery_ids_limit === 'number' ? params.delivery_ids_limit : settings.deliveryIdsLimit
  const placed = insert(pending, id, params.delivery_ids_position ?? 'first')
  const popped = placed.slice(limit) // D7: from the end until it fits
  if (popped.length > 0 && (params.delivery_ids_at_limit !== 'drop' || popped.includes(id))) return refused(409)

  const made = delivery({
    ...defaults(settings),
    ...values,
    modelKind: model.kind,
    modelId: model.id,
    id,
    profileId: profile.id,
    createdAt: now,
    idempotencyKey: typeof key === 'string' ? key : null,
  })
  const dropped = (one: Delivery): Delivery =>
    [...gone, ...popped].includes(one.id) ? { ...one, state: 'dropped', stateAt: now } : one
  const after: Profile = {
    ...profile,
    deliveries: [...profile.deliveries.map(dropped), made],
    deliveryIds: placed.slice(0, limit),
    idempotencyKeys: typeof key === 'string' ? { ...profile.idempotencyKeys, [key]: id } : profile.idempotencyKeys,
  }
  return { status: 201, profile: after, delivery: made }
}

/** D10: the id, whether it is pending, the values, and a new model by D3. */
export function naiveUpdate(catalog: Catalog, profile: Profile, id: string, params: Params, now: number): NaiveAnswer {
  const { settings } = catalog
  const refused = (status: number): NaiveAnswer => ({ status, profile })
  const old = profile.deliveries.find((one) => one.id === id)
  if (old === undefined) return refused(404)
  if (old.state !== 'pending') return refused(409)
  const values = readValues(params, settings, old, now)
  const isFixed = fixed.some((name) => params[name] !== undefined)
  if (values === null || isFixed || params.model_kind === null || params.model_id === null) return refused(422)
  const position = params.delivery_ids_position ?? null
  if (position !== null && !isPosition(position)) return refused(422) // D8
  if (Object.keys(values).length === 0 && position === null) return { status: 200, profile, delivery: old }

  const merged: Delivery = { ...old, ...values, updatedAt: now }
  const isOther = merged.modelId !== old.modelId || merged.modelKind !== old.modelKind
  const model = findModel(catalog, merged)
  if (isOther && model === undefined) return refused(404)
  if (isOther && model !== undefined && !isLive(model, now)) return refused(409)
  // E4 is once per delivery: an update to another model ends the redirect of the old one.
  const spent = { redirectState: old.redirectState === 'none' ? 'none' : 'spent', redirectHref: null } as const
  const next = isOther ? { ...merged, ...spent } : merged
  const others = profile.deliveryIds.filter((one) => one !== id)
  const after = {
    ...profile,
    deliveries: profile.deliveries.map((one) => (one.id === id ? next : one)),
    deliveryIds: position === null ? profile.deliveryIds : insert(others, id, position),
  }
  return { status: 200, profile: after, delivery: next }
}

/** D10. */
export function naiveRemove(profile: Profile, id: string, now: number): NaiveAnswer {
  const old = profile.deliveries.find((one) => one.id === id)
  if (old?.state !== 'pending') return { status: old === undefined ? 404 : 409, profile }
  const removed: Delivery = { ...old, state: 'removed', stateAt: now }
  const after = {
    ...profile,
    deliveries: profile.deliveries.map((one) => (one.id === id ? removed : one)),
    deliveryIds: profile.deliveryIds.filter((one) => one !== id),
  }
  return { status: 200, profile: after, delivery: removed }
}

const fixed = ['profile_id', 'uid', 'email', 'idempotency_key', 'delivery_ids_limit', 'delivery_ids_at_limit']

/** D3: one that is there, is not removed (C6), and is of that kind. */
const findModel = ({ experiences }: Catalog, { modelId, modelKind }: Partial<Delivery>): Experience | undefined =>
  experiences.find((one) => one.id === modelId && one.kind === modelKind && !one.removed)

/** D6: past its `until`. */
const expired = ({ deliveries }: Profile, now: number) =>
  deliveries.filter(({ state, until }) => state === 'pending' && until !== null && until < now).map(({ id }) => id)

/** D8: an index beyond the end appends. */
function insert(ids: readonly string[], id: string, position: unknown): string[] {
  const index = position === 'first' ? 0 : position === 'last' ? ids.length : Number(position)
  return [...ids.slice(0, index), id, ...ids.slice(index)]
}

const isPosition = (value: unknown) =>
  value === 'first' || value === 'last' || (Number.isInteger(value) && Number(value) >= 0)

/** D7, D8. */
function isWholePlacing(params: Params, { deliveryIdsLimit }: Settings): boolean {
  const { delivery_ids_limit: limit, delivery_ids_at_limit: atLimit, delivery_ids_position: position } = params
  const isLimit =
    limit === undefined || (Number.isInteger(limit) && Number(limit) >= 1 && Number(limit) <= deliveryIdsLimit)
  const isAtLimit = atLimit === undefined || atLimit === 'error' || atLimit === 'drop'
  return isLimit && isAtLimit && (position === undefined || isPosition(position))
}

/** D1: the defaults of the dialect. */
const defaults = ({ dialect }: Settings) => ({
  useSegmentation: false,
  once: false,
  redirect: false,
  skipTriggers: dialect === 'current',
  skipUrlMatch: dialect === 'current',
})

/** D1, D4, D10: what both calls take, as far as it is given; `null` gives the default back. */
function readValues(
  params: Params,
  settings: Settings,
  old: Pick<Delivery, 'from' | 'until'>,
  now: number,
): Partial<Delivery> | null {
  const values: { -readonly [K in keyof Delivery]?: Delivery[K] } = {}
  const { model_kind: kind, model_id: model, from, until, options } = params
  if (kind === 'tour' || kind === 'survey') values.modelKind = kind
  else if (kind !== undefined && kind !== null) return null
  if (typeof model === 'string') values.modelId = model
  else if (model !== undefined && model !== null) return null
  if (options !== undefined) values.options = options

  for (const [name, written] of [
    ['from', from],
    ['until', until],
  ] as const) {
    if (written === undefined) continue
    const at = written === null ? null : readInstant(written, now)
    if (at === undefined) return null // T3
    values[name] = at
  }
  const dates = { ...old, ...values }
  if (dates.from !== null && dates.until !== null && Number(dates.from) > Number(dates.until)) return null // D4

  const flags = [
    ['use_segmentation', 'useSegmentation'],
    ['once', 'once'],
    ['redirect', 'redirect'],
    ['skip_triggers', 'skipTriggers'],
    ['skip_url_match', 'skipUrlMatch'],
  ] as const
  for (const [name, key] of flags) {
    const given = params[name]
    if (given !== undefined && given !== null && typeof given !== 'boolean') return null
    if (given !== undefined) values[key] = given ?? defaults(settings)[key]
  }
  // D1: a parameter of the other dialect.
  const foreign = settings.dialect === 'current' ? 'redirect' : 'delivery_ids_limit'
  return params[foreign] === undefined ? values : null
}

/** D11: what a list has, by id, and where the next page begins. */
export function naiveList(deliveries: readonly Delivery[], query: Params, now: number) {
  const limit = query.limit ?? 50
  const isLimit = Number.isInteger(limit) && Number(limit) >= 1 && Number(limit) <= 500
  const before = readCursor(deliveries, query.before, now)
  const after = readCursor(deliveries, query.after, now)
  if (!isLimit || before === undefined || after === undefined) return { status: 422 }
  const listed = deliveries
    .filter(({ state }) => state === 'pending' || state === 'triggered' || state === 'discarded')
    .filter(({ modelId }) => query.model_id === undefined || modelId === query.model_id)
    .filter(({ profileId }) => query.profile_id === undefined || profileId === query.profile_id)
    .filter((one) => before === null || isOlder(one, before))
    .filter((one) => after === null || isNewer(one, after))
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
  const ids = listed.slice(0, Number(limit)).map(({ id }) => id)
  return { status: 200, ids, before: listed.length > ids.length ? (ids.at(-1) ?? null) : null }
}

interface Cursor {
  readonly at: number
  /** `null` where it is an instant: then its millisecond is on neither side. */
  readonly id: string | null
}

/** D11: a cursor is an id, whatever became of the delivery, or an instant; `undefined` is neither. */
function readCursor(deliveries: readonly Delivery[], given: unknown, now: number): Cursor | null | undefined {
  if (given === undefined || given === null) return null
  const named = deliveries.find(({ id }) => id === given)
  if (named !== undefined) return { at: named.createdAt, id: named.id }
  const at = readInstant(given, now)
  return at === undefined ? undefined : { at, id: null }
}

const isOlder = (one: Delivery, { at, id }: Cursor) =>
  one.createdAt < at || (one.createdAt === at && id !== null && one.id < id)
const isNewer = (one: Delivery, { at, id }: Cursor) =>
  one.createdAt > at || (one.createdAt === at && id !== null && one.id > id)
