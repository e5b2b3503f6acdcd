import type { Instant } from '../model/index.js'
import { never } from '../model/index.js'
import { nameOf, type Obstacle } from './obstacle.js'
import type { Scene } from './scene.js'
import type { Stage } from './stage.js'

/** What stands in a candidate's way at an instant. */
export interface View {
  readonly at: Instant
  readonly obstacles: readonly Obstacle[]
}

/** How many turns of time are followed, and how many instants are worth a change of something else. */
const maxTurns = 32
const maxViews = 3

export interface Outlook {
  /** The first instant at which it shows if nothing else happens; `null` where waiting is not enough. */
  readonly waitsUntil: Instant | null
  /** What is in its way now, and at later instants at which less is. */
  readonly views: readonly View[]
  /** Whether time was not followed to its end. */
  readonly more: boolean
}

/**
 * What time alone makes of it. Each obstacle stands until its own turn, so the instants in between need no look.
 */
export function outlookOf(stage: Stage, id: string): Outlook {
  const { now } = stage.question
  const views: View[] = []
  let at = now
  for (let turn = 0; turn <= maxTurns; turn++) {
    const obstacles = stage.obstacles(stage.plain, id, at)
    if (obstacles.length === 0) return { waitsUntil: at, views: views.slice(0, 1), more: false }
    views.push({ at, obstacles })
    at = obstacles.reduce((least, { endsAt }) => Math.min(least, endsAt), never)
    if (at === never) return { waitsUntil: null, views: leastOf(views), more: false }
  }
  return { waitsUntil: null, views: leastOf(views), more: true }
}

/** The first view, and of the others those in which no more is in the way than has to be. */
function leastOf(views: readonly View[]): readonly View[] {
  const named = views.map((view) => ({ view, names: new Set(view.obstacles.map(nameOf)) }))
  const least = named.filter(({ names }, k) =>
    named.every(({ names: others }, j) => {
      if (j === k || ![...others].every((name) => names.has(name))) return true
      return others.size === names.size && k < j // the first of those that are the same
    }),
  )
  const later = least.filter(({ view }) => view !== views[0]).map(({ view }) => view)
  return [...views.slice(0, 1), ...later.slice(-maxViews)]
}

/**
 * The view from the first instant at which a candidate shows in a scene, with nothing in its way; or from where
 * something is that never makes way. It cannot show before each of its obstacles has had its turn.
 *
 * @param from no earlier than this
 */
export function firstShow(stage: Stage, scene: Scene, id: string, from: Instant): View {
  let at = from
  for (let turn = 0; ; turn++) {
    const obstacles = stage.obstacles(scene, id, at)
    const next = obstacles.reduce((most, { endsAt }) => Math.max(most, endsAt), -never)
    if (obstacles.length === 0 || next === never || turn === maxTurns) return { at, obstacles }
    at = next
  }
}
