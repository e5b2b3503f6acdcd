import {
  type Catalog,
  type Condition,
  defaultSettings,
  type Experience,
  experience,
  type LimitGroup,
  limitGroup,
  minuteMs,
  type Segment,
  type Settings,
  type Tag,
  type Trigger,
  type UrlRule,
} from '../../src/model/index.js'
import { readInstant } from './instant.js'
import { zones } from './zones.js'

export type Item = Readonly<Record<string, unknown>>

/** A catalog as it is written, collection by collection. */
export interface Document {
  readonly settings?: Item
  readonly tags?: readonly Item[]
  readonly segments?: readonly Item[]
  readonly experiences?: readonly Item[]
  readonly limit_groups?: readonly Item[]
}

const collections = ['tags', 'segments', 'experiences', 'limit_groups'] as const

/** C6: the document after an edit; `null` where the edit is refused. */
export function naiveEdit(document: Document, edit: Document): Document | null {
  const after: Record<string, unknown> = {
    ...document,
    settings: withoutNull({ ...document.settings, ...edit.settings }),
  }
  for (const collection of collections) {
    const items = [...(document[collection] ?? [])]
    const entries = edit[collection] ?? []
    if (hasTwice(entries)) return null // C3
    for (const entry of entries) {
      const index = items.findIndex(({ id }) => id === entry.id)
      const old = items[index]
      if (old === undefined && entry.removed === true) return null
      if (old === undefined) items.push(withoutNull(entry))
      else if (collection === 'experiences' && (entry.kind ?? old.kind) !== old.kind) return null
      // A removed experience leaves a tombstone, anything else is gone.
      else if (collection !== 'experiences' && entry.removed === true) items.splice(index, 1)
      else items[index] = withoutNull({ ...withoutOtherName(old, entry), ...entry })
    }
    after[collection] = items
  }
  return after
}

/** C1: `segment` and `segment_id` are two names of one key. */
function withoutOtherName(old: Item, entry: Item): Item {
  const { segment: _, ...named } = old
  const { segment_id: __, ...inline } = old
  if ('segment' in entry === 'segment_id' in entry) return old
  return 'segment' in entry ? inline : named
}

const withoutNull = (item: Item): Item => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))

const hasTwice = (items: readonly Item[]) => new Set(items.map(({ id }) => id)).size < items.length

/** C1: the catalog that a document writes; `null` where C3, C4 or L10 is broken. */
export function naiveCatalog(document: Document): Catalog | null {
  const catalog: Catalog = {
    settings: readSettings(document.settings ?? {}),
    tags: (document.tags ?? []) as unknown as Tag[],
    segments: (document.segments ?? []) as unknown as Segment[],
    experiences: (document.experiences ?? []).map(readExperience),
    limitGroups: (document.limit_groups ?? []).map(readGroup),
    zones,
  }
  return collections.some((name) => hasTwice(document[name] ?? [])) || !resolves(catalog) ? null : catalog
}

const given = (item: Item): Item => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined))

function readSettings(item: Item): Settings {
  const { dialect, delivery_ids_limit, automatic_order, expired_deliveries, zones, sendings } = item
  const minutes = (sendings ?? {}) as Readonly<Record<string, number | undefined>>
  return {
    ...defaultSettings,
    ...given({ dialect, zones, deliveryIdsLimit: delivery_ids_limit }),
    ...given({ automaticOrder: automatic_order, expiredDeliveries: expired_deliveries }),
    sendings: {
      prescheduledMs: (minutes.prescheduled_minutes ?? 5) * minuteMs,
      failedAfterMs: (minutes.failed_after_minutes ?? 20) * minuteMs,
      preparingMs: (minutes.preparing_minutes ?? 0) * minuteMs,
      transmittingMs: (minutes.transmitting_minutes ?? 0) * minuteMs,
    },
  }
}

const at = (value: unknown): number | null => readInstant(value, null) ?? null

function readExperience(item: Item): Experience {
  const rules = (item.url ?? []) as readonly { url: string; match_type: UrlRule['matchType'] }[]
  return experience({
    id: item.id as string,
    kind: item.kind as Experience['kind'],
    publishedAt: at(item.published_at),
    unpublishedAt: at(item.unpublished_at),
    position: (item.position ?? null) as number | null,
    tagIds: (item.tag_ids ?? []) as string[],
    segment: item.removed === true ? null : segmentOf(item), // C6: of a tombstone nobody asks for it
    urlRules: rules.map(({ url, match_type: matchType }) => ({ url, matchType })),
    urlOp: item.url_op === 'all' ? 'all' : 'any',
    startUrl: (item.start_url ?? null) as string | null,
    triggers: ((item.triggers ?? []) as Trigger[]).map((one) =>
      one.on === 'time_on_page' ? one : { on: one.on, element: one.element ?? null, name: one.name ?? null },
    ),
    recurrence: (item.recurrence ?? { kind: 'none' }) as Experience['recurrence'],
    rateUnlimitAt: at(item.rate_unlimit_at),
    experimentRange: (item.experiment_range ?? null) as Experience['experimentRange'],
    removed: item.removed === true,
  })
}

const segmentOf = ({ segment_id: id, segment }: Item): Condition | null =>
  typeof id === 'string' ? { condition: id } : ((segment ?? null) as Condition | null)

const readGroup = (item: Item): LimitGroup =>
  limitGroup({
    id: item.id as string,
    kind: item.kind as LimitGroup['kind'],
    rateLimitSize: item.rate_limit_size as number,
    rateLimitKind: item.rate_limit_kind as string,
    tagIds: (item.tag_ids ?? []) as string[],
    campaignIds: (item.campaign_ids ?? []) as string[],
    count: item.count === 'shows' ? 'shows' : 'experiences',
    exemptShows: item.exempt_shows === 'count' ? 'count' : 'ignore',
    zone: (item.zone ?? null) as string | null,
  })

/** C4: every segment, tag and experience that is referred to is there. L10: a size is 0, 1, 2, … */
function resolves({ tags, segments, experiences, limitGroups }: Catalog): boolean {
  const isIn = (items: readonly { readonly id: string }[]) => (id: string) => items.some((item) => item.id === id)
  const isSound = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.every(isSound)
    if ('any' in condition) return condition.any.every(isSound)
    if ('not' in condition) return isSound(condition.not)
    if ('condition' in condition) return isIn(segments)(condition.condition)
    const { fact } = condition
    return !fact.startsWith('history.') || isIn(experiences)(fact.slice('history.'.length))
  }
  const isSoundOrNone = (segment: Condition | null) => segment === null || isSound(segment)
  return (
    segments.every(({ conditions }) => isSound(conditions)) &&
    // C6: what a tombstone referred to may be gone.
    experiences.every(
      ({ tagIds, segment, removed }) => removed || (tagIds.every(isIn(tags)) && isSoundOrNone(segment)),
    ) &&
    limitGroups.every(({ tagIds, campaignIds }) => tagIds.every(isIn(tags)) && campaignIds.every(isIn(experiences))) &&
    // C2: no end lies before its publication.
    experiences.every(
      ({ publishedAt, unpublishedAt }) => (publishedAt ?? 0) <= (unpublishedAt ?? Number(publishedAt)),
    ) &&
    limitGroups.every(({ rateLimitSize }) => Number.isInteger(rateLimitSize) && rateLimitSize >= 0)
  )
}
