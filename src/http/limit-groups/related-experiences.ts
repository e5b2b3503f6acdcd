import type { WireCatalog, WireLimitGroup } from '../../authoring/index.js'
import type { WireExperience } from '../../authoring/schemas/experience.js'
import { formatInstant } from '../../conditions/index.js'
import { type Engine, isLive, membership } from '../../engine/index.js'
import type { Experience, Instant } from '../../model/index.js'
import { showLimitGroup } from './list-limit-groups.js'

/** A limit group and what it is about. */
export interface RelatedExperiences {
  readonly limit_group: WireLimitGroup
  /** With kind `tags` only. */
  readonly tags?: readonly WireTag[]
  readonly tours: readonly WireExperience[]
  readonly surveys: readonly WireExperience[]
}

/** A tag as the document has it, and how many experiences have it. */
export interface WireTag {
  readonly id: string
  readonly uid: string | null
  readonly name: string | null
  readonly models_count: number
  readonly [key: string]: unknown
}

export interface RelatedQuery {
  /** `published_at` is what is live at `now` (C2); `all` what the catalog has. */
  readonly filter: 'published_at' | 'all'
  readonly now: Instant
}

/**
 * The experiences that a limit group contains (L2), tours and surveys apart: those of kind `campaigns` in the order of
 * its list, others in the order in which they may show (E1). What was removed from the catalog is in none.
 *
 * @param engine of that document
 * @returns `undefined` where no group has the id
 */
export function relatedExperiences(
  { document, engine }: { readonly document: WireCatalog; readonly engine: Engine },
  groupId: string,
  { filter, now }: RelatedQuery,
): RelatedExperiences | undefined {
  const group = showLimitGroup(document, groupId)
  const source = engine.catalog.limitGroups.find(({ id }) => id === groupId)
  if (group === undefined || source === undefined) return undefined
  const contains = membership(source)
  const members = engine.experiences
    .map(({ source }) => source)
    .filter((one) => contains(one) && !one.removed && (filter === 'all' || isLive(one, now)))
  if (source.kind === 'campaigns') members.sort(byPlaceIn(source.campaignIds))
  const written = new Map(((document.experiences ?? []) as readonly WireExperience[]).map((one) => [one.id, one]))
  const ofKind = (kind: Experience['kind']) =>
    members.filter((one) => one.kind === kind).map((one) => whole(written.get(one.id), one))
  const related = { tours: ofKind('tour'), surveys: ofKind('survey') }
  if (source.kind !== 'tags') return { limit_group: group, ...related }
  return { limit_group: group, tags: tagsOf(document, engine, source.tagIds), ...related }
}

function byPlaceIn(ids: readonly string[]): (a: Experience, b: Experience) => number {
  const places = new Map(ids.map((id, place) => [id, place]))
  return (a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0)
}

/** As the document has it, its instants in the one form that we write (T5). */
const whole = (written: WireExperience | undefined, experience: Experience): WireExperience => ({
  id: experience.id,
  name: experience.name,
  position: experience.position,
  kind: experience.kind,
  ...withoutNull(written ?? {}),
  published_at: instant(experience.publishedAt),
  ...given('unpublished_at', experience.unpublishedAt),
  ...given('rate_unlimit_at', experience.rateUnlimitAt),
})

/** A key that is null says nothing. */
const withoutNull = (written: object) =>
  Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null))

const instant = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))

const given = (key: string, at: Instant | null) => (at === null ? {} : { [key]: formatInstant(at) })

function tagsOf({ tags }: WireCatalog, { catalog }: Engine, ids: readonly string[]): readonly WireTag[] {
  const written = new Map((tags ?? []).map((tag) => [(tag as WireTag).id, tag as WireTag]))
  return ids.flatMap((id) => {
    const tag = written.get(id)
    if (tag === undefined) return []
    const models = catalog.experiences.filter(({ tagIds, removed }) => !removed && tagIds.includes(id))
    return [{ ...tag, uid: tag.uid ?? null, name: tag.name ?? null, models_count: models.length }]
  })
}
