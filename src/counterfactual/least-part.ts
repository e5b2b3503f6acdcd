import type { Instant } from '../model/index.js'
import type { Obstacle } from './obstacle.js'
import { choices } from './parts.js'
import type { Step } from './step.js'
import { touches, type Whose } from './touches.js'

/** What can be asked about one candidate. */
export interface Trial {
  readonly whose: Whose
  readonly now: Instant
  /** What is in its way at an instant where nothing is changed. */
  readonly plainAt: (at: Instant) => readonly Obstacle[]
  /** Whether it shows at an instant with these changes made. */
  readonly shows: (steps: readonly Step[], at: Instant) => boolean
}

/**
 * The smallest part of a set that does what the whole set does: the set itself, where all of it is needed. Every part
 * is decided on that touches all obstacles of the candidate's own, and there is hardly ever one.
 */
export function leastPart(steps: readonly Step[], trial: Trial): readonly Step[] {
  const wait = steps.find(({ change }) => change.kind === 'wait')
  const others = steps.filter((one) => one !== wait)
  const least = (at: Instant): readonly Step[] | undefined =>
    mayDo(others, trial.plainAt(at), trial.whose).find((part) => part.length < others.length && trial.shows(part, at))
  const now = least(trial.now)
  if (now !== undefined || wait?.change.kind !== 'wait') return now ?? steps
  const later = least(wait.change.until)
  return later === undefined ? steps : [wait, ...later]
}

/** The parts that may get past every obstacle, small ones first. */
function mayDo(steps: readonly Step[], obstacles: readonly Obstacle[], whose: Whose): readonly (readonly Step[])[] {
  const needed = new Set<Step>()
  for (const obstacle of obstacles) {
    const touching = steps.filter(({ change }) => touches(change, obstacle, whose))
    if (touching.length === 0) return []
    const isNeeded = touching.length === 1 || (obstacle.kind === 'segment_mismatch' && isWayIn(touching, whose))
    if (isNeeded) for (const one of touching) needed.add(one)
  }
  return choices(steps, needed)
}

/** No part of a way into a segment is one, as long as time does not make it one. */
function isWayIn(steps: readonly Step[], { candidate, engine }: Whose): boolean {
  const usesTime = engine.segments[candidate.experience.segment]?.condition.usesTime ?? true
  return !usesTime && steps.every(({ change }) => change.kind === 'trait')
}
