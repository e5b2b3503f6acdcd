import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/authoring/index.js'
import { decide } from '../../src/index.js'
import { Documents } from '../../src/playground/documents.js'
import { writeScenario } from '../../src/playground/scenario/write-scenario.js'
import { questionAt } from '../../src/playground/trace/question.js'
import type { World } from '../../src/playground/trace/world.js'
import { session } from '../../src/session/index.js'
import { runScenario } from '../../src/simulator/index.js'
import { arbitraryTexts } from './lives.js'

const numRuns = Number(process.env.ONCUE_RUNS ?? 100)
const behaviours = ['assumed', 'recorded'] as const

function worldOf({ catalog, events }: { catalog: string; events: string }, behaviour: 'assumed' | 'recorded'): World {
  const { world, catalogMarks, eventMarks } = new Documents().read(catalog, events, behaviour)
  expect([...catalogMarks, ...eventMarks].filter(({ severity }) => severity === 'error')).toEqual([])
  if (world === null) throw new Error('no world')
  return world
}

describe('laws of the playground', () => {
  it('the profile at any moment is the fold of all steps before it', () => {
    fc.assert(
      fc.property(arbitraryTexts, fc.constantFrom(...behaviours), (texts, behaviour) => {
        const world = worldOf(texts, behaviour)
        for (const id of world.ids) {
          const story = world.story(id)
          const folded = session(world.engines.first, story.before(0), { completesShows: behaviour === 'assumed' })
          for (const [index, { change }] of story.steps.entries()) {
            expect(story.before(index)).toEqual(folded.profile)
            if (change !== null) folded.step(change)
          }
          expect(story.before(story.steps.length)).toEqual(folded.profile)
        }
      }),
      { numRuns },
    )
  })

  it('what is asked at the instant of a line is what was decided on it', () => {
    fc.assert(
      fc.property(arbitraryTexts, (texts) => {
        const world = worldOf(texts, 'assumed')
        for (const id of world.ids) {
          const story = world.story(id)
          for (const [index, { at, asks, outcome }] of story.steps.entries()) {
            const isLast = !story.steps.slice(index + 1).some((later) => later.at === at && later.asks !== null)
            if (asks === null || !isLast) continue
            const question = questionAt(story, world.engines, at)
            if (question === null) throw new Error('nothing is asked')
            expect(decide(question.engine, question.profile, question.page, at).outcome).toBe(outcome)
          }
        }
      }),
      { numRuns },
    )
  })

  it('what is exported is a scenario, and it passes: the page answers what a replay does', () => {
    fc.assert(
      fc.property(arbitraryTexts, fc.constantFrom(...behaviours), (texts, behaviour) => {
        const world = worldOf(texts, behaviour)
        const written = writeScenario(world, { catalogText: texts.catalog, behaviour })
        if (!written.ok) {
          // Nobody asked for anything.
          expect(written.problems.map(({ code }) => code)).toEqual(['no_expectation'])
          return
        }
        const scenario = parseScenario(written.value.text, { file: written.value.name })
        if (!scenario.ok) throw new Error(scenario.problems[0].message)
        expect(runScenario(scenario.value).failures).toEqual([])
      }),
      { numRuns },
    )
  })
})
