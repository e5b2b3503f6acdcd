import { dispatchToWire, type Sending, type SendingOutcome, sendingToWire } from '../../sendings/index.js'

type Answer = Readonly<Record<string, unknown>>

/** What a call of sendings answers. */
export const sendingAnswer = (outcome: SendingOutcome): Answer =>
  'body' in outcome
    ? { status: outcome.status, body: outcome.body }
    : { status: outcome.status, body: { sending: sendingToWire(outcome.sending) } }

/** Sendings by id, with their dispatches. */
export const sendingsState = (sendings: readonly Sending[]): Answer =>
  Object.fromEntries(
    sendings.map((sending) => [
      sending.id,
      { ...sendingToWire(sending), dispatches: sending.dispatches.map(dispatchToWire) },
    ]),
  )
