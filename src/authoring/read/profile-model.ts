import { byCodeUnit } from '../../model/by-code-unit.js'
import { type Delivery, delivery } from '../../model/delivery.js'
import { type Instant, type Interaction, type Profile, profile, type Settings } from '../../model/index.js'
import type { WireInteraction, WireProfile, WireProfileDelivery } from '../schemas/profile.js'
import { parseInstant } from '../time.js'
import { isPending } from './profile-problems.js'

type Raw = Readonly<Record<string, unknown>>

/**
 * A profile whose document was found right, in the model's words. `raw` is the same document as it came: Valibot
 * leaves out traits and events that are named `constructor` and the like.
 */
export function toProfile(wire: WireProfile, raw: Raw, dialect: Settings['dialect']): Profile {
  const given = (wire.deliveries ?? []) as readonly WireProfileDelivery[]
  const deliveries = given.map((one) => toDelivery(one, wire.id, dialect))
  const interactions = ((wire.interactions ?? []) as readonly WireInteraction[]).map(toInteraction).sort(byStart)
  const trackedAt = Object.entries((raw.tracked_at ?? {}) as Raw).map(([name, at]) => [name, required(at)] as const)
  const pageAt = instant(wire.page_at)
  const traits = (raw.traits ?? {}) as Raw
  const disabled = wire.disabled ?? false
  const { uid = null, email = null } = wire
  const isKnown = [uid !== null, email !== null, disabled, pageAt !== null].some(Boolean)
  const isFilled = [interactions, trackedAt, Object.keys(traits)].some(({ length }) => length > 0)
  return profile(wire.id, {
    version: wire.revision ?? 0,
    uid,
    email,
    traits,
    disabled,
    seen: wire.seen ?? (isKnown || isFilled), // D2: a delivery alone does not make it so
    interactions,
    deliveries,
    deliveryIds: (wire.delivery_ids as readonly string[] | null | undefined) ?? pendingIds(deliveries),
    idempotencyKeys: (raw.idempotency_keys ?? {}) as Readonly<Record<string, string>>,
    trackedAt: Object.fromEntries(trackedAt),
    pageAt,
    pageHref: wire.page_href ?? null,
    sessionStartedAt: instant(wire.session_started_at) ?? pageAt,
    busy: wire.busy ?? false,
    armed: (wire.armed as readonly string[] | null | undefined) ?? [],
  })
}

const pendingIds = (deliveries: readonly Delivery[]): readonly string[] =>
  deliveries.filter(({ state }) => state === 'pending').map(({ id }) => id)

function toInteraction(wire: WireInteraction): Interaction {
  const startedAt = required(wire.started_at)
  const state = wire.state ?? 'started'
  const kind = wire.group_kind ?? 'automatic'
  return {
    id: wire.id ?? `${wire.experience_id}@${startedAt}`,
    experienceId: wire.experience_id,
    startedAt,
    groupKind: kind === 'api_edit' ? 'delivery' : kind, // H3
    groupId: wire.group_id ?? null,
    state,
    stateAt: state === 'started' ? null : (instant(wire.state_at) ?? startedAt),
    deferUntil: state === 'snoozed' ? instant(wire.defer_until) : null,
    assumed: wire.assumed ?? false,
  }
}

/** By start, then by id in code units (T7). */
const byStart = (a: Interaction, b: Interaction): number => a.startedAt - b.startedAt || byCodeUnit(a.id, b.id)

function toDelivery(wire: WireProfileDelivery, profileId: string, dialect: Settings['dialect']): Delivery {
  const createdAt = required(wire.created_at)
  const skips = dialect === 'current' // D1
  return delivery({
    id: wire.id,
    createdAt,
    updatedAt: instant(wire.updated_at) ?? createdAt,
    modelKind: wire.model_kind,
    modelId: wire.model_id,
    profileId,
    idempotencyKey: wire.idempotency_key ?? null,
    options: wire.options ?? null,
    from: instant(wire.from),
    until: instant(wire.until),
    useSegmentation: wire.use_segmentation ?? false,
    once: wire.once ?? false,
    redirect: wire.redirect ?? false,
    skipTriggers: wire.skip_triggers ?? skips,
    skipUrlMatch: wire.skip_url_match ?? skips,
    state: wire.state ?? (isPending(wire) ? 'pending' : 'triggered'),
    stateAt: instant(wire.state_at) ?? instant(wire.at),
    discardReason: wire.discard_reason ?? null,
    at: instant(wire.at),
    atHref: wire.at_href ?? null,
    interactionId: wire.interaction_id ?? null,
    redirectState: wire.redirect_state ?? 'none',
    redirectHref: wire.redirect_href ?? null,
  })
}

const instant = (written: unknown): Instant | null => ((written ?? null) === null ? null : required(written))

function required(written: unknown): Instant {
  const read = parseInstant(written, null)
  if (!read.ok) throw new Error(`the schema let an instant pass that cannot be read: ${read.message}`)
  return read.value
}
