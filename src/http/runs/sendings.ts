import { parseInstant } from '../../authoring/index.js'
import { quote } from '../../authoring/quote.js'
import { pageLimit, usualPageLimit } from '../../deliveries/page-limit.js'
import type { Instant } from '../../model/index.js'
import { Faults } from '../../sendings/faults.js'
import { Fields } from '../../sendings/fields.js'
import {
  cancelSending,
  createSending,
  dispatchToWire,
  listDispatches,
  type SendingOutcome,
  sendingToWire,
  unknownSending,
  updateSending,
} from '../../sendings/index.js'
import { passTime } from '../../sendings/pass-time.js'
import type { KeptSending } from '../../store/store.js'
import { ok, type Reply, refuseFor } from '../reply.js'
import { dueAtRest, readDispatch, readSending, writeSending } from '../sendings/kept-sending.js'
import type { Service } from '../service.js'
import type { World } from '../worlds.js'
import type { Run } from './run.js'

const attempts = 16

/** Creates a sending (N2, N4, N8). */
export const runCreateSending: Run = async ({ body, now }, { store, worlds, newId }) => {
  const { engine } = await worlds.latest()
  for (let attempt = 0; attempt < attempts; attempt++) {
    const id = newId?.() ?? `sending:${now}${attempt === 0 ? '' : `-${attempt}`}`
    const outcome = createSending(engine, body, { now, id })
    if (!('sending' in outcome)) return outcome
    const { sending, status } = outcome
    const kept = await store.commitSending({ expected: 0, sending: writeSending(sending, dueAtRest(sending)) })
    if (kept.outcome === 'committed') return { status, body: { sending: sendingToWire(sending) } }
  }
  return refuseFor(429, 'sending: too many are created at a time', 1_000)
}

export const runShowSending: Run = async ({ id, now }, { store }) => {
  const kept = isId(id) ? await store.sending(id) : null
  return kept === null ? unknownSending(id) : ok({ sending: written(kept, now) })
}

/** What time did to it in the meantime has been done (N1). */
const written = (kept: KeptSending, now: Instant) => sendingToWire(passTime(readSending(kept), now))

/** One page of sendings, newest first. */
export const runListSendings: Run = async ({ query, now }, { store }) => {
  const faults = new Faults()
  const fields = Fields.open(query, '', { faults, known: ['limit', 'before'] })
  const limit = fields?.read('limit', pageLimit, 'invalid_value') ?? usualPageLimit
  const before = query.before === undefined ? null : await placeOf(query.before, store, now)
  if (before === undefined) {
    const help = 'write the cursor of the page before, or an instant as "2029-02-03T10:00:00Z"'
    faults.add('before', 'not_found', `neither a sending's id nor an instant: ${quote(query.before)}; ${help}`)
  }
  if (before === undefined || faults.count > 0) return faults.refusal()
  const rows = await store.sendings({ before, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const cursor = rows.length > limit && last !== undefined ? { limit, before: last.id } : { limit }
  return ok({ sendings: page.map((kept) => written(kept, now)), cursor })
}

async function placeOf(before: string, store: Service['store'], now: Instant) {
  const named = isId(before) ? await store.sending(before) : null
  if (named !== null) return { createdAt: named.createdAt, id: named.id }
  const instant = parseInstant(before, now)
  // No id is less than the empty one: everything of that instant itself is left out.
  return instant.ok ? { createdAt: instant.value, id: '' } : undefined
}

/** Changes a sending that has not begun (N1). */
export const runUpdateSending: Run = ({ id, body, now }, service) =>
  change(id, service, (sending, { engine }) => updateSending(engine, sending, body, { now }))

/** Calls off a sending that is under way (N1). */
export const runCancelSending: Run = ({ id, now }, service) =>
  change(id, service, (sending) => cancelSending(sending, { now }))

async function change(
  id: string,
  { store, worlds }: Service,
  operate: (sending: ReturnType<typeof readSending>, world: World) => SendingOutcome,
): Promise<Reply> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const kept: KeptSending | null = isId(id) ? await store.sending(id) : null
    if (kept === null) return unknownSending(id)
    const outcome = operate(readSending(kept), await worlds.latest())
    if (!('sending' in outcome)) return refused(outcome)
    const { sending, status } = outcome
    const next = writeSending(sending, dueAtRest(sending))
    const committed = await store.commitSending({ expected: kept.version, sending: next })
    if (committed.outcome === 'committed') return { status, body: { sending: sendingToWire(sending) } }
  }
  return refuseFor(429, 'sending: somebody else changes it', 1_000)
}

/** What does not go now, but may later: a `405` names what always goes. */
const refused = (outcome: Extract<SendingOutcome, { body: unknown }>): Reply =>
  outcome.status === 405 ? { ...outcome, headers: { allow: 'GET, HEAD' } } : outcome

/** One page of a sending's dispatches, in the order in which they are handed out. */
export const runListDispatches: Run = async ({ id, query }, { store }) => {
  const kept = isId(id) ? await store.sending(id) : null
  if (kept === null) return unknownSending(id)
  const { limit: asked, after } = query
  const judged = listDispatches({ ...readSending(kept), dispatches: [] }, asked === undefined ? {} : { limit: asked })
  const messages = after === undefined || cursorForm.test(after) ? {} : { after: [badCursor(after)] }
  if (judged.status !== 200 || 'after' in messages) {
    const details = judged.status === 200 ? {} : judged.body.details
    return { status: 422, body: { error: 'Invalid parameters', details: { ...details, ...messages } } }
  }
  const { limit } = judged.cursor
  const rows = await store.dispatches({ sendingId: id, after: after ?? null, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const cursor = rows.length > limit && last !== undefined ? { limit, after: last.id } : { limit }
  return ok({ dispatches: page.map((one) => dispatchToWire(readDispatch(one))), cursor })
}

const cursorForm = /^\d{10}$/

const badCursor = (after: string) => ({
  error: 'not_found',
  message: `after: no cursor: ${quote(after)}; write the cursor of the page before`,
})

const isId = (id: string): boolean => id !== '' && id.length <= 256
