import type { Expectation, Mismatch, ReplayScenario, Scenario, ScenarioStep } from '../authoring/index.js'
import { matchExpectation } from '../authoring/index.js'
import { formatInstant } from '../conditions/index.js'
import { deliveryToWire } from '../deliveries/index.js'
import { Subject } from '../eligibility/subject.js'
import { nextTurn, rearmed } from '../eligibility/valid-until.js'
import { verdictsOf } from '../eligibility/verdicts.js'
import type { Instant, Problem, Profile, Settings } from '../model/index.js'
import type { Life } from './life.js'
import { type Called, type Question, Replay, type ReplayOptions } from './replay.js'
import { sendingAnswer, sendingsState } from './sendings/answers.js'
import { findRecipients } from './sendings/find-recipients.js'
import type { SendingPlan } from './sendings/plan.js'
import { Survey } from './survey.js'
import { createTimeline, type EditOutcome, type Timeline } from './timeline.js'

/** What came of a scenario: everything that was not as expected. */
export interface ScenarioReport {
  readonly title: string
  readonly passed: boolean
  readonly failures: readonly ScenarioFailure[]
}

export interface ScenarioFailure {
  /** Where the expectation stands in the document: a JSON pointer, and its line where there is a text. */
  readonly pointer: string
  readonly line: number | null
  readonly mismatches: readonly Mismatch[]
}

/**
 * Plays a scenario and compares what happened with what it expects, by the same replay that everything else runs on.
 *
 * @example
 * ```ts
 * import { parseScenario } from 'oncue/authoring'
 * import { runScenario } from 'oncue/simulator'
 *
 * const scenario = parseScenario(`
 * title: what is not live does not show
 * rules: [C2]
 * catalog: { experiences: [{ id: welcome, kind: tour }] }
 * events:
 *   - { type: page, at: 2029-02-03T10:00:00Z, profile_id: u1, href: "https://app.example.com/",
 *       expect: { outcome: none, reasons: { welcome: not_live } } }
 * `)
 * if (scenario.ok) runScenario(scenario.value).passed // true
 * ```
 */
export function runScenario(scenario: Scenario): ScenarioReport {
  const failures = scenario.kind === 'replay' ? play(scenario) : judgeRefusal(scenario)
  return { title: scenario.title, passed: failures.length === 0, failures }
}

function judgeRefusal({ expected, found }: Scenario & { kind: 'refusal' }): readonly ScenarioFailure[] {
  const mismatches = matchExpectation(expected, found, '/problems')
  return mismatches.length === 0 ? [] : [{ pointer: '', line: null, mismatches }]
}

function play({ catalog, behaviour, steps }: ReplayScenario): readonly ScenarioFailure[] {
  const survey = new Survey()
  for (const [index, { event }] of steps.entries()) survey.event(event, index)
  const timeline = createTimeline(catalog, survey.edits)
  const options: ReplayOptions = { recorded: 'use', behaviour }
  const ordered = inOrder(steps)
  const sendings = exactPlan(timeline, ordered, survey, options)
  const answers = new Map<number, Answer>()
  const settingsOf = ({ event }: ScenarioStep): Settings => timeline.at(event.at).catalog.settings
  const replay = new Replay(timeline, options, {
    asked: (question) => {
      if (question.kind !== 'timer') answers.set(question.line, answerOf(question))
    },
    called: (line, outcome) => answers.set(line, callAnswer(outcome, settingsOf(steps[line] as ScenarioStep))),
  })
  const failures: ScenarioFailure[] = []
  for (const { step, index } of ordered) {
    const life = take(step, index, survey, replay)
    if (step.expectation === null) continue
    const { at } = step.event
    const called = sendings.outcomes.get(index)
    const actual = {
      ...answers.get(index),
      ...editAnswer(timeline.outcomes.get(index)),
      ...(called === undefined ? {} : sendingAnswer(called)),
      ...(life === null ? {} : state(life.draft, settingsOf(step))),
      sendings: sendingsState(called === undefined ? sendings.at(at) : sendings.at(at, index)),
    }
    const failure = judge(step, step.expectation, actual)
    if (failure !== null) failures.push(failure)
  }
  return failures
}

