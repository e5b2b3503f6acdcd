import type { Catalog, Profile } from '../../src/model/index.js'
import type { Item } from '../naive/catalog.js'
import { writeInstant } from '../naive/instant.js'
import type { Draw } from './draw.js'
import { nudge } from './vocabulary.js'

/** Where a call is made. */
export interface Ground {
  readonly catalog: Catalog
  readonly profile: Profile
  readonly now: number
  /** How many lines there are: what new ids are made of. */
  readonly n: number
}

const flags = ['use_segmentation', 'once', 'skip_triggers', 'skip_url_match']

/** Each with what it may be in one time of so many, so that most calls are right. */
const faults: readonly Item[] = [
  { model_kind: 'banner' },
  { model_id: 'nobody' },
  { until: 'tomorrow' },
  { from: '2031-01-01', until: '+1d' }, // T4
  { once: 'false' },
  { delivery_ids_position: -1 },
  { delivery_ids_position: 0.5 },
  { delivery_ids_limit: 0 },
  { delivery_ids_limit: 99 },
  { delivery_ids_at_limit: 'pop' },
  { redirect: true },
]

/** T3: the same instant in one of the forms that it may have. */
function written(draw: Draw, at: number, now: number): unknown {
  const laterMs = at - now
  if (laterMs > 0 && laterMs % 1000 === 0 && draw.once(2)) return `+${laterMs / 1000}s`
  if (at % 1000 === 0 && draw.once(4)) return at / 1000
  return laterMs === 0 && draw.once(2) ? '$now' : writeInstant(at)
}

const spans = [0, 1000, 30_000, 3_600_000, 7_200_000, 86_400_000, 7 * 86_400_000]

/** What a creation and an update take. */
function contentOf(draw: Draw, { catalog, now }: Ground): Record<string, unknown> {
  const { dialect } = catalog.settings
  const content: Record<string, unknown> = {}
  if (draw.once(3)) content.from = written(draw, now + draw.pick([-1, 1]) * draw.pick(spans) + nudge(draw), now)
  if (draw.once(2)) content.until = written(draw, now + draw.pick([-1, 1, 1, 1]) * draw.pick(spans) + nudge(draw), now)
  for (const flag of flags) if (draw.once(3)) content[flag] = draw.once(2)
  if (dialect === '2021-08' && draw.once(2)) content.redirect = !draw.once(4)
  if (dialect === '2021-08' && content.redirect === true && draw.once(2)) content.skip_url_match = false
  if (draw.once(4)) content.options = draw.pick([{ n: 1 }, 'text', [1], null])
  return content
}

/** D: a creation, right in most cases. */
export function drawCreation(draw: Draw, ground: Ground): Item {
  const { catalog, profile, n } = ground
  const model = draw.pick(catalog.experiences)
  const wrongKind = model.kind === 'tour' ? 'survey' : 'tour'
  const params: Record<string, unknown> = {
    model_kind: draw.once(20) ? wrongKind : model.kind,
    model_id: model.id,
    ...contentOf(draw, ground),
  }
  if (draw.once(3)) params.idempotency_key = draw.pick(['k1', 'k2', '__proto__'])
  if (draw.once(2)) params.delivery_ids_position = draw.pick(['first', 'last', 'last', 0, 1, 2, 9])
  if (draw.once(3)) params.delivery_ids_at_limit = draw.pick(['drop', 'drop', 'error'])
  if (catalog.settings.dialect === 'current' && draw.once(4)) {
    params.delivery_ids_limit = 1 + draw.below(catalog.settings.deliveryIdsLimit)
  }
  if (draw.once(14)) Object.assign(params, draw.pick(faults))
  const taken = [...catalog.experiences, ...profile.deliveries]
  const id = draw.once(12) ? draw.pick(taken).id : `d${n}`
  return draw.once(10) ? params : { id, ...params }
}

/** D10: of a pending one mostly. */
export function drawUpdate(draw: Draw, ground: Ground): Item {
  const { catalog, profile } = ground
  const params = contentOf(draw, ground)
  if (draw.once(4)) params.delivery_ids_position = draw.pick(['first', 'last', 0, 1, 9])
  if (draw.once(5)) params[draw.pick(['from', 'until', 'once', 'skip_url_match', 'options'])] = null
  if (draw.once(5)) {
    const model = draw.pick(catalog.experiences)
    Object.assign(params, { model_kind: model.kind, model_id: model.id })
  }
  if (draw.once(14))
    Object.assign(params, draw.pick([...faults, { uid: '7' }, { idempotency_key: 'k1' }, { model_id: null }]))
  return { id: deliveryOf(draw, profile), ...params }
}

export function deliveryOf(draw: Draw, { deliveryIds, deliveries }: Profile): string {
  if (deliveryIds.length > 0 && !draw.once(6)) return draw.pick(deliveryIds)
  return deliveries.length > 0 && !draw.once(4) ? draw.pick(deliveries).id : 'nobodys'
}

/** D11. */
export function drawQuery(draw: Draw, { catalog, profile, now }: Ground): Item {
  const query: Record<string, unknown> = {}
  if (draw.once(4)) query.model_id = draw.pick(catalog.experiences).id
  if (draw.once(2)) query.limit = draw.pick([1, 1, 2, 3, 500, 0, 501])
  for (const side of ['before', 'after']) {
    if (!draw.once(3)) continue
    query[side] = draw.once(3) ? writeInstant(now - draw.pick(spans)) : deliveryOf(draw, profile)
  }
  return query
}

/** N: a sending for some, most of the time at once or soon. */
export function drawSending(draw: Draw, { catalog, now }: Ground, people: readonly string[]): Item {
  const model = draw.pick(catalog.experiences)
  // Dates that are out of order are refused when the sending is made: without any it is not.
  const { from: _, until: __, ...content } = contentOf(draw, { catalog, now } as Ground)
  const delivery = { model_kind: model.kind, model_id: draw.once(8) ? 'nobody' : model.id, ...content }
  const channels = draw.shuffled<unknown>([{ type: 'experience', delivery }, 'sms', 'email'])
  const named = draw.some(people).map((id) => ({ member_id: id, ...(draw.once(2) ? { properties: { p: id } } : {}) }))
  const strangers = draw.once(4) ? [{ msisdn: '4930' }, { email: 'a@example.com' }] : []
  const audience = draw.pick([
    null,
    { type: 'reference', id: 's0' },
    { type: 'inline', id: 's1' },
    { type: 'inline', conditions: [] },
  ])
  const recipients = draw.shuffled([...named, ...strangers])
  return {
    ...(draw.once(8) ? {} : { audience }),
    ...(draw.once(3) ? {} : { recipients }),
    message: { channels: [...channels, ...(draw.once(3) ? ['push'] : [])] },
    ...(draw.once(6) ? { channels_preference: ['sms', 'experience'] } : {}),
    ...(draw.once(8) ? { draft: true } : {}),
    schedule: drawSchedule(draw, now),
  }
}

export function drawSchedule(draw: Draw, now: number): Item | null {
  const prescheduled = draw.once(2)
  switch (draw.below(6)) {
    case 0:
      return null
    case 1:
    case 2:
      return { type: 'immediate' }
    case 3:
      return { type: 'absolute', at: writeInstant(now + draw.pick([0, -1, 1, 60_000, 3_600_000])), prescheduled }
    default:
      return {
        type: 'relative',
        in: draw.pick(['1 second', '5 minutes', '1 hour', '90 minutes', '1 day', '1 month']),
        prescheduled,
      }
  }
}
