import { explain } from '../explain.js'
import { questionAt } from './trace/question.js'
import type { Story } from './trace/story.js'
import type { World } from './trace/world.js'
import type { ClockMark } from './view/clock.js'

/** What happens to a person, and behind the last of it the instants from which something could show. */
export function clockMarks(world: World, story: Story): readonly ClockMark[] {
  const marks = story.steps.map(({ at, asks, outcome }): ClockMark => {
    return { at, kind: asks === null ? 'other' : outcome === 'none' ? 'held' : 'shown' }
  })
  const last = story.steps.at(-1)?.at
  const question = last === undefined ? null : questionAt(story, world.engines, last)
  if (last === undefined || question === null) return marks
  // As things stand when everything has happened.
  const { candidates } = explain(
    question.engine,
    story.before(story.steps.length),
    { ...question.page, peek: true },
    last,
  )
  const ahead = new Set(candidates.flatMap(({ nextAt }) => (nextAt !== null && nextAt > last ? [nextAt] : [])))
  return [...marks, ...[...ahead].map((at): ClockMark => ({ at, kind: 'ahead' }))]
}
