import { formatInstant } from '../conditions/instant.js'
import type { Delivery, Instant, Settings } from '../model/index.js'
import { dialects } from './dialect.js'

/** A delivery as the API writes it (D1). Instants are text (T5); what is absent is `null`. */
export type WireDelivery = CurrentWireDelivery | EarlierWireDelivery

export interface CurrentWireDelivery {
  readonly id: string
  readonly created_at: string
  /** The later of the last change and the end of its being pending. */
  readonly updated_at: string
  readonly model_id: string
  readonly model_kind: Delivery['modelKind']
  readonly profile_id: string
  readonly idempotency_key: string | null
  readonly options: unknown
  readonly from: string | null
  readonly until: string | null
  readonly use_segmentation: boolean
  readonly once: boolean
  readonly skip_triggers: boolean
  readonly skip_url_match: boolean
  readonly at: string | null
  readonly at_href: string | null
  readonly interaction_id: string | null
  readonly group_kind: 'delivery' | 'api_edit'
  readonly state: Delivery['state']
}

/** In the dialect `2021-08`. */
export interface EarlierWireDelivery extends CurrentWireDelivery {
  readonly redirect: boolean
}

/** Writes a delivery in a dialect: all fields of its schema, and `state`; `redirect` only in `2021-08`. */
export function deliveryToWire(delivery: Delivery, dialect: Settings['dialect']): WireDelivery {
  const wire: CurrentWireDelivery = {
    id: delivery.id,
    created_at: formatInstant(delivery.createdAt),
    updated_at: formatInstant(Math.max(delivery.updatedAt, delivery.stateAt ?? delivery.updatedAt)),
    model_id: delivery.modelId,
    model_kind: delivery.modelKind,
    profile_id: delivery.profileId,
    idempotency_key: delivery.idempotencyKey,
    options: delivery.options,
    from: formatOptional(delivery.from),
    until: formatOptional(delivery.until),
    use_segmentation: delivery.useSegmentation,
    once: delivery.once,
    skip_triggers: delivery.skipTriggers,
    skip_url_match: delivery.skipUrlMatch,
    at: formatOptional(delivery.at),
    at_href: delivery.atHref,
    interaction_id: delivery.interactionId,
    group_kind: dialects[dialect].groupKind,
    state: delivery.state,
  }
  return dialect === 'current' ? wire : { ...wire, redirect: delivery.redirect }
}

const formatOptional = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))
