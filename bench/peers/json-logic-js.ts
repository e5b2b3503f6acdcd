import jsonLogic, { type RulesLogic } from 'json-logic-js'
import { type JsonLogic, toJsonLogic, toOneIf } from './json-logic.js'
import type { Peer } from './peer.js'

const apply = (logic: JsonLogic, data: unknown): unknown => jsonLogic.apply(logic as RulesLogic, data)

export const jsonLogicJs: Peer = {
  name: 'json-logic-js',
  package: 'json-logic-js',
  conditions: (segments) =>
    segments.map((segment) => {
      const logic = toJsonLogic(segment)
      return (traits) => apply(logic, traits) === true
    }),
  native: (task) => {
    const logic = toOneIf(task)
    return (facts) => apply(logic, facts) as string | null
  },
  notes: 'native: one `if` with a branch for each experience',
}
