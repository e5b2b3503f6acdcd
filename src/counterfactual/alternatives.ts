import type { Candidate } from '../eligibility/candidate.js'
import type { CompiledExperience } from '../engine/index.js'
import { findGroup } from '../explain/group.js'
import type { Delivery, Instant } from '../model/index.js'
import { explainUrlRules } from '../urls/index.js'
import { absences } from './absences.js'
import { getBefore } from './before.js'
import type { Change, DeliveryChange } from './change.js'
import type { Obstacle } from './obstacle.js'
import { examplePages } from './pages/example-pages.js'
import type { Scene } from './scene.js'
import type { Stage } from './stage.js'
import { step } from './step.js'
import { traitWays } from './trait-ways.js'
import type { Ways } from './ways.js'

/** Who is to get past an obstacle, in which scene and when. */
export interface Stuck {
  readonly stage: Stage
  readonly scene: Scene
  readonly candidate: Candidate
  readonly at: Instant
}

/** The ways past one obstacle that something can be done about: waiting is another matter. */
export const alternatives = (obstacle: Obstacle, stuck: Stuck): Ways => finders[obstacle.kind](obstacle as never, stuck) // each kind's finder takes just that kind

type Find<O> = (obstacle: O, stuck: Stuck) => Ways

type Named<K> = Extract<Obstacle, { readonly kind: K }>

/** By obstacle: a code that is missing here does not compile. */
const finders: { readonly [K in Obstacle['kind']]: Find<Named<K>> } = {
  busy: () => each({ kind: 'load', by: 'user' }),

  profile_unseen: () => each({ kind: 'load', by: 'user' }),

  profile_disabled: () => each({ kind: 'enable', by: 'author' }),

  before_from: (_obstacle, { candidate }) => each(...cleared(candidate.delivery, 'from')),

  after_until: (_obstacle, { candidate }) => each(...cleared(candidate.delivery, 'until')),

  not_live: (_obstacle, { candidate, stage }) => {
    const { id, publishedAt } = candidate.experience.source
    const { now } = stage.question
    return each({ kind: 'publish', by: 'author', experienceId: id, at: Math.min(publishedAt ?? now, now) })
  },

  control_group: (_obstacle, { candidate }) => {
    const { id, experimentRange: from } = candidate.experience.source
    return from === null ? none : each({ kind: 'control_group', by: 'author', experienceId: id, from })
  },

  url_mismatch: (_obstacle, { candidate: { experience, delivery }, stage, scene }) => {
    const pages = stage.once(`pages ${experience.index} ${scene.href}`, () => otherPages(experience, scene.href))
    if (delivery !== null) return or(pages, { ...ofDelivery(delivery), field: 'skipUrlMatch', from: false, to: true })
    const { id } = experience.source
    return pages.ways.length > 0 ? pages : each({ kind: 'url_rules', by: 'author', experienceId: id })
  },

  segment_mismatch: (_obstacle, { candidate: { experience, delivery }, ...stuck }) => {
    const ways = waysIn(experience, stuck)
    if (delivery !== null) return or(ways, { ...ofDelivery(delivery), field: 'useSegmentation', from: true, to: false })
    const { id } = experience.source
    return ways.ways.length > 0 ? ways : or(ways, { kind: 'segment', by: 'author', experienceId: id })
  },

  already_seen: (_obstacle, { candidate: { delivery } }) =>
    delivery === null ? none : each({ ...ofDelivery(delivery), field: 'once', from: true, to: false }),

  recurrence: (_obstacle, { candidate }) => {
    const { id, recurrence: from } = candidate.experience.source
    const tracked: readonly Change[] = from.kind === 'event' ? [{ kind: 'track', by: 'user', event: from.event }] : []
    return each(...tracked, { kind: 'recurrence', by: 'author', experienceId: id, from, to: { kind: 'page' } })
  },

  snoozed: () => none,

  rate_limited: ({ group: { index, source } }, { candidate, stage, scene, at }) => {
    const group = scene.engine.groups[index] ?? null
    if (group === null) return none
    const found = findGroup(group, stage.enter(scene, at), at)
    const { ways, more } = absences(found, source.count === 'shows')
    const { ways: others } = each(
      { kind: 'group_size', by: 'author', groupId: source.id, from: source.rateLimitSize, to: found.count + 1 },
      { kind: 'exempt', by: 'author', experienceId: candidate.experience.source.id },
    )
    return { ways: [...others, ...ways], more }
  },

  armed: (_obstacle, { candidate: { experience, delivery }, scene }) => {
    if (scene.steps.some(({ change }) => change.kind === 'trigger')) return loaded(scene)
    const { triggers } = experience.source
    const pulled = triggers.map((trigger): Change => ({ kind: 'trigger', by: 'user', trigger }))
    // On a trigger only what was armed is asked about, and what skips its triggers never is (E7).
    if (delivery === null || scene.happens !== null) return each(...pulled)
    return each(...pulled, { ...ofDelivery(delivery), field: 'skipTriggers', from: false, to: true })
  },

  outranked: (obstacle, { candidate, scene }) => each(getBefore(candidate, obstacle, scene)),

  unarmed: (_obstacle, { scene }) => loaded(scene),

  discarded: () => none,
}

const none: Ways = { ways: [], more: false }

/** Each of the changes is a way by itself. */
const each = (...changes: readonly Change[]): Ways => ({ ways: changes.map((change) => [step(change)]), more: false })

/** Those, and one change by itself. */
const or = ({ ways, more }: Ways, change: Change): Ways => ({ ways: [...ways, [step(change)]], more })

const otherPages = (experience: CompiledExperience, href: string): Ways => {
  const { urlRules, urlOp: op } = experience.source
  return each(
    ...examplePages(experience, href).map(
      (other): Change => ({ kind: 'page', by: 'user', href: other, op, rules: explainUrlRules(urlRules, other) }),
    ),
  )
}

/** The traits that would do. Where nothing is changed yet they are the same for all who share a segment. */
function waysIn({ source, segment: index }: CompiledExperience, { stage, scene, at }: Omit<Stuck, 'candidate'>): Ways {
  const { segment } = source
  if (segment === null) return none
  const find = (): Ways => {
    const subject = stage.enter(scene, at)
    const facts = { traits: subject.traits, history: (id: string) => subject.history(id) }
    return traitWays(segment, scene.engine, facts, at)
  }
  if (scene !== stage.plain) return find()
  const usesTime = scene.engine.segments[index]?.condition.usesTime ?? true
  return stage.once(`segment ${index} ${usesTime ? at : ''}`, find)
}

/** A page load arms what waits for a trigger (E7). */
const loaded = ({ loads }: Scene): Ways => (loads ? none : each({ kind: 'load', by: 'user' }))

const ofDelivery = ({ id }: Delivery) => ({ kind: 'delivery', by: 'author', deliveryId: id }) as const

const cleared = (delivery: Delivery | null, field: 'from' | 'until'): readonly DeliveryChange[] => {
  const from = delivery?.[field] ?? null
  return delivery === null || from === null ? [] : [{ ...ofDelivery(delivery), field, from, to: null }]
}
