import { formatInstant } from '../conditions/index.js'
import type { Delivery, Instant, Interaction, Profile } from '../model/index.js'
import { documentVersion } from './read/version.js'
import type { WireInteraction, WireProfile, WireProfileDelivery } from './schemas/profile.js'

/**
 * A profile as a document of plain data, whole: nothing is left to a default, so that it means the same under every
 * catalog.
 *
 * Law: `readProfile(writeProfile(profile))` gives that profile again.
 */
export const writeProfile = (profile: Profile): WireProfile => ({
  version: documentVersion,
  id: profile.id,
  revision: profile.version,
  uid: profile.uid,
  email: profile.email,
  traits: profile.traits,
  disabled: profile.disabled,
  seen: profile.seen,
  interactions: profile.interactions.map(writeInteraction),
  deliveries: profile.deliveries.map(writeDelivery),
  delivery_ids: [...profile.deliveryIds],
  idempotency_keys: profile.idempotencyKeys,
  tracked_at: Object.fromEntries(Object.entries(profile.trackedAt).map(([name, at]) => [name, formatInstant(at)])),
  page_at: written(profile.pageAt),
  page_href: profile.pageHref,
  session_started_at: written(profile.sessionStartedAt),
  busy: profile.busy,
  armed: [...profile.armed],
})

const writeInteraction = (interaction: Interaction): WireInteraction => ({
  id: interaction.id,
  experience_id: interaction.experienceId,
  started_at: formatInstant(interaction.startedAt),
  group_kind: interaction.groupKind,
  group_id: interaction.groupId,
  state: interaction.state,
  state_at: written(interaction.stateAt),
  defer_until: written(interaction.deferUntil),
  assumed: interaction.assumed,
})

const writeDelivery = (delivery: Delivery): WireProfileDelivery => ({
  id: delivery.id,
  created_at: formatInstant(delivery.createdAt),
  updated_at: formatInstant(delivery.updatedAt),
  model_id: delivery.modelId,
  model_kind: delivery.modelKind,
  idempotency_key: delivery.idempotencyKey,
  options: delivery.options,
  from: written(delivery.from),
  until: written(delivery.until),
  use_segmentation: delivery.useSegmentation,
  once: delivery.once,
  redirect: delivery.redirect,
  skip_triggers: delivery.skipTriggers,
  skip_url_match: delivery.skipUrlMatch,
  state: delivery.state,
  state_at: written(delivery.stateAt),
  discard_reason: delivery.discardReason,
  at: written(delivery.at),
  at_href: delivery.atHref,
  interaction_id: delivery.interactionId,
  redirect_state: delivery.redirectState,
  redirect_href: delivery.redirectHref,
})

const written = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))
