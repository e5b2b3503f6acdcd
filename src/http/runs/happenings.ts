import { parseInstant, writeProfile } from '../../authoring/index.js'
import { quote } from '../../authoring/quote.js'
import type { IdentifyEvent, Instant, InteractionEvent, Profile, TrackEvent, TriggerEvent } from '../../model/index.js'
import { step } from '../../session/step.js'
import { readFields } from '../read-fields.js'
import { ok, type Reading, type Reply, refuse } from '../reply.js'
import { identifySchema, interactionSchema, trackSchema, triggerSchema } from '../schemas/happenings.js'
import type { Service } from '../service.js'
import { type Taken, take } from '../take.js'
import type { World } from '../worlds.js'
import { writeDecision } from './page.js'
import type { Run } from './run.js'

/** Merges what is known of somebody. */
export const runIdentify: Run = ({ body, now: at }, service) => {
  const read = readFields(identifySchema, body)
  if (!read.ok) return read.reply
  const { uid, email, traits, disabled } = read.value
  const event: IdentifyEvent = {
    type: 'identify',
    at,
    ...(uid === undefined ? {} : { uid: uid === null ? null : String(uid) }),
    ...(email === undefined ? {} : { email }),
    ...(traits ? { traits } : {}),
    ...(typeof disabled === 'boolean' ? { disabled } : {}),
  }
  return happen(service, { operation: 'identify', at, body: read.value, event }, ({ next }) => {
    if (JSON.stringify(next.traits).length > maxTraits) {
      return refuse(422, [`traits: with those that are there, larger than ${maxTraits} characters; keep fewer`])
    }
    const { id, uid: nextUid, email: nextEmail, traits: merged, disabled: isDisabled } = next
    return ok({ profile: { id, uid: nextUid, email: nextEmail, traits: merged, disabled: isDisabled } })
  })
}

/** As JSON: they are read and written with every page load. */
const maxTraits = 262_144

/** Takes a named event, which is a custom trigger of its name too (E7, H4). */
export const runTrack: Run = ({ body, now: at }, service) => {
  const read = readFields(trackSchema, body)
  if (!read.ok) return read.reply
  const event: TrackEvent = { type: 'track', at, event: read.value.event }
  return happen(service, { operation: 'track', at, body: read.value, event }, ({ next, answer }) => {
    if (Object.keys(next.trackedAt).length <= maxTracked) return ok(answer)
    return refuse(422, [`event: more than ${maxTracked} different names for one profile; name fewer events`])
  })
}

const maxTracked = 1_000

/** Takes a trigger on the page that is open: what waits for it is decided anew (E7). */
export const runTrigger: Run = ({ body, now: at }, service) => {
  const read = readFields(triggerSchema, body)
  if (!read.ok) return read.reply
  const { on, element = null, name = null } = read.value
  const event: TriggerEvent = { type: 'trigger', at, on, element, name }
  return happen(service, { operation: 'trigger', at, body: read.value, event }, ({ answer }) => ok(answer))
}

/** Takes a report of what really happened (H1), when it happened (L11). */
export const runInteraction: Run = ({ body, now }, service) => {
  const read = readFields(interactionSchema, body)
  if (!read.ok) return read.reply
  const event = readInteraction(read.value, now)
  if (!event.ok) return event.reply
  const { experienceId } = event.value
  return happen(
    service,
    { operation: 'interaction', at: now, body: read.value, event: event.value },
    ({ world, before, next }) => {
      if (!world.engine.indexOf.has(experienceId)) {
        return refuse(404, [
          `experience_id: unknown experience: ${quote(experienceId)}; name one that is in the catalog`,
        ])
      }
      const known = new Set(before.interactions)
      const own = next.interactions.findLast((one) => !known.has(one)) ?? lastOf(next, experienceId)
      const [written = null] =
        own === undefined ? [] : (writeProfile({ ...next, interactions: [own] }).interactions ?? [])
      return ok({ interaction: written })
    },
  )
}

const lastOf = ({ interactions }: Profile, experienceId: string) =>
  interactions.findLast((one) => one.experienceId === experienceId)

type InteractionBody = Extract<ReturnType<typeof readFields<typeof interactionSchema>>, { ok: true }>['value']

function readInteraction(body: InteractionBody, now: Instant): Reading<InteractionEvent> {
  const messages: string[] = []
  const instant = (name: 'at' | 'defer_until', from: Instant): Instant => {
    const reading = parseInstant(body[name], from)
    if (reading.ok) return reading.value
    messages.push(`${name}: ${reading.message}${reading.help === undefined ? '' : `; ${reading.help}`}`)
    return from
  }
  const at = (body.at ?? null) === null ? now : instant('at', now)
  const isSnooze = body.state === 'snoozed'
  const hasEnd = (body.defer_until ?? null) !== null
  if (isSnooze && !hasEnd) messages.push('defer_until: missing; give the end of the snooze, an instant or "+3d"')
  const deferUntil = isSnooze && hasEnd ? instant('defer_until', at) : null
  if (messages.length > 0) return { ok: false, reply: refuse(422, messages) }
  const { experience_id: experienceId, state, group_kind: groupKind, group_id: groupId } = body
  return {
    ok: true,
    value: {
      type: 'interaction',
      at,
      experienceId: String(experienceId),
      state,
      deferUntil,
      groupKind: groupKind ?? null,
      groupId: groupId ?? null,
    },
  }
}

interface Happening {
  readonly operation: string
  /** When the request was taken. */
  readonly at: Instant
  readonly body: { readonly profile_id: string | number; readonly event_id?: string | null | undefined }
  readonly event: IdentifyEvent | TrackEvent | TriggerEvent | InteractionEvent
}

interface Moment {
  readonly world: World
  readonly before: Profile
  readonly next: Profile
  /** What a question that the event asks came to. */
  readonly answer: Readonly<Record<string, unknown>>
}

/** Takes a profile through an event, if the answer to it is no refusal. */
function happen(
  service: Service,
  { operation, at, body, event }: Happening,
  answerTo: (moment: Moment) => Reply,
): Promise<Reply> {
  const profileId = String(body.profile_id)
  return take(service, { operation, profileId, eventId: body.event_id ?? null, at }, (world, { profile }): Taken => {
    const { profile: next, decision } = step(world.engine, profile, event)
    const asked = decision ?? { outcome: 'none', events: [], armed: next.armed }
    const reply = answerTo({ world, before: profile, next, answer: writeDecision(asked, { at, profileId }) })
    if (reply.status !== 200) return { reply, change: null }
    return { reply, change: { events: [event, ...asked.events], profile: next }, decision }
  })
}