/** @returns the life that the step is of, if of any */
function take({ event }: ScenarioStep, index: number, survey: Survey, replay: Replay): Life | null {
  const profileId = survey.profileOf(event, index)
  const life = profileId === null ? null : replay.life(profileId)
  if (life === null) replay.takeNobodys(event, index)
  else replay.take(event, life, index)
  return life
}

/** The sendings with whom they found. All are played once before: whom one finds may come later in the document. */
function exactPlan(timeline: Timeline, steps: readonly Placed[], survey: Survey, options: ReplayOptions): SendingPlan {
  if (timeline.sendings.dues.length === 0) return timeline.sendings
  return findRecipients(timeline, options, (replay) => {
    for (const { step, index } of steps) take(step, index, survey, replay)
  })
}

interface Placed {
  readonly step: ScenarioStep
  readonly index: number
}

/** T6: by instant, then by line. */
function inOrder(steps: readonly ScenarioStep[]): readonly Placed[] {
  return steps
    .map((step, index) => ({ step, index }))
    .sort((a, b) => a.step.event.at - b.step.event.at || a.index - b.index)
}

function judge(step: ScenarioStep, expectation: Expectation, actual: Answer): ScenarioFailure | null {
  const mismatches = matchExpectation(expectation, { ...noAnswer, ...actual }, `${step.pointer}/expect`)
  return mismatches.length === 0 ? null : { pointer: step.pointer, line: step.line, mismatches }
}

type Answer = Readonly<Record<string, unknown>>

/** What a trigger comes to that nothing waited for. */
const noAnswer: Answer = { outcome: 'none', experience_id: null, via: null, delivery_id: null, armed: [], reasons: {} }

function answerOf({ kind, subject, moment, decision }: Question): Answer {
  const { candidates, settled } = verdictsOf(subject, moment)
  const none = <T>(value: T): readonly (readonly [string, T])[] => settled.map(({ id }) => [id, value])
  const { engine, profile } = subject
  const waiting = new Subject(engine, kind === 'peek' ? profile : rearmed(profile, decision))
  return {
    outcome: decision.outcome,
    experience_id: decision.outcome === 'none' ? null : decision.experienceId,
    via: decision.outcome === 'show' ? decision.via : null,
    delivery_id: 'deliveryId' in decision ? decision.deliveryId : null,
    armed: decision.armed,
    reasons: Object.fromEntries([...settled, ...candidates].map(({ id, code }) => [id, code])),
    full_groups: Object.fromEntries([...none([]), ...candidates.map((one) => [one.id, one.fullGroups] as const)]),
    next_at: Object.fromEntries([...none(null), ...candidates.map(({ id, nextAt }) => [id, written(nextAt)] as const)]),
    valid_until: written(nextTurn(waiting, { href: moment.href }, moment.now)),
    ...('options' in decision ? { options: decision.options } : {}),
  }
}

const written = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))

function callAnswer(outcome: Called, { dialect }: Settings): Answer {
  if ('body' in outcome) return { status: outcome.status, body: outcome.body }
  if ('deliveries' in outcome) {
    const deliveries = outcome.deliveries.map((delivery) => deliveryToWire(delivery, dialect))
    return { status: 200, body: { deliveries, cursor: outcome.cursor } }
  }
  return { status: outcome.status, body: { delivery: deliveryToWire(outcome.delivery, dialect) } }
}

function editAnswer(outcome: EditOutcome | undefined): Answer {
  if (outcome === undefined) return {}
  return outcome.status === 200
    ? { status: 200, body: {} }
    : { status: 422, body: { code: 422, messages: outcome.problems.map(({ message }: Problem) => message) } }
}

/** The profile as the event left it. */
function state({ deliveries, deliveryIds }: Profile, { dialect }: Settings): Answer {
  const wire = deliveries.map((delivery) => [
    delivery.id,
    { ...deliveryToWire(delivery, dialect), state: delivery.state },
  ])
  return { delivery_ids: deliveryIds, deliveries: Object.fromEntries(wire) }
}
