import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/authoring/index.js'
import { describe as describeExplanation, explain } from '../../src/explain.js'
import { Documents } from '../../src/playground/documents.js'
import { examples } from '../../src/playground/examples/examples.js'
import { writeScenario } from '../../src/playground/scenario/write-scenario.js'
import type { PlaygroundState } from '../../src/playground/state/playground-state.js'
import { questionAt } from '../../src/playground/trace/question.js'
import { runScenario } from '../../src/simulator/index.js'

function stateOf(name: string): PlaygroundState {
  const example = examples.find((one) => one.name === name)
  if (example === undefined) throw new Error(`no example ${name}`)
  return example.state
}

function worldOf({ catalog, events, behaviour }: PlaygroundState) {
  const { world, catalogMarks, eventMarks } = new Documents().read(catalog, events, behaviour)
  if (world === null) throw new Error('no world')
  return { world, marks: [...catalogMarks, ...eventMarks] }
}

/** What is said of a candidate where the clock stands. */
function sentence(state: PlaygroundState, id: string, at = state.at): string | undefined {
  const { world } = worldOf(state)
  const question = questionAt(world.story(state.profileId ?? ''), world.engines, at ?? 0)
  if (question === null) throw new Error('nothing is asked')
  const explanation = explain(question.engine, question.profile, question.page, question.at)
  const { candidates, settled } = describeExplanation(explanation)
  return [...candidates, ...settled].find((one) => one.id === id)?.sentence
}

describe('the examples to start from', () => {
  it.each(examples.map(({ name, state }) => [name, state] as const))('%s is sound', (_name, state) => {
    expect(worldOf(state).marks).toEqual([])
  })

  it.each(examples.map(({ name, state }) => [name, state] as const))('%s passes as a scenario', (_name, state) => {
    const written = writeScenario(worldOf(state).world, { catalogText: state.catalog, behaviour: state.behaviour })
    if (!written.ok) throw new Error(written.problems[0].message)
    expect(written.value.name).toBe('scenario.yaml')
    expect(written.value.text).toContain(state.catalog.split('\n')[0])
    const scenario = parseScenario(written.value.text)
    if (!scenario.ok) throw new Error(scenario.problems[0].message)
    expect(runScenario(scenario.value)).toMatchObject({ passed: true })
  })

  it('troubleshoot: the delivery was discarded when the plan was no longer a trial', () => {
    const state = stateOf('troubleshoot')
    expect(sentence(state, 'tuesday')).toBe(
      'delivery tuesday of plan_survey does not show: profile u7 is not in segment trial_admins, for which plan must be "trial" (it is "team")',
    )
    expect(sentence(state, 'tuesday', Date.UTC(2029, 2, 13, 10))).toBe(
      'delivery tuesday of plan_survey does not show: it begins at 14 Mar 2029 00:00 UTC (in 14 h)',
    )
    expect(sentence(state, 'tuesday', Date.UTC(2029, 2, 16, 10))).toBe(
      'delivery tuesday of plan_survey does not show: it was discarded at 15 Mar 2029 10:00 UTC',
    )
  })

  it('server: an admin is asked, and somebody else is shown the tour', () => {
    const { world } = worldOf(stateOf('server'))
    const ten = Date.UTC(2029, 1, 3, 10)
    const winners = ['u1', 'u2'].map((id) => {
      const question = questionAt(world.story(id), world.engines, ten)
      if (question === null) throw new Error('nothing is asked')
      return explain(question.engine, question.profile, question.page, ten).winner
    })
    expect(winners).toEqual(['nps', 'welcome_tour'])
    expect(sentence(stateOf('server'), 'welcome_tour')).toMatch(/^welcome_tour does not show: .*one_per_visit/)
  })

  it('browser-sdk: the tip shows after half a minute, is snoozed, and shows again on a click a day later', () => {
    const state = stateOf('browser-sdk')
    expect(sentence(state, 'editor_tip')).toBe('editor_tip shows: it is the first that passes every check')
    expect(sentence(state, 'editor_tip', Date.UTC(2029, 1, 3, 10, 5))).toBe(
      'editor_tip does not show: it is snoozed until 4 Feb 2029 10:00:40 UTC (in 23 h 55 min)',
    )
    expect(sentence(state, 'editor_tip', Date.UTC(2029, 1, 4, 11, 0, 5))).toBe(
      'editor_tip shows: it is the first that passes every check',
    )
  })

  it('what-if: the second survey is held back by one a week, and shows with two', () => {
    const state = stateOf('what-if')
    expect(sentence(state, 'csat')).toMatch(/^csat does not show: .*one_survey_a_week/)
    const two = { ...state, catalog: state.catalog.replace('rate_limit_size: 1', 'rate_limit_size: 2') }
    expect(sentence(two, 'csat')).toBe('csat shows: it is the first that passes every check')
  })
})
