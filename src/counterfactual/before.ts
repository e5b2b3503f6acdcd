import type { Candidate } from '../eligibility/candidate.js'
import type { CompiledExperience, Engine } from '../engine/index.js'
import type { Change } from './change.js'
import type { Obstacle } from './obstacle.js'
import type { Scene } from './scene.js'

type Outranked = Extract<Obstacle, { readonly kind: 'outranked' }>

/**
 * What would put a candidate before the one that shows, or that one out of its way (E1). Where a page load shows
 * something nothing is armed (E7), so there a place further up is no help to what waits for a trigger.
 */
export function getBefore(candidate: Candidate, { by: winner, onTrigger }: Outranked, scene: Scene): Change {
  const isInTheWay = scene.happens !== null && !onTrigger
  if (winner.delivery !== null) {
    const { id } = winner.delivery
    if (candidate.delivery === null || isInTheWay) return { kind: 'remove_delivery', by: 'author', deliveryId: id }
    const to = scene.profile.deliveryIds.indexOf(id)
    return { kind: 'delivery_position', by: 'author', deliveryId: candidate.delivery.id, above: id, to }
  }
  const { source } = winner.experience
  if (candidate.delivery !== null || isInTheWay) return { kind: 'unpublish', by: 'author', experienceId: source.id }
  const { id, kind, position: from } = candidate.experience.source
  if (kind !== source.kind) return { kind: 'automatic_order', by: 'author', to: [kind, source.kind] }
  const to = positionAbove(winner.experience, scene.engine)
  return { kind: 'position', by: 'author', experienceId: id, above: source.id, from, to }
}

/** A position before another experience of the same kind; behind all that have one where it has none itself. */
function positionAbove({ source }: CompiledExperience, { experiences }: Engine): number {
  const { position, kind } = source
  // Where numbers lie further apart than 1, the next smaller one.
  if (position !== null) return position - Math.max(1, Math.abs(position) * Number.EPSILON)
  const others = experiences.flatMap((one) => (one.source.kind === kind ? (one.source.position ?? []) : []))
  return others.length === 0 ? 0 : others.reduce((most, one) => Math.max(most, one)) + 1
}
