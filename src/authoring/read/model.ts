import type * as v from 'valibot'
import {
  type Catalog,
  type Condition,
  catalog,
  defaultSettings,
  type Experience,
  experience,
  type Instant,
  type LimitGroup,
  limitGroup,
  minuteMs,
  type Recurrence,
  type Settings,
  type Trigger,
} from '../../model/index.js'
import { defaultSendingSettings } from '../../model/sending-settings.js'
import type { catalogSchema } from '../schemas/catalog.js'
import type { recurrenceSchema, triggerSchema, WireExperience } from '../schemas/experience.js'
import type { WireLimitGroup } from '../schemas/limit-group.js'
import type { settingsSchema } from '../schemas/settings.js'
import { parseInstant } from '../time.js'
import { urlRule } from '../url-rule.js'
import { zoneNamed } from '../zones.js'

export type CheckedDocument = v.InferOutput<typeof catalogSchema>

/** Documents in which nothing is wrong, merged into the model. */
export function toModel(documents: readonly CheckedDocument[]): Catalog {
  const settings = documents.reduce(
    (merged, document) => mergeSettings(merged, document.settings ?? {}),
    defaultSettings,
  )
  const limitGroups = documents.flatMap((document) => document.limit_groups ?? []).map(toLimitGroup)
  const named = new Set([...settings.zones, ...limitGroups.flatMap(({ zone }) => (zone === null ? [] : [zone]))])
  return catalog({
    settings,
    tags: documents
      .flatMap((document) => document.tags ?? [])
      .map(({ id, uid, name }) => ({ id, uid: uid ?? null, name: name ?? null })),
    segments: documents
      .flatMap((document) => document.segments ?? [])
      .map(({ id, name, conditions }) => ({ id, name: name ?? null, conditions: conditions as Condition })),
    experiences: documents.flatMap((document) => document.experiences ?? []).map(toExperience),
    limitGroups,
    zones: Object.fromEntries([...named].sort().map((name) => [name, zoneNamed(name)])),
  })
}

function mergeSettings(settings: Settings, wire: v.InferOutput<typeof settingsSchema>): Settings {
  return {
    dialect: wire.dialect ?? settings.dialect,
    deliveryIdsLimit: wire.delivery_ids_limit ?? settings.deliveryIdsLimit,
    automaticOrder: wire.automatic_order ?? settings.automaticOrder,
    expiredDeliveries: wire.expired_deliveries ?? settings.expiredDeliveries,
    zones: wire.zones ?? settings.zones,
    ...sendingsOf(settings, wire),
  }
}

/** Left out where no document says anything of it, so that a catalog without sendings stays as it was. */
function sendingsOf({ sendings }: Settings, wire: v.InferOutput<typeof settingsSchema>): Pick<Settings, 'sendings'> {
  if ((wire.sendings ?? null) === null) return sendings === undefined ? {} : { sendings }
  const { prescheduled_minutes, failed_after_minutes, preparing_minutes, transmitting_minutes } = wire.sendings ?? {}
  const inMs = (minutes: number | null | undefined, otherwiseMs: number): number =>
    nullable(minutes, (given) => unsigned(given) * minuteMs) ?? otherwiseMs
  return {
    sendings: {
      prescheduledMs: inMs(prescheduled_minutes, defaultSendingSettings.prescheduledMs),
      failedAfterMs: inMs(failed_after_minutes, defaultSendingSettings.failedAfterMs),
      preparingMs: inMs(preparing_minutes, defaultSendingSettings.preparingMs),
      transmittingMs: inMs(transmitting_minutes, defaultSendingSettings.transmittingMs),
    },
  }
}

function toExperience(wire: WireExperience): Experience {
  const removed = wire.removed ?? false
  return experience({
    id: wire.id,
    kind: wire.kind,
    name: wire.name ?? null,
    publishedAt: toInstant(wire.published_at),
    unpublishedAt: toInstant(wire.unpublished_at),
    position: nullable(wire.position, unsigned),
    tagIds: wire.tag_ids ?? [],
    // A tombstone is asked no segment, and the one that it had may be gone.
    segment: removed ? null : toSegment(wire),
    urlRules: (wire.url ?? []).map(({ url, match_type: matchType }) => urlRule({ url, matchType })),
    urlOp: wire.url_op ?? 'any',
    startUrl: wire.start_url ?? null,
    triggers: (wire.triggers ?? []).map(toTrigger),
    recurrence: toRecurrence(wire.recurrence ?? { kind: 'none' }),
    rateUnlimitAt: toInstant(wire.rate_unlimit_at),
    experimentRange: nullable(wire.experiment_range, ([from, until]) => [unsigned(from), unsigned(until)] as const),
    removed,
  })
}

function toSegment({ segment_id: id, segment }: WireExperience): Condition | null {
  if (id !== null && id !== undefined) return { condition: id }
  return (segment ?? null) as Condition | null
}

const toTrigger = (wire: v.InferOutput<typeof triggerSchema>): Trigger =>
  wire.on === 'time_on_page'
    ? { on: wire.on, seconds: unsigned(wire.seconds) }
    : { on: wire.on, element: wire.element ?? null, name: wire.name ?? null }

function toRecurrence(wire: v.InferOutput<typeof recurrenceSchema>): Recurrence {
  switch (wire.kind) {
    case 'none':
    case 'page':
      return { kind: wire.kind }
    case 'every':
      return { kind: wire.kind, amount: wire.amount, unit: wire.unit }
    case 'event':
      return { kind: wire.kind, event: wire.event }
  }
}

const toLimitGroup = (wire: WireLimitGroup): LimitGroup =>
  limitGroup({
    id: wire.id,
    name: wire.name ?? null,
    description: wire.description ?? null,
    kind: wire.kind,
    rateLimitSize: unsigned(wire.rate_limit_size),
    rateLimitKind: wire.rate_limit_kind,
    tagIds: wire.tag_ids ?? [],
    campaignIds: wire.campaign_ids ?? [],
    count: wire.count ?? 'experiences',
    exemptShows: wire.exempt_shows ?? 'ignore',
    zone: wire.zone ?? null,
  })

/** −0 as 0: JSON has one zero only, and a catalog survives JSON. */
const unsigned = (number: number): number => number + 0

const nullable = <T, U>(value: T | null | undefined, read: (value: T) => U): U | null =>
  value === null || value === undefined ? null : read(value)

const toInstant = (value: string | number | null | undefined): Instant | null =>
  nullable(value, (given) => {
    const read = parseInstant(given, null)
    if (!read.ok) throw new Error(`the schema let an instant pass that cannot be read: ${read.message}`)
    return read.value
  })
