import { Engine, type NestedCondition, type RuleProperties, type TopLevelCondition } from 'json-rules-engine'
import type { Peer } from './peer.js'
import type { Candidate, Segment, Task } from './task.js'

const toConditions = ({ plans, role, seats }: Segment): TopLevelCondition & { readonly all: NestedCondition[] } => ({
  all: [
    {
      any: [
        { fact: 'plan', operator: 'in', value: plans },
        { fact: 'beta', operator: 'equal', value: true },
      ],
    },
    { fact: 'role', operator: 'notEqual', value: role },
    { fact: 'seats', operator: 'greaterThanInclusive', value: seats },
  ],
})

export const jsonRulesEngine: Peer = {
  name: 'json-rules-engine',
  package: 'json-rules-engine',
  conditionsLater: (segments) =>
    segments.map((segment) => {
      const engine = new Engine([{ conditions: toConditions(segment), event: { type: 'holds' } }])
      return async (traits) => (await engine.run({ ...traits })).events.length > 0
    }),
  nativeLater: (task) => {
    const engine = new Engine(task.candidates.map((one) => rule(one, task)))
    engine.addOperator('includesText', (text: string, fragment: string) => text.includes(fragment))
    engine.on('success', () => {
      engine.stop()
    })
    return async (facts) => {
      const { shown, ...rest } = facts
      for (const { id } of task.limits) Object.assign(rest, { [`shown-${id}`]: shown[id] })
      const { events } = await engine.run(rest)
      return events[0]?.type ?? null
    }
  },
  notes:
    'always asynchronous. Native: all rules in one engine, a priority each for the order, stopped at the first success; ' +
    'the address is asked first, by an operator of our own, since "contains" is for lists only. Glued: an engine with one rule for each',
}

function rule({ id, index, fragment, segment, limits }: Candidate, task: Task): RuleProperties {
  return {
    priority: task.candidates.length - index,
    event: { type: id },
    conditions: {
      all: [
        { fact: 'href', operator: 'includesText', value: fragment, priority: 2 },
        ...toConditions(segment).all,
        { fact: 'seen', operator: 'doesNotContain', value: id },
        ...limits.map((limit) => {
          const { id: name, size } = task.limits[limit] as Task['limits'][number]
          return { fact: `shown-${name}`, operator: 'lessThan', value: size }
        }),
      ],
    },
  }
}
