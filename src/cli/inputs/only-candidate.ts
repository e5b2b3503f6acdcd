import { didYouMean } from '../../authoring/did-you-mean.js'
import type { Explanation } from '../../explain/index.js'
import { badInput } from '../failure.js'

/** The explanation of one candidate, where one is asked for. */
export function onlyCandidate(explanation: Explanation, id: string | undefined): Explanation {
  if (id === undefined) return explanation
  const candidates = explanation.candidates.filter((one) => one.id === id)
  const settled = explanation.settled.filter((one) => one.id === id)
  if (candidates.length + settled.length > 0) return { ...explanation, candidates, settled }
  const known = [...explanation.candidates, ...explanation.settled].map((one) => one.id)
  throw badInput(
    `no experience or delivery "${id}"`,
    didYouMean(id, known) ?? (known.slice(0, 10).join(', ') || 'there are none'),
  )
}
