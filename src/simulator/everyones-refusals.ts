import type { Problem } from '../model/index.js'
import type { Refusal } from './metrics/refusals.js'
import type { SendingPlan } from './sendings/plan.js'
import type { Timeline } from './timeline.js'

/** Which edits of the catalog (C6) and calls of sendings (N) were refused: they are no profile's, so no part has them. */
export const everyonesRefusals = ({ outcomes }: Timeline, { calls }: SendingPlan): readonly Refusal[] => [
  ...[...outcomes].flatMap(([line, { status, ...outcome }]): readonly Refusal[] =>
    'problems' in outcome
      ? [{ line, type: 'catalog', id: null, status, messages: outcome.problems.map(messageOf) }]
      : [],
  ),
  ...calls.flatMap(({ event: { type, id }, line, outcome }): readonly Refusal[] => {
    if (!('body' in outcome)) return []
    const faults = Object.values(outcome.body.details).flat()
    return [{ line, type, id, status: outcome.status, messages: faults.map(({ message }) => message) }]
  }),
]

const messageOf = ({ pointer, message }: Problem): string => (pointer === '' ? message : `${pointer}: ${message}`)
