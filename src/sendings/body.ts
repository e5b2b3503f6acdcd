import { flag } from '../deliveries/readers.js'
import type { Engine } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { readAudience } from './audience.js'
import type { Faults } from './faults.js'
import { Fields } from './fields.js'
import { everyAddress, readMessage } from './message.js'
import { judgePreference, readPreference } from './preference.js'
import { judgeReach, readRecipients } from './recipients.js'
import { readSchedule, scheduledAt } from './schedule.js'
import type { Message, Recipient, Sending } from './sending.js'

/** What a request may set. */
export type Content = Pick<
  Sending,
  'isDraft' | 'message' | 'channelsPreference' | 'schedule' | 'audience' | 'recipients'
>

/** What a sending has where its request says nothing. */
export const noContent: Content = {
  isDraft: false,
  message: everyAddress,
  channelsPreference: null,
  schedule: null,
  audience: null,
  recipients: [],
}

const params = ['draft', 'message', 'channels_preference', 'schedule', 'audience', 'recipients'] as const

/** What the answers carry besides. Known, so that none of them is taken for a misspelling, and left alone. */
const answered = [
  'id',
  'status',
  'created_at',
  'updated_at',
  'scheduled_at',
  'prepared_at',
  'transmitted_at',
  'recipients_count',
  'dispatches_count',
]

interface Ground {
  readonly engine: Engine
  readonly now: Instant
  /** What stays where the request does not give it. */
  readonly before: Content
}

/**
 * Reads a request, lays it over what was there, and says everything that is wrong with it or with the whole (N8).
 *
 * @returns the content; it counts only where nothing was told
 */
export function readContent(given: unknown, faults: Faults, { engine, now, before }: Ground): Content {
  const fields = Fields.open(given, '', { faults, known: [...params, ...answered] })
  if (fields === null) return before
  if ((fields.raw('prescheduled') ?? null) !== null) {
    fields.refuse('prescheduled', 'unknown_parameter', 'a parameter of the schedule; write it there')
  }
  /** What is not given stays; `null` gives the default back. */
  const laid = <T>(name: (typeof params)[number], old: T, otherwise: T, read: (raw: unknown) => T): T => {
    const raw = fields.raw(name)
    return raw === undefined ? old : raw === null ? otherwise : read(raw)
  }
  const isDraft = laid('draft', before.isDraft, false, () => fields.read('draft', flag) ?? false)
  const schedule = laid('schedule', before.schedule, null, (raw) => {
    const read = readSchedule(raw, faults, now)
    // A draft's counts from when it is none any more; one that is over now will be over then.
    if (isDraft && read !== null) scheduledAt(read, faults, now)
    return read
  })
  const audience = laid('audience', before.audience, null, (raw) => readAudience(raw, faults, engine))
  const recipients = laid<readonly (Recipient | null)[]>('recipients', before.recipients, [], (raw) =>
    readRecipients(raw, faults),
  )
  if (lacks(fields, 'audience', audience) && lacks(fields, 'recipients', recipients)) {
    const what = 'neither audience nor recipients; give one of them or both'
    faults.add('sending', 'sending_must_have_audience_or_recipients', what)
  }
  const told = faults.count
  const message = laid<Message>(
    'message',
    before.message,
    everyAddress,
    (raw) => readMessage(raw, { faults, engine, now }) ?? everyAddress,
  )
  const channelsPreference = laid('channels_preference', before.channelsPreference, null, (raw) =>
    readPreference(raw, faults),
  )
  // What a message that could not be read would reach is not known.
  if (faults.count === told) {
    judgePreference(message, channelsPreference, faults)
    judgeReach(recipients, message, faults)
  }
  const sound = recipients.filter((recipient) => recipient !== null)
  return { isDraft, message, channelsPreference, schedule, audience, recipients: sound }
}

/** What was given and could not be read is not lacking. */
function lacks(fields: Fields, name: string, read: Content['audience'] | readonly unknown[]): boolean {
  if (read !== null && !(Array.isArray(read) && read.length === 0)) return false
  const raw = fields.raw(name) ?? null
  return raw === null || (Array.isArray(raw) && raw.length === 0)
}
