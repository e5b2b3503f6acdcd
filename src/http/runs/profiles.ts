import { writeProfile } from '../../authoring/index.js'
import { quote } from '../../authoring/quote.js'
import { formatInstant } from '../../conditions/index.js'
import { dispatchToWire } from '../../sendings/index.js'
import { ok, type Reply, refuse, refuseFor } from '../reply.js'
import { readDispatch } from '../sendings/kept-sending.js'
import { forgetRecipient, recipientsOf } from '../sendings/recipients-of.js'
import type { Run } from './run.js'

/** All that is kept about one person. */
export const runExportProfile: Run = async ({ id }, { store }) => {
  if (!isId(id)) return unknownProfile(id)
  const [kept, recipients] = await Promise.all([store.exportProfile(id), recipientsOf(id, store)])
  if (kept === null && recipients.length === 0) return unknownProfile(id)
  const { names = [], answers = [], dispatches = [] } = kept ?? {}
  return ok({
    profile: kept?.kept ? writeProfile(kept.kept.profile) : null,
    names,
    answers: answers.map(({ eventId, at, body }) => ({ event_id: eventId, at: formatInstant(at), body })),
    dispatches: dispatches.map((one) => ({ sending_id: one.sendingId, ...dispatchToWire(readDispatch(one)) })),
    recipients: recipients.map(({ sendingId, properties }) => ({ sending_id: sendingId, properties })),
  })
}

/** Erases it, for good: also where sendings name the person one by one. */
export const runEraseProfile: Run = async ({ id }, { store }) => {
  if (!isId(id)) return unknownProfile(id)
  const isForgotten = await forgetRecipient(id, store)
  if (isForgotten === 'busy') return refuseFor(429, 'profile: a sending that names it is being changed', 1_000)
  // Behind the sendings, which could make deliveries for it meanwhile.
  const isErased = await store.eraseProfile(id)
  return isErased || isForgotten === 'forgotten' ? { status: 204, body: undefined } : unknownProfile(id)
}

const isId = (id: string): boolean => id !== '' && id.length <= 256

const unknownProfile = (id: string): Reply =>
  refuse(404, [`id: nothing is kept about a profile of this id: ${quote(id)}; name one that exists`])
