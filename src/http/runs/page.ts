import type * as v from 'valibot'
import { formatInstant } from '../../conditions/index.js'
import { validUntil } from '../../eligibility/valid-until.js'
import type { Decision, Instant, PageEvent } from '../../model/index.js'
import { step } from '../../session/step.js'
import { readFields } from '../read-fields.js'
import { ok, type Reading } from '../reply.js'
import { pageSchema } from '../schemas/happenings.js'
import { take } from '../take.js'
import type { Run } from './run.js'

/** Decides on a page load and records it, in one (E). With `peek` it is asked about and not recorded. */
export const runPage: Run = ({ body, now: at }, service) => {
  const read = readPage(body)
  if (!read.ok) return read.reply
  const { profile_id: id, event_id: eventId, href, peek, valid_until: wantsUntil } = read.value
  const profileId = String(id)
  const isPeek = peek === true
  const event: PageEvent = { type: 'page', at, href }
  return take(
    service,
    { operation: 'page', profileId, eventId: isPeek ? null : (eventId ?? null), at },
    ({ engine }, { profile }) => {
      const { profile: next, decision } = step(engine, profile, isPeek ? { ...event, peek: true } : event)
      if (decision === null) throw new Error('a page load without a decision')
      const until = wantsUntil === true ? validUntil(engine, profile, { href, peek: isPeek }, at) : undefined
      const reply = ok(writeDecision(decision, { at, profileId, until }))
      if (isPeek) return { reply, change: null }
      return { reply, change: { events: [event, ...decision.events], profile: next }, decision }
    },
  )
}

type PageBody = v.InferOutput<typeof pageSchema>

/** Most page loads are just an id, a page and an event's id, which need no schema: this must take no more than that has. */
function readPage(body: unknown): Reading<PageBody> {
  if (typeof body === 'object' && body !== null) {
    const { profile_id: id, href, event_id: eventId } = body as Partial<PageBody>
    const known = eventId === undefined ? 2 : 3
    if (isId(id) && isPlain.test(id) && typeof href === 'string' && href.length <= 8_192) {
      if ((known === 2 || isId(eventId)) && Object.keys(body).length === known)
        return { ok: true, value: body as PageBody }
    }
  }
  return readFields(pageSchema, body)
}

/** Some of the ids that a URL can name; the others are the schema's. */
const isPlain = /^[\w-][\w.:@-]*$/

const isId = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 200

/** A decision in the words of decision lines, with what a page needs to act on it. */
export function writeDecision(
  decision: Decision,
  { at, profileId, until }: { at: Instant; profileId: string; until?: Instant | null | undefined },
): Readonly<Record<string, unknown>> {
  const head = { at: formatInstant(at), profile_id: profileId, outcome: decision.outcome }
  const tail = {
    armed: decision.armed,
    ...(until === undefined ? {} : { valid_until: until === null ? null : formatInstant(until) }),
  }
  switch (decision.outcome) {
    case 'none':
      return { ...head, ...tail }
    case 'redirect': {
      const { experienceId, deliveryId, href } = decision
      return { ...head, experience_id: experienceId, delivery_id: deliveryId, start_url: href, ...tail }
    }
    case 'show': {
      const { experienceId, via, interactionId } = decision
      const show = { ...head, experience_id: experienceId, via, interaction_id: interactionId }
      if (decision.via === 'automatic') return { ...show, ...tail }
      return { ...show, delivery_id: decision.deliveryId, options: decision.options, ...tail }
    }
  }
}
