import { candidateId } from '../eligibility/candidate.js'
import type { Instant } from '../model/index.js'
import type { Obstacle } from './obstacle.js'
import type { View } from './outlook.js'
import { choices } from './parts.js'
import type { Stage } from './stage.js'
import type { Step } from './step.js'
import { touches, type Whose } from './touches.js'

/**
 * The smallest part of a set that does what the whole set does: the set itself, where all of it is needed. Every part
 * is decided on that touches all obstacles of the candidate's own, and there is hardly ever one.
 *
 * @param plain what is in the way now where nothing is changed
 */
export function leastPart(stage: Stage, whose: Whose, steps: readonly Step[], plain: View): readonly Step[] {
  const id = candidateId(whose.candidate)
  const wait = steps.find(({ change }) => change.kind === 'wait')
  const others = steps.filter((one) => one !== wait)
  const shows = (part: readonly Step[], at: Instant): boolean =>
    part.length < others.length && stage.obstacles(stage.with(part), id, at).length === 0

  const now = mayDo(others, plain.obstacles, whose).find((part) => shows(part, plain.at))
  if (wait === undefined || wait.change.kind !== 'wait') return now ?? steps
  // Without the wait all of the others may do, too.
  const { until } = wait.change
  const later = mayDo(others, stage.obstacles(stage.plain, id, until), whose).find((part) => shows(part, until))
  if (now === undefined && later === undefined) return steps
  return now ?? [wait, ...(later ?? [])]
}

/** The parts that may get past every obstacle, small ones first. */
function mayDo(steps: readonly Step[], obstacles: readonly Obstacle[], whose: Whose): readonly (readonly Step[])[] {
  const needed = new Set<Step>()
  for (const obstacle of obstacles) {
    const touching = steps.filter(({ change }) => touches(change, obstacle, whose))
    if (touching.length === 0) return []
    // The traits of one way into a segment are all needed, where nothing else could open it.
    const isWayIn = obstacle.kind === 'segment_mismatch' && touching.every(({ change }) => change.kind === 'trait')
    if (touching.length === 1 || isWayIn) for (const one of touching) needed.add(one)
  }
  return choices(steps, needed)
}
