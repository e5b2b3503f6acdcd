/**
 * Sendings minute by minute, as the rules say it (N1, N3, N4): slow, and made of nothing of the engine's. For traces
 * whose instants are whole minutes, and audiences that ask for one trait.
 */
export interface NaiveLine {
  readonly at: string
  readonly type?: string
  readonly id?: string
  readonly profile_id?: string
  readonly traits?: Readonly<Record<string, unknown>>
  readonly schedule?: NaiveSchedule | null
  readonly audience?: NaiveAudience | null
  readonly recipients?: readonly { readonly member_id: string; readonly properties?: object }[]
  readonly message?: { readonly channels: readonly (string | { readonly delivery: object })[] }
}

type NaiveSchedule = { readonly type: 'immediate' } | { readonly in: string; readonly prescheduled: boolean }
type NaiveAudience = { readonly type: 'reference'; readonly id: string } | { readonly type: 'inline' }

export interface NaiveSettings {
  readonly prescheduled: number
  readonly failedAfter: number
  readonly preparing: number
  readonly transmitting: number
}

export interface NaiveSending {
  readonly id: string
  status: string
  since: number
  scheduledAt: number | null
  prepareAt: number | null
  readonly given: NaiveLine
  /** By member: the channel. */
  members: Map<string, string>
}

export interface NaiveDay {
  readonly sendings: readonly NaiveSending[]
  /** Status of each call's answer, by its place among the lines. */
  readonly answers: ReadonlyMap<number, number>
  /** Lines that stand for what went out as deliveries, each with the minute. */
  readonly deliveries: readonly { readonly minute: number; readonly line: object & { readonly at: string } }[]
}

const minuteOf = (at: string): number => Date.parse(at) / 60_000

/** @param isIn whether traits are those of a segment's member */
export function liveNaively(
  lines: readonly NaiveLine[],
  settings: NaiveSettings,
  isIn: (segment: string, traits: Readonly<Record<string, unknown>>) => boolean,
): NaiveDay {
  const sendings = new Map<string, NaiveSending>()
  const traits = new Map<string, Record<string, unknown>>()
  const answers = new Map<number, number>()
  const deliveries: { minute: number; line: object & { at: string } }[] = []

  const find = ({ given }: NaiveSending): Map<string, string> => {
    const found = new Map<string, string>()
    for (const [member, known] of traits) {
      const { audience = null, recipients = [] } = given
      const isMeant =
        recipients.some(({ member_id }) => member_id === member) ||
        (audience !== null && (audience.type === 'inline' || isIn(audience.id, known)))
      const channel = given.message?.channels.find((one) => typeof one !== 'string' || known.msisdn !== undefined)
      if (isMeant && channel !== undefined) found.set(member, typeof channel === 'string' ? channel : 'experience')
    }
    return found
  }

  const enter = (sending: NaiveSending, status: string, minute: number): void => {
    sending.status = status
    sending.since = minute
  }

  const send = (sending: NaiveSending, minute: number): void => {
    const { given, id } = sending
    for (const [member, channel] of sending.members) {
      const how = given.message?.channels.find((one) => typeof one !== 'string')
      if (channel !== 'experience' || typeof how !== 'object') continue
      const own = given.recipients?.find(({ member_id }) => member_id === member)?.properties
      const line = {
        type: 'deliver',
        at: new Date(minute * 60_000).toISOString(),
        id: `${id}:${member}`,
        profile_id: member,
        idempotency_key: `sending:${id}`,
        ...how.delivery,
        ...(own === undefined ? {} : { options: own }),
      }
      deliveries.push({ minute, line })
    }
  }

  /** One thing that time does, if there is one. */
  const turn = (sending: NaiveSending, minute: number): boolean => {
    const { status, since, prepareAt, scheduledAt } = sending
    if (status === 'scheduled' && minute >= Number(prepareAt)) {
      enter(sending, 'preparing', minute)
      sending.members = find(sending)
      return true
    }
    const isUnderWay = ['preparing', 'prepared', 'transmitting'].includes(status)
    if (isUnderWay && minute >= Number(scheduledAt) + settings.failedAfter) {
      enter(sending, 'failed', minute)
      return true
    }
    if (status === 'preparing' && minute >= since + settings.preparing) {
      enter(sending, sending.members.size === 0 ? 'skipped' : 'prepared', minute)
      return true
    }
    if (status === 'prepared' && minute >= Number(scheduledAt)) {
      send(sending, minute)
      enter(sending, 'transmitting', minute)
      return true
    }
    if (status === 'transmitting' && minute >= since + settings.transmitting) {
      enter(sending, 'transmitted', minute)
      return true
    }
    return false
  }
  const pass = (minute: number): void => {
    for (const sending of sendings.values()) while (turn(sending, minute));
  }

  const plan = (sending: NaiveSending, schedule: NaiveSchedule | null, minute: number): void => {
    if (schedule === null) {
      sending.scheduledAt = null
      enter(sending, 'draft', minute)
      return
    }
    const length = 'in' in schedule ? Number.parseInt(schedule.in, 10) : 0
    const ahead = 'in' in schedule && schedule.prescheduled ? settings.prescheduled : 0
    sending.scheduledAt = minute + length
    sending.prepareAt = Math.max(minute, minute + length - ahead)
    enter(sending, 'scheduled', minute)
  }

  const call = (line: NaiveLine, minute: number): number => {
    const sending = sendings.get(line.id ?? '')
    if (line.type === 'sending') {
      const isForSomebody = (line.audience ?? null) !== null || (line.recipients ?? []).length > 0
      if (sending !== undefined || !isForSomebody) return 422
      const made = {
        id: line.id ?? '',
        status: '',
        since: 0,
        scheduledAt: null,
        prepareAt: null,
        given: line,
        members: new Map(),
      }
      sendings.set(made.id, made)
      plan(made, line.schedule ?? null, minute)
      return 201
    }
    if (sending === undefined) return 404
    const isOpen = ['draft', 'scheduled'].includes(sending.status)
    const isUnderWay = ['preparing', 'prepared', 'transmitting'].includes(sending.status)
    if (line.type === 'sending.cancel') {
      if (isUnderWay) enter(sending, 'cancelled', minute)
      return isUnderWay ? 200 : 405
    }
    if (isOpen) plan(sending, line.schedule ?? null, minute)
    return isOpen ? 200 : 405
  }

  const minutes = lines.map(({ at }) => minuteOf(at))
  const last = Math.max(...minutes) + 300
  for (let minute = Math.min(...minutes); minute <= last; minute++) {
    pass(minute)
    for (const [place, line] of lines.entries()) {
      if (minutes[place] !== minute || !String(line.type).startsWith('sending')) continue
      answers.set(place, call(line, minute))
      pass(minute)
    }
    for (const [place, line] of lines.entries()) {
      if (minutes[place] !== minute || line.profile_id === undefined) continue
      const known = { ...traits.get(line.profile_id), ...line.traits }
      traits.set(line.profile_id, Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)))
    }
  }
  return { sendings: [...sendings.values()], answers, deliveries }
}
