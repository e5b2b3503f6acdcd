import type { Document, Item } from '../naive/catalog.js'
import { writeInstant } from '../naive/instant.js'
import type { Draw } from './draw.js'
import { conditionIn } from './draw-condition.js'
import {
  type About,
  elements,
  eventNames,
  experienceIds,
  host,
  hrefs,
  instantNear,
  tagIds,
  zoneNames,
} from './vocabulary.js'

/** A catalog of 2 to 8 experiences in which most things are live, on their page and in their segment. */
export function drawDocument(draw: Draw, base: number): Document {
  const ids = draw.shuffled(experienceIds).slice(0, 2 + draw.below(draw.once(3) ? 7 : 3))
  const about = { base, ids }
  return {
    settings: {
      dialect: draw.once(3) ? '2021-08' : 'current',
      delivery_ids_limit: draw.pick([1, 2, 3, 3, 5]),
      automatic_order: draw.once(3) ? ['tour', 'survey'] : ['survey', 'tour'],
      expired_deliveries: draw.once(3) ? 'release' : 'count',
      zones: zoneNames,
      ...(draw.once(2) ? {} : { sendings: drawLengths(draw) }),
    },
    tags: tagIds.map((id) => ({ id, uid: id })),
    segments: [
      { id: 's0', conditions: conditionIn(draw, about) },
      { id: 's1', conditions: draw.once(2) ? { not: { condition: 's0' } } : conditionIn(draw, about) },
    ],
    experiences: ids.map((id) => drawExperience(draw, id, about)),
    limit_groups: Array.from({ length: draw.below(4) }, (_, k) => drawGroup(draw, `g${k}`, ids)),
  }
}

const drawLengths = (draw: Draw): Item => ({
  prescheduled_minutes: draw.pick([5, 1]),
  failed_after_minutes: draw.pick([20, 1]),
  preparing_minutes: draw.pick([0, 0, 1, 2]),
  transmitting_minutes: draw.pick([0, 0, 1, 20]),
})

/** `null` mostly. */
const seldom = <T>(draw: Draw, inTimes: number, drawn: () => T): T | null => (draw.once(inTimes) ? drawn() : null)

export function drawExperience(draw: Draw, id: string, about: About): Item {
  const parts = experienceParts(draw, about)
  const drawn = Object.entries(parts).map(([key, part]) => [key, part()] as const)
  const kind = draw.pick(['tour', 'survey'])
  const { unpublished_at: end, ...rest } = Object.fromEntries(drawn.filter(([, value]) => value !== null))
  // C2: an end that lies before its publication is refused.
  const isRight = end !== undefined && Date.parse(String(end)) >= Date.parse(String(rest.published_at ?? end))
  return { id, kind, ...rest, ...(isRight ? { unpublished_at: end } : {}) }
}

/** Each key of an experience by itself: what an edit replaces. */
export const experienceParts = (draw: Draw, about: About): Readonly<Record<string, () => unknown>> => ({
  published_at: () =>
    draw.once(10) ? seldom(draw, 2, () => writeInstant(instantNear(draw, about.base))) : '2028-01-01T00:00:00Z',
  unpublished_at: () => seldom(draw, 14, () => writeInstant(instantNear(draw, about.base))),
  position: () => draw.pick([null, 0, 1, 2]),
  tag_ids: () => draw.some(tagIds),
  segment: () =>
    seldom(draw, 3, () => (draw.once(3) ? { condition: draw.pick(['s0', 's1']) } : conditionIn(draw, about))),
  url: () => seldom(draw, 3, () => Array.from({ length: 1 + draw.below(3) }, () => draw.pick(urlRules))),
  url_op: () => seldom(draw, 3, () => 'all'),
  start_url: () => draw.pick([null, ...hrefs]),
  triggers: () => seldom(draw, 3, () => Array.from({ length: 1 + draw.below(2) }, () => drawTrigger(draw))),
  recurrence: () => drawRecurrence(draw),
  rate_unlimit_at: () => seldom(draw, 9, () => writeInstant(instantNear(draw, about.base))),
  experiment_range: () =>
    seldom(draw, 8, () =>
      draw.pick([
        [0, 50],
        [50, 0],
        [87.3, 7.3],
        [25, 25],
        [7.3, 87.3],
      ]),
    ),
})

const urlRules = [
  { url: '/home', match_type: 'simple' },
  { url: 'x=1', match_type: 'simple' },
  { url: '/HOME', match_type: 'simple' },
  { url: `${host}/home`, match_type: 'exact' },
  { url: `${host}/`, match_type: 'exact' },
  { url: '^https://app\\.example\\.com/(home)?$', match_type: 'regex' },
  { url: 'home/?$', match_type: 'regex' },
  { url: '[?&]x=[0-9]+', match_type: 'regex' },
  { url: '/home', match_type: 'inverse_simple' },
  { url: `${host}/home/`, match_type: 'inverse_exact' },
  { url: `${host}/h`, match_type: 'starts_with' },
  { url: '/home', match_type: 'starts_with' },
  { url: 'https://*.example.com/home*', match_type: 'wildcard' },
  { url: '*home', match_type: 'wildcard' },
  { url: '*/a?x=*', match_type: 'wildcard' },
]

function drawTrigger(draw: Draw): Item {
  if (draw.once(2)) return { on: 'time_on_page', seconds: draw.pick([0, 1, 30, 3600]) }
  if (draw.once(3)) return { on: 'custom', name: draw.pick(eventNames) }
  return { on: draw.pick(['click', 'hover', 'input', 'element_match']), element: draw.pick(elements) }
}

function drawRecurrence(draw: Draw): Item | null {
  const kind = draw.pick(['none', 'page', 'page', 'every', 'every', 'event'])
  if (kind === 'every') return { kind, amount: draw.pick([1, 2]), unit: draw.pick(units) }
  return kind === 'event' ? { kind, event: draw.pick(eventNames) } : { kind }
}

const units = ['hour', 'hour', 'day', 'day', 'week', 'month', 'year']

const windows = [
  '1h',
  '2h',
  '1d',
  '7d',
  '90m',
  '30s',
  '1w',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'session',
  'lifetime',
]

export function drawGroup(draw: Draw, id: string, ids: readonly string[]): Item {
  const parts = groupParts(draw, ids)
  const drawn = Object.entries(parts).map(([key, part]) => [key, part()] as const)
  const { tag_ids, campaign_ids, ...rest } = Object.fromEntries(drawn.filter(([, value]) => value !== null))
  const { kind } = rest
  return {
    id,
    ...rest,
    tag_ids: kind === 'tags' ? tag_ids : null,
    campaign_ids: kind === 'campaigns' ? campaign_ids : null,
  }
}

/** Each key of a group by itself. */
export const groupParts = (draw: Draw, ids: readonly string[]): Readonly<Record<string, () => unknown>> => ({
  kind: () => draw.pick(['all', 'all', 'tour', 'survey', 'tags', 'campaigns']),
  rate_limit_size: () => draw.pick([0, 1, 1, 1, 2, 2, 3]),
  rate_limit_kind: () => draw.pick(windows),
  tag_ids: () => [draw.pick(tagIds)],
  campaign_ids: () => [draw.pick(ids)],
  count: () => seldom(draw, 3, () => 'shows'),
  exempt_shows: () => seldom(draw, 3, () => 'count'),
  zone: () => seldom(draw, 3, () => draw.pick(zoneNames)),
})
