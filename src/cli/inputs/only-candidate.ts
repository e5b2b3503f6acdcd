import { didYouMean } from '../../authoring/did-you-mean.js'
import { formatInstant } from '../../conditions/index.js'
import type { Explanation } from '../../explain/index.js'
import type { Instant } from '../../model/index.js'
import type { RefusedDelivery } from '../../simulator/index.js'
import { badInput, type Failure } from '../failure.js'

/** What a trace says of a delivery that is not there: by which call it was made all the same, and which was refused. */
export interface DeliveryCalls {
  readonly made: { readonly at: Instant; readonly line: number } | null
  readonly refused: RefusedDelivery | null
}

/** The explanation of one candidate, where one is asked for. */
export function onlyCandidate(
  explanation: Explanation,
  id: string | undefined,
  calls: DeliveryCalls = { made: null, refused: null },
): Explanation {
  if (id === undefined) return explanation
  const candidates = explanation.candidates.filter((one) => one.id === id)
  const settled = explanation.settled.filter((one) => one.id === id)
  if (candidates.length + settled.length > 0) return { ...explanation, candidates, settled }
  const known = [...explanation.candidates, ...explanation.settled].map((one) => one.id)
  throw unmade(id, calls) ?? badInput(`no experience or delivery "${id}"`, didYouMean(id, known) ?? listOf(known))
}

function unmade(id: string, { made, refused }: DeliveryCalls): Failure | null {
  if (made !== null) {
    const when = `${formatInstant(made.at)} (line ${made.line})`
    return badInput(
      `delivery "${id}" was made only at ${when}, after what is asked about`,
      'ask about a later page load',
    )
  }
  if (refused === null) return null
  const { at, line, status, messages } = refused
  const message = `delivery "${id}" was refused at ${formatInstant(at)} (line ${line}) with ${status}: ${messages.join('; ')}`
  return badInput(message, 'a refused call makes no delivery: was it meant for this profile, and this catalog?')
}

const mostListed = 10

function listOf(known: readonly string[]): string {
  if (known.length === 0) return 'there are none'
  const left = known.length - mostListed
  return `${known.slice(0, mostListed).join(', ')}${left > 0 ? `, and ${left} more` : ''}`
}
