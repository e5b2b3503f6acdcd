import type { Condition, ExperienceKind } from '../../model/index.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { FilterImport } from './chameleon-filter.js'
import { readUrlRules } from './chameleon-steps.js'
import { readTag } from './chameleon-tag.js'
import { readExperimentRange } from './experiment-range.js'
import { type Findings, isAbsent } from './findings.js'
import type { ImportedObject } from './imported.js'
import { kept } from './kept.js'

export interface ReadExperience {
  readonly experience: ImportedObject
  /** Tags that the experience carries whole, each its own list of one. */
  readonly tags: readonly { readonly object: ImportedObject; readonly pointer: string; readonly source: string }[]
}

/** A tour or microsurvey; `kind` where the answer's key says it, otherwise the object does. */
export function readExperience(
  given: ImportedObject,
  kind: ExperienceKind | undefined,
  pointer: string,
  findings: Findings,
): ReadExperience {
  refuseInexpressible(given, pointer, findings)
  const tags = readTags(given, pointer, findings)
  const own = isAbsent(given.tag_ids) ? undefined : given.tag_ids
  const experience = {
    ...kept(given, pointer, findings, { noun: 'an experience', read, foreign }),
    kind: readKind(given, kind, pointer, findings),
    ...readSegment(given, pointer, findings),
    ...readUrlRules(given.steps, pointerTo(pointer, 'steps'), findings),
    ...readExperimentRange(given, pointer, findings),
    ...(isAbsent(given.archived_at) ? {} : { unpublished_at: given.archived_at }),
    ...(isAbsent(given.tour_link_url) ? {} : { start_url: given.tour_link_url }),
    ...(tags.length > 0 && own === undefined ? { tag_ids: tags.map(({ object }) => object.id) } : {}),
  }
  return { experience, tags }
}

const read = ['kind', 'tags', 'segment_id', 'segment_filters', 'archived_at', 'tour_link_url', 'experiment_range']
const foreign = ['unpublished_at', 'url_op', 'start_url', 'triggers', 'recurrence', 'segment', 'removed']

function readKind(
  given: ImportedObject,
  kind: ExperienceKind | undefined,
  pointer: string,
  findings: Findings,
): unknown {
  const own = given.kind
  if (kind !== undefined ? isAbsent(own) || own === kind : own === 'tour' || own === 'survey') return kind ?? own
  const at = pointerTo(pointer, 'kind')
  if (kind !== undefined) findings.add('conflict', at, `a ${kind} of the kind ${quote(own)}`)
  else {
    const help = 'a catalog holds tours and microsurveys: leave the others out of the answer'
    findings.add('unsupported', at, `an experience of the kind ${quote(own)} cannot be expressed`, help)
  }
  return kind
}

/** What would show an experience less often, or elsewhere, than the catalog could say. */
function refuseInexpressible(given: ImportedObject, pointer: string, findings: Findings): void {
  const refuse = (key: string, message: string, help: string): void =>
    findings.add('unsupported', pointerTo(pointer, key), message, help)
  if (!isAbsent(given.style) && given.style !== 'auto') {
    const help = 'leave it out of the answer: it never shows automatically'
    refuse('style', `the style ${quote(given.style)} cannot be expressed`, help)
  }
  if (!isAbsent(given.position) && typeof given.position !== 'number') {
    const message = `expected the number of its place in the order, found ${quote(given.position)}`
    refuse('position', message, 'a corner of the page says nothing about order: leave it out')
  }
  for (const key of ['url', 'url_group_id', 'url_group_ids', 'url_groups', 'page_url_filters']) {
    const empty = isAbsent(given[key]) || (Array.isArray(given[key]) && given[key].length === 0)
    if (!empty)
      refuse(key, `"${key}" of an experience cannot be expressed`, 'give the quantifier_urls of its first step')
  }
  const filters = given.trigger_filters
  if (!isAbsent(filters) && !(Array.isArray(filters) && filters.length === 0)) {
    refuse('trigger_filters', 'filters by event cannot be expressed', 'give the catalog triggers by hand')
  }
}

/** A segment by id, filters of its own, or both: then both must match. */
function readSegment(given: ImportedObject, pointer: string, findings: Findings): ImportedObject {
  const { segment_id: segmentId, segment_filters: filters } = given
  const id = isAbsent(segmentId) ? null : findings.id(segmentId, pointerTo(pointer, 'segment_id'), "a segment's id")
  if (isAbsent(filters) || (Array.isArray(filters) && filters.length === 0))
    return id === null ? {} : { segment_id: id }
  const own: Condition = new FilterImport(findings).list(filters, pointerTo(pointer, 'segment_filters'))
  return { segment: id === null ? own : { all: [{ condition: id }, own] } }
}

function readTags(
  { tags, tag_ids: tagIds }: ImportedObject,
  pointer: string,
  findings: Findings,
): ReadExperience['tags'] {
  if (isAbsent(tags)) return []
  return findings.list(tags, pointerTo(pointer, 'tags'), 'a list of tags').flatMap((value, index) => {
    const at = pointerTo(pointer, 'tags', index)
    const tag = findings.record(value, at, 'a tag')
    if (tag === null) return []
    const id = findings.id(tag.id, pointerTo(at, 'id'))
    if (Array.isArray(tagIds) && !tagIds.map(String).includes(id)) {
      findings.add('conflict', at, `tag ${quote(id)} is not among the tag_ids`)
    }
    return [{ object: readTag(tag, at, findings), pointer: at, source: at }]
  })
}
