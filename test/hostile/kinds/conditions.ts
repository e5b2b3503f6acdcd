import type { Condition } from 'oncue'
import { importChameleonCatalog, importChameleonSegment, importMpcAudience, readCatalog } from 'oncue/authoring'
import { createSegmentEvaluator } from 'oncue/rules-engine'
import { compileCondition, explainCondition } from '../../../src/conditions/index.js'
import { conditionProblems, referenceProblems } from '../../../src/conditions/validate.js'
import { anyCondition, chameleonCatalog, chameleonSegment, jsonRules, mpcAudience } from '../documents.js'
import type { Draw } from '../draw.js'
import { asText, Fault, judged, judgeProblems, type Outcome } from '../judge.js'
import { hostileKeys, hostileTexts } from '../leaves.js'
import { mutate } from '../mutate.js'
import type { Kind } from './kind.js'

const now = Date.UTC(2029, 1, 5, 12)
const admins: Condition = { fact: 'role', operator: 'equal', value: 'admin' }
const sources = { id: 'admins', conditions: admins, pointer: '' }

/** Facts of every type, under the names that conditions ask for and under those that nobody should. */
const facts = {
  traits: {
    ...Object.fromEntries(hostileKeys.filter((key) => key !== '__proto__').map((key) => [key, key])),
    role: 'admin',
    age: 42,
    plan: { name: 'trial', seats: [1, 2, { a: null }] },
    roles: ['admin', 5, null, Number.NaN],
    ...Object.fromEntries(hostileTexts.map((text, index) => [`t${index}`, text])),
  },
  history: () => ({ shows: 2, started: '2029-02-01T00:00:00Z' }),
}

function problemsOf(value: unknown): ReturnType<typeof conditionProblems> {
  const own = conditionProblems(value)
  return own.length > 0 ? own : referenceProblems([sources, { id: null, conditions: value as Condition, pointer: '' }])
}

function evaluated(condition: Condition): string {
  const resolve = (id: string): Condition | undefined => (id === 'admins' ? admins : undefined)
  const answer = compileCondition(condition, resolve).test(facts, now)
  if (explainCondition(condition, resolve, facts, now).holds !== answer)
    throw new Fault('tested and explained differently')
  return String(answer)
}

function run(value: unknown): Outcome {
  const problems = problemsOf(value)
  if (problems.length === 0) return { outcome: 'accepted', answer: evaluated(value as Condition) }
  judgeProblems(problems.slice(0, 100), { value })
  return { outcome: 'refused', answer: JSON.stringify(problems) }
}

const drawCondition = (draw: Draw): unknown =>
  mutate(draw.chance(0.5) ? anyCondition(draw) : jsonRules(draw), draw, { exotic: true, other: jsonRules(draw) })

export const condition: Kind = { name: 'condition', weight: 100, draw: drawCondition, run }

export const rulesEngine: Kind = {
  name: 'condition, by json-rules-engine',
  weight: 1,
  draw: (draw) => mutate(jsonRules(draw), draw),
  async run(value: unknown) {
    const outcome = run(value)
    if (outcome.outcome === 'refused') return outcome
    const evaluator = createSegmentEvaluator([{ id: 'admins', name: null, conditions: admins }])
    const answer = String(await evaluator.evaluate(value as Condition, facts, now))
    if (answer !== outcome.answer) throw new Fault(`compiled says ${outcome.answer}, json-rules-engine ${answer}`)
    return outcome
  },
}

const readBack = (segment: unknown): string => {
  const read = readCatalog({ segments: [{ id: 'x', ...(segment as object) }] })
  return asText(segment) + JSON.stringify(read.ok ? [] : read.problems)
}

export const importedSegment: Kind = {
  name: 'segment of Chameleon',
  weight: 20,
  draw: (draw) => mutate(chameleonSegment(draw), draw, { exotic: true, other: chameleonSegment(draw) }),
  run: (value: unknown) => judged(importChameleonSegment(value), { document: { value }, accepted: readBack }),
}

export const importedAudience: Kind = {
  name: 'audience of MPC',
  weight: 60,
  draw: (draw) => mutate(mpcAudience(draw), draw, { exotic: true, other: jsonRules(draw) }),
  run: (value: unknown) => judged(importMpcAudience(value), { document: { value }, accepted: readBack }),
}

export const importedCatalog: Kind = {
  name: 'catalog of Chameleon',
  weight: 5,
  draw: (draw) => mutate(chameleonCatalog(draw), draw, { exotic: true, other: chameleonCatalog(draw) }),
  run: (value: unknown) =>
    judged(importChameleonCatalog(value), {
      document: { value },
      accepted: (catalog) => JSON.stringify(judged(readCatalog(catalog))),
    }),
}
