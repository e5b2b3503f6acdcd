import { parseInstant } from '../../authoring/index.js'
import { quote } from '../../authoring/quote.js'
import {
  createDelivery,
  deliveryToWire,
  listDeliveries,
  type Outcome,
  removeDelivery,
  type Scene,
  updateDelivery,
} from '../../deliveries/index.js'
import { apply } from '../../history/index.js'
import type { Delivery, Instant, Profile } from '../../model/index.js'
import type { DeliveryPlace, Store } from '../../store/store.js'
import type { Recorded } from '../recorded.js'
import { ok, type Reply, refuse } from '../reply.js'
import { sceneOf } from '../scene.js'
import type { Service } from '../service.js'
import { busy, type Taken, take } from '../take.js'
import type { World } from '../worlds.js'
import type { Call, Run } from './run.js'

/** One page of deliveries, newest first (D11). */
export const runListDeliveries: Run = async ({ query, now }, { store, worlds }) => {
  const named = await cursors(query, store)
  const judged = listDeliveries(named, query, { now })
  if (judged.status !== 200) return judged
  const { limit } = judged.cursor
  const [world, rows] = await Promise.all([
    worlds.latest(),
    store.deliveries({
      modelId: query.model_id ?? null,
      profileId: query.profile_id ?? null,
      before: placeOf(query.before, named, now),
      after: placeOf(query.after, named, now),
      limit: limit + 1,
    }),
  ])
  const listed = listDeliveries(unique([...rows, ...named]), query, { now })
  if (listed.status !== 200) throw new Error('a query that was sound is not')
  const { dialect } = world.engine.catalog.settings
  return ok({ deliveries: listed.deliveries.map((one) => deliveryToWire(one, dialect)), cursor: listed.cursor })
}

/** The deliveries that a query names as its cursors, whatever became of them. */
async function cursors(query: Call['query'], store: Store): Promise<readonly Delivery[]> {
  const ids = [query.before, query.after].filter((id) => id !== undefined && isId(id)) as string[]
  const found = await Promise.all(ids.map((id) => store.delivery(id)))
  return found.filter((one) => one !== null)
}

function placeOf(cursor: string | undefined, named: readonly Delivery[], now: Instant): DeliveryPlace | null {
  if (cursor === undefined) return null
  const delivery = named.find(({ id }) => id === cursor)
  if (delivery !== undefined) return { createdAt: delivery.createdAt, id: delivery.id }
  const instant = parseInstant(cursor, now)
  return instant.ok ? { createdAt: instant.value, id: null } : null
}

const unique = (deliveries: readonly Delivery[]): readonly Delivery[] => [
  ...new Map(deliveries.map((one) => [one.id, one])).values(),
]

export const runShowDelivery: Run = async ({ id }, { store, worlds }) => {
  const delivery = isId(id) ? await store.delivery(id) : null
  if (delivery === null) return unknownDelivery(id)
  const { engine } = await worlds.latest()
  return ok({ delivery: deliveryToWire(delivery, engine.catalog.settings.dialect) })
}

/** Creates a delivery (D1 to D9): `201`, or `200` where its key was used before. */
export const runCreateDelivery: Run = async ({ body, now }, service) => {
  const profileId = await targetOf(body, service, now)
  if (typeof profileId !== 'string') return profileId
  if (service.creating.has(profileId)) return oneAtATime
  service.creating.add(profileId)
  try {
    let before: number | null = null
    return await change(service, { profileId, now }, (world, profile, attempt) => {
      const { id: owner, version, deliveries } = profile ?? { id: profileId, version: 0, deliveries: [] }
      // D9: another one was created since this one was asked for.
      if (deliveries.slice(before ?? deliveries.length).some(({ createdAt }) => createdAt >= now)) return oneAtATime
      before = deliveries.length
      const scene = sceneOf(world.engine, profile)
      const id = freeId(service, scene, `delivery:${owner}:${version + 1}`, attempt)
      const outcome = createDelivery(scene, body, { now, id })
      const params = body as Recorded['call']
      return { outcome, call: { ...params, type: 'deliver', id } }
    })
  } finally {
    service.creating.delete(profileId)
  }
}

