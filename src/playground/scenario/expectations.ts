import { type Explanation, explain } from '../../explain.js'
import type { Story } from '../trace/story.js'
import type { World } from '../trace/world.js'

/** What came of each line that asks something, calls, or edits the catalog, by line: the `expect` of a scenario. */
export function expectations(world: World): ReadonlyMap<number, object> {
  const expected = new Map<number, object>()
  for (const { event, line } of world.lines) {
    if (event.type === 'catalog') expected.set(line, { status: world.engines.refusals.has(line) ? 422 : 200 })
  }
  for (const id of world.ids) expectStory(world.story(id), expected)
  return expected
}

function expectStory(story: Story, expected: Map<number, object>): void {
  for (const [index, { line, asks, engine, at, status }] of story.steps.entries()) {
    if (line === null) continue
    if (status !== null) expected.set(line, { status })
    if (asks !== null) expected.set(line, expectedOf(explain(engine, story.before(index), asks, at)))
  }
}

function expectedOf({ outcome, winner, candidates, settled }: Explanation): object {
  const won = candidates.find(({ id }) => id === winner)
  return {
    outcome,
    ...(outcome === 'none' || won === undefined ? {} : { experience_id: won.experienceId }),
    ...(outcome === 'show' && won !== undefined ? { via: won.via } : {}),
    ...(won?.via === 'delivery' ? { delivery_id: won.id } : {}),
    reasons: Object.fromEntries([...settled, ...candidates].map(({ id, code }) => [id, code])),
  }
}
