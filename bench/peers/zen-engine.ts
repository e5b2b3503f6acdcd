import { evaluateExpressionSync, ZenEngine } from '@gorules/zen-engine'
import type { Peer } from './peer.js'
import type { Candidate, Segment, Task } from './task.js'

const toExpression = ({ plans, role, seats }: Segment): string =>
  `(plan in ${JSON.stringify(plans)} or beta == true) and role != ${JSON.stringify(role)} and seats >= ${seats}`

export const zenEngine: Peer = {
  name: '@gorules/zen-engine',
  package: '@gorules/zen-engine',
  conditions: (segments) =>
    segments.map((segment) => {
      const expression = toExpression(segment)
      return (traits) => evaluateExpressionSync(expression, traits) === true
    }),
  nativeLater: (task) => {
    const decision = new ZenEngine().createDecision(toDecisionTable(task))
    return async (facts) => (await decision.evaluate(facts)).result?.show ?? null
  },
  notes:
    'native code behind a bridge. Native: a decision table with a row for each experience, hit policy `first`. ' +
    'Glued: an expression for each, which it takes as text each time',
}

function toDecisionTable(task: Task): object {
  const position = { x: 0, y: 0 }
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position },
      {
        id: 'table',
        type: 'decisionTableNode',
        name: 'table',
        position,
        content: {
          hitPolicy: 'first',
          inputs: [
            { id: 'page', name: 'page' },
            { id: 'segment', name: 'segment' },
            { id: 'history', name: 'history' },
          ],
          outputs: [{ id: 'show', name: 'show', field: 'show' }],
          rules: task.candidates.map((one) => ({
            _id: one.id,
            page: `contains(href, ${JSON.stringify(one.fragment)})`,
            segment: toExpression(one.segment),
            history: history(one, task),
            show: JSON.stringify(one.id),
          })),
        },
      },
      { id: 'out', type: 'outputNode', name: 'out', position },
    ],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  }
}

const history = ({ id, limits }: Candidate, task: Task): string =>
  [
    `not (${JSON.stringify(id)} in seen)`,
    ...limits.map((limit) => `shown.${task.limits[limit]?.id} < ${task.limits[limit]?.size}`),
  ].join(' and ')
