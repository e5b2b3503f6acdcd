import { formatInstant } from '../conditions/index.js'
import {
  type Catalog,
  type Condition,
  type Experience,
  type Instant,
  type LimitGroup,
  minuteMs,
} from '../model/index.js'
import { documentVersion } from './read/version.js'
import type { WireCatalog } from './schemas/catalog.js'
import type { WireExperience } from './schemas/experience.js'
import type { WireLimitGroup } from './schemas/limit-group.js'

/**
 * A catalog as a document of plain data, ready for JSON or YAML; what has its default value is left out.
 *
 * Law: for a catalog that `readCatalog` gave, `readCatalog(writeCatalog(catalog))` gives that catalog again.
 */
export const writeCatalog = (catalog: Catalog): WireCatalog => ({
  version: documentVersion,
  settings: {
    dialect: catalog.settings.dialect,
    delivery_ids_limit: catalog.settings.deliveryIdsLimit,
    automatic_order: catalog.settings.automaticOrder[0] === 'survey' ? ['survey', 'tour'] : ['tour', 'survey'],
    expired_deliveries: catalog.settings.expiredDeliveries,
    zones: [...catalog.settings.zones],
    ...writeSendings(catalog.settings),
  },
  tags: catalog.tags.map(({ id, uid, name }) => ({ id, ...given({ uid, name }) })),
  segments: catalog.segments.map(({ id, name, conditions }) => ({ id, ...given({ name }), conditions })),
  experiences: catalog.experiences.map(writeExperience),
  limit_groups: catalog.limitGroups.map(writeLimitGroup),
})

const writeSendings = ({ sendings }: Catalog['settings']): Pick<NonNullable<WireCatalog['settings']>, 'sendings'> =>
  sendings === undefined
    ? {}
    : {
        sendings: {
          prescheduled_minutes: sendings.prescheduledMs / minuteMs,
          failed_after_minutes: sendings.failedAfterMs / minuteMs,
          preparing_minutes: sendings.preparingMs / minuteMs,
          transmitting_minutes: sendings.transmittingMs / minuteMs,
        },
      }

const writeExperience = (experience: Experience): WireExperience => ({
  id: experience.id,
  kind: experience.kind,
  ...given({
    name: experience.name,
    published_at: instant(experience.publishedAt),
    unpublished_at: instant(experience.unpublishedAt),
    position: experience.position,
    tag_ids: listed(experience.tagIds),
    ...segmentOf(experience.segment),
    url: listed(experience.urlRules.map(({ url, matchType }) => ({ url, match_type: matchType }))),
    url_op: experience.urlOp === 'any' ? null : experience.urlOp,
    start_url: experience.startUrl,
    triggers: listed(
      experience.triggers.map((trigger) =>
        trigger.on === 'time_on_page'
          ? { on: trigger.on, seconds: trigger.seconds }
          : { on: trigger.on, ...given({ element: trigger.element, name: trigger.name }) },
      ),
    ),
    recurrence: experience.recurrence.kind === 'none' ? null : experience.recurrence,
    rate_unlimit_at: instant(experience.rateUnlimitAt),
    experiment_range: writeRange(experience.experimentRange),
    removed: experience.removed ? true : null,
  }),
})

const writeLimitGroup = (group: LimitGroup): WireLimitGroup => ({
  id: group.id,
  ...given({ name: group.name, description: group.description }),
  kind: group.kind,
  rate_limit_size: group.rateLimitSize,
  rate_limit_kind: group.rateLimitKind,
  ...(group.kind === 'tags' ? { tag_ids: [...group.tagIds] } : {}),
  ...(group.kind === 'campaigns' ? { campaign_ids: [...group.campaignIds] } : {}),
  ...given({
    count: group.count === 'experiences' ? null : group.count,
    exempt_shows: group.exemptShows === 'ignore' ? null : group.exemptShows,
    zone: group.zone,
  }),
})

function segmentOf(segment: Condition | null): { segment_id?: string; segment?: Condition } {
  if (segment === null) return {}
  return 'condition' in segment ? { segment_id: segment.condition } : { segment }
}

const writeRange = (range: Experience['experimentRange']): [number, number] | null =>
  range === null ? null : [range[0], range[1]]

const instant = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))

const listed = <T>(items: readonly T[]): T[] | null => (items.length === 0 ? null : [...items])

/** Without what is null: on the wire the two are the same. */
const given = <T extends object>(object: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }
