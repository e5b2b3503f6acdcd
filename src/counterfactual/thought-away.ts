import type { Obstacle } from './obstacle.js'
import type { Step } from './step.js'
import { touches, type Whose } from './touches.js'

/**
 * Whether each show that a set thinks away makes room in a limit group that the set does nothing else about. That a
 * person would not have finished what they finished is true, and no news.
 */
export function isForRoom(steps: readonly Step[], obstacles: readonly Obstacle[], whose: Whose): boolean {
  const shows = steps.filter(({ change }) => change.kind === 'without_show')
  if (shows.length === 0) return true
  const others = steps.filter(({ change }) => change.kind === 'group_size' || change.kind === 'exempt')
  const isAbout = ({ change }: Step, limit: Obstacle): boolean => touches(change, limit, whose)
  const open = obstacles.filter((one) => one.kind === 'rate_limited' && !others.some((other) => isAbout(other, one)))
  return shows.every((show) => open.some((limit) => isAbout(show, limit)))
}