const oneAtATime = busy

/** Whose delivery it is to be, or what keeps it from being anybody's: the body goes before the profile (D5). */
async function targetOf(body: unknown, { worlds, store }: Service, now: Instant): Promise<string | Reply> {
  const { engine } = await worlds.latest()
  const asked: { by?: 'id' | 'uid' | 'email'; value?: string } = {}
  const asks = (by: 'id' | 'uid' | 'email') => (value: string) => {
    Object.assign(asked, { by, value })
    return undefined
  }
  const scene: Scene = {
    ...sceneOf(engine, null),
    profileById: asks('id'),
    profileIdByUid: asks('uid'),
    profileIdByEmail: asks('email'),
  }
  // Nobody is there to be found, so it ends with the body or with whom it asks for.
  const outcome = createDelivery(scene, body, { now, id: 'unnamed' })
  if (!('body' in outcome)) throw new Error('a delivery was made for nobody')
  const { by, value } = asked
  if (by === undefined || value === undefined) return outcome
  if (by === 'id') return isId(value) ? value : outcome
  return (await store.profileNamed(by === 'uid' ? { uid: value } : { email: value })) ?? outcome
}

/** D6: an id that no experience has; with each attempt another one, as a delivery of somebody else may have it. */
function freeId({ newId }: Service, scene: Scene, usual: string, attempt: number): string {
  for (let k = attempt; ; k++) {
    const made = newId?.() ?? (k === 0 ? usual : `${usual}-${k}`)
    if (scene.experience(made) === undefined || k > attempt + 16) return made
  }
}

/** Changes a pending delivery (D10). */
export const runUpdateDelivery: Run = ({ id, body, now }, service) =>
  changeOf(id, service, now, ({ engine }, profile) => ({
    outcome: updateDelivery(sceneOf(engine, profile), profile, id, body, { now }),
    call: { ...(body as Recorded['call']), type: 'deliver.update', id },
  }))

/** Takes a pending delivery out (D6, D10). */
export const runRemoveDelivery: Run = ({ id, now }, service) =>
  changeOf(id, service, now, (_, profile) => ({
    outcome: removeDelivery(profile, id, { now }),
    call: { type: 'deliver.remove', id },
  }))

type Operated = { readonly outcome: Outcome; readonly call: NonNullable<Recorded['call']> }

/** Takes the profile that has a delivery through an operation on it. */
async function changeOf(
  id: string,
  service: Service,
  now: Instant,
  operate: (world: World, profile: Profile) => Operated,
): Promise<Reply> {
  const delivery = isId(id) ? await service.store.delivery(id) : null
  if (delivery === null) return unknownDelivery(id)
  return change(service, { profileId: delivery.profileId, now }, (world, profile) =>
    // It may have been erased since.
    profile === null ? unknownDelivery(id) : operate(world, profile),
  )
}

/** Takes a profile through a lifecycle operation. */
function change(
  service: Service,
  { profileId, now: at }: { readonly profileId: string; readonly now: Instant },
  operate: (world: World, profile: Profile | null, attempt: number) => Operated | Reply,
): Promise<Reply> {
  let attempt = -1
  return take(service, { operation: 'deliver', profileId, eventId: null, at }, (world, { profile, version }): Taken => {
    attempt += 1
    // D2: nobody is there at version 0.
    const operated = operate(world, version === 0 ? null : profile, attempt)
    if (!('outcome' in operated)) return { reply: operated, change: null }
    const { outcome, call } = operated
    if ('body' in outcome) return { reply: outcome, change: null }
    const { status, delivery, event } = outcome
    const { dialect } = world.engine.catalog.settings
    const reply = { status, body: { delivery: deliveryToWire(delivery, dialect) } }
    if (event === null) return { reply, change: null }
    return { reply, change: { events: [event], profile: apply(profile, event) }, call }
  })
}

const maxIdLength = 256
const isId = (id: string): boolean => id !== '' && id.length <= maxIdLength

const unknownDelivery = (id: string): Reply => refuse(404, [`id: unknown delivery: ${quote(id)}; name one that exists`])
