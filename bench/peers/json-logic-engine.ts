import { LogicEngine } from 'json-logic-engine'
import { toJsonLogic, toOneIf } from './json-logic.js'
import type { Facts, Peer } from './peer.js'
import type { Traits } from './task.js'

export const jsonLogicEngine: Peer = {
  name: 'json-logic-engine, compiled',
  package: 'json-logic-engine',
  conditions: (segments) => {
    const engine = new LogicEngine()
    return segments.map((segment) => engine.build(toJsonLogic(segment)) as (traits: Traits) => boolean)
  },
  native: (task) => new LogicEngine().build(toOneIf(task)) as (facts: Facts) => string | null,
  notes: 'native: one compiled `if` with a branch for each experience',
}
