import { quote } from '../authoring/quote.js'
import { type Delivery, delivery } from '../model/delivery.js'
import type { Experience, Instant, Profile } from '../model/index.js'
import { type Creation, readCreation } from './creation.js'
import { dialects } from './dialect.js'
import { editLedger, settle } from './ledger.js'
import { whyNotLive } from './live.js'
import { findModel } from './model.js'
import { type Outcome, refusal } from './outcome.js'
import { place } from './place.js'
import type { Scene } from './scene.js'
import { findProfile } from './target.js'

/**
 * Creates a delivery (D1–D8), or says why not.
 *
 * The order of checks is D5's: the body (`422`), the profile (`404`, `422`), the experience (`404`), the key
 * (`200`: the first delivery, as it now is), live (`409`), the limit (`409`). So a retry of a success succeeds.
 *
 * Law: pure. What is given is neither changed nor kept: `options` is copied.
 *
 * @example
 * ```ts
 * import { catalog, experience, profile } from 'oncue'
 * import { commit, createDelivery } from 'oncue/deliveries'
 *
 * const { settings, experiences } = catalog({ experiences: [experience({ id: 'pricing', kind: 'tour', publishedAt: 0 })] })
 * const user = { ...profile('u1'), uid: '542213', seen: true }
 * const scene = {
 *   settings,
 *   experience: (id: string) => experiences.find((one) => one.id === id),
 *   profileById: (id: string) => (id === 'u1' ? user : undefined),
 *   profileIdByUid: (uid: string) => (uid === user.uid ? 'u1' : undefined),
 *   profileIdByEmail: () => undefined,
 * }
 * const params = { model_kind: 'tour', model_id: 'pricing', uid: 542213, until: '+45d' }
 * const committed = commit(user, createDelivery(scene, params, { now: Date.UTC(2029, 1, 3), id: 'd1' }))
 * committed.status // 201
 * 'profile' in committed && committed.profile.deliveryIds // ['d1']
 * ```
 *
 * @param params the request's parameters as they came, in `snake_case`
 * @param context.id the new delivery's id: never that of an experience, nor of another delivery of the profile
 */
export function createDelivery(scene: Scene, params: unknown, context: { now: Instant; id: string }): Outcome {
  const { now, id } = context
  const creation = readCreation(params, { settings: scene.settings, now, id })
  if (!creation.ok) return creation.refusal
  const profile = findProfile(scene, creation.value.target)
  if (!profile.ok) return profile.refusal
  const model = findModel(scene, creation.value)
  if (!model.ok) return model.refusal
  return (
    repeat(profile.value, creation.value.idempotencyKey) ??
    refuseTakenId(scene, profile.value, id) ??
    insert(scene, { creation: creation.value, profile: profile.value, model: model.value, now, id })
  )
}

/** D5: a used key answers with what it made, and nothing else happens, not even a release. */
function repeat(profile: Profile, key: string | null): Outcome | null {
  if (key === null || !Object.hasOwn(profile.idempotencyKeys, key)) return null
  const first = profile.deliveries.find(({ id }) => id === profile.idempotencyKeys[key])
  if (first === undefined) throw new Error(`idempotency key ${quote(key)} names no delivery of the profile`)
  return { status: 200, delivery: first, profileId: profile.id, baseVersion: profile.version, event: null }
}

/** D6. Asked after the key, so that a retry that names the same id again is still a retry. */
function refuseTakenId(scene: Scene, profile: Profile, id: string): Outcome | null {
  const taken = scene.experience(id) !== undefined ? 'an experience' : isDelivered(profile, id) ? 'a delivery' : null
  if (taken === null) return null
  return refusal(422, [`id: already the id of ${taken}: ${quote(id)}; choose an id that nothing else has`])
}

const isDelivered = (profile: Profile, id: string): boolean => profile.deliveries.some((other) => other.id === id)

interface Insertion {
  readonly creation: Creation
  readonly profile: Profile
  readonly model: Experience
  readonly now: Instant
  readonly id: string
}

/** D5: live, then the limit. Both are `409`, so both are said at once (D12). */
function insert({ settings }: Scene, insertion: Insertion): Outcome {
  const { creation, profile, model, now, id } = insertion
  const released = settings.expiredDeliveries === 'release' ? expired(profile, now) : []
  const pending = profile.deliveryIds.filter((pendingId) => !released.includes(pendingId))
  const placed = place(pending, id, creation.placing)
  const messages = [whyNotLive(model, now), placed.ok ? null : placed.message].filter((message) => message !== null)
  if (messages.length > 0 || !placed.ok) return refusal(409, messages)
  const made = make(settings, insertion)
  const event = editLedger(profile, now, (ledger) => {
    settle(ledger, [...released, ...placed.dropped], { state: 'dropped', now })
    ledger.deliveries.push(made)
    ledger.deliveryIds = [...placed.deliveryIds]
    if (made.idempotencyKey !== null) {
      // A spread with a computed name makes an own property of any key, `__proto__` too.
      ledger.idempotencyKeys = { ...profile.idempotencyKeys, [made.idempotencyKey]: id }
    }
  })
  return { status: 201, delivery: made, profileId: profile.id, baseVersion: profile.version, event }
}

/** D6: past its `until`. The instant of `until` itself is still inside the window. */
const expired = (profile: Profile, now: Instant): readonly string[] =>
  profile.deliveries
    .filter(({ state, until }) => state === 'pending' && until !== null && until < now)
    .map((late) => late.id)

function make({ dialect }: Scene['settings'], { creation, profile, now, id }: Insertion): Delivery {
  const { modelKind, modelId, idempotencyKey, changes } = creation
  const given = { ...dialects[dialect].defaults, ...changes, modelKind, modelId, idempotencyKey }
  return delivery({ ...given, id, profileId: profile.id, createdAt: now })
}
