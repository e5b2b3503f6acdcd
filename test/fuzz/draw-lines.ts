import type { Catalog, Profile } from '../../src/model/index.js'
import type { Document, Item } from '../naive/catalog.js'
import { writeInstant } from '../naive/instant.js'
import type { Draw } from './draw.js'
import { conditionIn, drawTraits } from './draw-condition.js'
import { drawExperience, drawGroup, experienceParts, groupParts } from './draw-document.js'
import { type About, elements, eventNames, hrefs } from './vocabulary.js'

/** A page load. Mostly where something may come of it: the page that a redirect leads to, or one like the last. */
export function drawHref(draw: Draw, { deliveries }: Profile): string {
  const sent = deliveries.find(({ redirectState }) => redirectState === 'sent')?.redirectHref
  return sent !== undefined && sent !== null && draw.once(2) ? sent : draw.pick(hrefs)
}

/** E7: mostly one that something armed waits for. */
export function drawTrigger(draw: Draw, catalog: Catalog, { armed, deliveries }: Profile): Item {
  const waiting = armed.map((id) => deliveries.find((one) => one.id === id)?.modelId ?? id)
  const triggers = catalog.experiences.filter(({ id }) => waiting.includes(id)).flatMap((one) => one.triggers)
  const awaited = triggers.length > 0 && !draw.once(4) ? draw.pick(triggers) : null
  if (awaited !== null && awaited.on !== 'time_on_page') {
    const { on, element, name } = awaited
    return { on, ...(element === null ? {} : { element }), ...(name === null ? {} : { name }) }
  }
  if (draw.once(3)) return { on: 'custom', name: draw.pick(eventNames) }
  return { on: draw.pick(['click', 'hover', 'input', 'element_match']), element: draw.pick(elements) }
}

/** H: of what was shown lately mostly, or of anything. */
export function drawInteraction(draw: Draw, catalog: Catalog, profile: Profile, now: number): Item {
  const shown = profile.interactions.at(-1)?.experienceId
  const experience_id =
    shown !== undefined && draw.once(2) ? shown : draw.once(30) ? 'nobody' : draw.pick(catalog.experiences).id
  const state = draw.pick(['started', 'started', 'completed', 'exited', 'snoozed'])
  const deferred = draw.pick([1, 1000, 3_600_000, 86_400_000, -1000])
  const groupId = draw.once(4) ? draw.pick([...profile.deliveryIds, 'nobodys']) : null
  return {
    experience_id,
    state,
    ...(state === 'snoozed' ? { defer_until: writeInstant(now + deferred) } : {}),
    ...(draw.once(3)
      ? { group_kind: draw.pick(['automatic', 'api_js', 'link', 'launcher', 'api_edit', 'campaign', 'somewhere']) }
      : {}),
    ...(groupId === null ? {} : { group_id: groupId }),
  }
}

export function drawIdentify(draw: Draw, base: number): Item {
  return {
    ...(draw.once(6) ? {} : { traits: drawTraits(draw, base) }),
    ...(draw.once(4) ? { uid: draw.pick(['7', '8', null]) } : {}),
    ...(draw.once(4) ? { email: draw.pick(['a@example.com', null]) } : {}),
    ...(draw.once(8) ? { disabled: draw.once(3) } : {}),
  }
}

/** C6: one or two objects, some of their keys; sometimes one that is refused. */
export function drawEdit(
  draw: Draw,
  { experiences = [], limit_groups = [], settings = {} }: Document,
  base: number,
): Item {
  const ids = experiences.map(({ id }) => String(id))
  const about: About = { base, ids }
  switch (draw.below(12)) {
    case 0:
    case 1:
      return { limit_groups: [drawGroup(draw, `g${draw.below(4)}`, ids)] }
    case 2: {
      const group = limit_groups.length === 0 ? null : draw.pick(limit_groups)
      return group === null ? {} : { limit_groups: [{ id: group.id, removed: true }] }
    }
    case 3: {
      const group = limit_groups.length === 0 ? null : draw.pick(limit_groups)
      const { rate_limit_size, rate_limit_kind } = groupParts(draw, ids)
      const size = rate_limit_size?.() as number
      return group === null
        ? {}
        : {
            limit_groups: [
              { id: group.id, rate_limit_size: draw.once(6) ? -1 : size, rate_limit_kind: rate_limit_kind?.() },
            ],
          }
    }
    case 4:
      return { experiences: [{ id: draw.pick(ids), removed: !draw.once(3) }] }
    case 5:
      return { segments: [{ id: draw.pick(['s0', 's1']), conditions: conditionIn(draw, about) }] }
    case 6:
      return draw.once(2)
        ? { segments: [{ id: 's0', removed: true }] } // refused where something refers to it
        : { tags: [{ id: 't1', removed: true }] }
    case 7:
      return { settings: drawSettings(draw, settings) }
    case 8:
      return { experiences: [drawExperience(draw, draw.once(3) ? draw.pick(ids) : `n${draw.below(3)}`, about)] }
    default: {
      const parts = experienceParts(draw, about)
      const keys = draw.shuffled(Object.keys(parts)).slice(0, 1 + draw.below(2))
      const edited = Object.fromEntries(keys.map((key) => [key, (parts[key] as () => unknown)()]))
      return { experiences: [{ id: draw.pick(ids), ...edited }] }
    }
  }
}

function drawSettings(draw: Draw, { dialect }: Item): Item {
  return draw.pick<Item>([
    { delivery_ids_limit: draw.pick([1, 2, 5]) },
    { expired_deliveries: draw.pick(['count', 'release']) },
    { automatic_order: draw.pick([['tour', 'survey'], null]) },
    { dialect: dialect === 'current' ? '2021-08' : 'current' },
  ])
}
