import { DateTime } from 'luxon'
import type { Catalog, Profile } from '../../src/model/index.js'
import type { Item } from './catalog.js'
import { readInstant, writeInstant } from './instant.js'
import { matches } from './segment.js'

/** One message to one recipient (N4). */
export interface NaiveDispatch {
  readonly id: string
  readonly channel: string
  readonly member_id: string | null
  readonly to: string
  readonly properties: Item
}

/** A sending, and where it stands (N1). */
export interface Broadcast {
  readonly id: string
  status: string
  /** When it came into its status. */
  since: number
  given: Item
  scheduledAt: number
  prepareAt: number
  failAt: number
  preparedAt: number | null
  transmittedAt: number | null
  dispatches: readonly NaiveDispatch[]
}

/** What sendings do to those that they are for. */
export interface World {
  readonly catalogAt: (at: number) => Catalog
  /** Everybody, as they stand before the events of an instant. */
  readonly peopleAt: (at: number) => readonly Profile[]
  /** N7: a dispatch of an experience becomes a delivery. */
  readonly deliver: (dispatch: NaiveDispatch, sending: Broadcast, at: number) => void
}

/** N: the sendings of a world, taken through time. What goes out at an instant goes in the order in which they were made. */
export class Broadcasts {
  readonly all: Broadcast[] = []
  readonly #world: World
  #out: { readonly one: Broadcast; readonly at: number }[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** N3: all that time does before an instant, instant by instant. */
  passBefore(at: number): void {
    for (;;) {
      const next = Math.min(...this.all.map((one) => this.#nextAt(one)))
      if (!(next < at)) return
      this.passAt(next)
      this.handOut()
    }
  }

  /** What time does at an instant, which it has done before a call of that instant. */
  passAt(at: number): void {
    for (const one of this.all) while (this.#nextAt(one) <= at) this.#turn(one, at)
  }

  /** What went out at an instant arrives, when all of its calls are over. */
  handOut(): void {
    const out = this.#out.sort((a, b) => this.all.indexOf(a.one) - this.all.indexOf(b.one))
    this.#out = []
    for (const { one, at } of out) {
      for (const dispatch of one.dispatches)
        if (dispatch.channel === 'experience') this.#world.deliver(dispatch, one, at)
    }
  }

  /** N1, N2: a call, and the status that it is answered with. */
  call(type: string, id: string, params: Item, now: number): number {
    this.passAt(now)
    const one = this.all.find((other) => other.id === id)
    if (type === 'sending') {
      if (one !== undefined) return 422
      const made: Broadcast = { ...blank, id, since: now, given: {} }
      const status = this.#write(made, params, now)
      if (status !== 200) return status
      this.all.push(made)
      this.passAt(now)
      return 201
    }
    if (one === undefined) return 404
    if (type === 'sending.cancel') {
      if (!isUnderWay(one)) return 405
      enter(one, 'cancelled', now)
      return 200
    }
    if (one.status !== 'draft' && one.status !== 'scheduled') return 405
    const status = Object.keys(params).length === 0 ? 200 : this.#write(one, params, now)
    this.passAt(now)
    return status
  }

  /** N2, N8: what is given is laid over what there was; all of it, or nothing. */
  #write(one: Broadcast, params: Item, now: number): number {
    const catalog = this.#world.catalogAt(now)
    const given = { ...one.given, ...params }
    if (!isForSomebody(given) || !isSound(params, catalog)) return 422
    const schedule = (given.schedule ?? null) as Item | null
    const waits = schedule === null || given.draft === true
    const isGiven = (params.schedule ?? null) !== null
    const isAsked = isGiven || one.status === 'draft'
    const isJudged = schedule !== null && (isGiven || (isAsked && !waits))
    const at = isJudged ? timeOf(schedule, now) : one.scheduledAt
    if (isJudged && (at === undefined || (schedule.type === 'absolute' && at <= now))) return 422
    one.given = given
    if (one.status !== (waits ? 'draft' : 'scheduled')) enter(one, waits ? 'draft' : 'scheduled', now)
    if (waits || !isAsked) return 200
    const { prescheduledMs = 0, failedAfterMs = 0 } = catalog.settings.sendings ?? {}
    one.scheduledAt = Number(at)
    // N3: ahead of its time, though never before the request.
    one.prepareAt = Math.max(now, one.scheduledAt - (schedule.prescheduled === true ? prescheduledMs : 0))
    one.failAt = one.scheduledAt + failedAfterMs
    return 200
  }

  /** The instant of the next thing that time does to it. */
  #nextAt({ status, since, prepareAt, scheduledAt, failAt }: Broadcast): number {
    const { preparingMs = 0, transmittingMs = 0 } = this.#world.catalogAt(since).settings.sendings ?? {}
    if (status === 'scheduled') return prepareAt
    if (status === 'preparing') return Math.min(failAt, since + preparingMs)
    if (status === 'prepared') return Math.min(failAt, Math.max(since, scheduledAt))
    if (status === 'transmitting') return Math.min(failAt, since + transmittingMs)
    return Number.POSITIVE_INFINITY
  }

  /** N1, N3: one thing that time does. */
  #turn(one: Broadcast, at: number): void {
    if (one.status === 'scheduled') {
      enter(one, 'preparing', at)
      one.dispatches = this.#recipients(one, at)
    } else if (at >= one.failAt) {
      enter(one, 'failed', at)
    } else if (one.status === 'preparing' && one.dispatches.length === 0) {
      enter(one, 'skipped', at)
    } else if (one.status === 'preparing') {
      enter(one, 'prepared', at)
      one.preparedAt = at
    } else if (one.status === 'prepared') {
      enter(one, 'transmitting', at)
      this.#out.push({ one, at })
    } else {
      enter(one, 'transmitted', at)
      one.transmittedAt = at
    }
  }

  /** N4, N5: one dispatch for each member that it is for, then those who are no members. */
  #recipients(one: Broadcast, at: number): NaiveDispatch[] {
    const catalog = this.#world.catalogAt(at)
    const channels = channelsOf(one.given)
    const recipients = (one.given.recipients ?? []) as readonly Item[]
    const members = this.#world.peopleAt(at).flatMap((profile): NaiveDispatch[] => {
      const own = recipients.filter(({ member_id }) => member_id === profile.id)
      const isMeant = own.length > 0 || isInAudience(one.given.audience as Item | null, catalog, profile, at)
      const channel = channels.find((name) => name === 'experience' || addressOf(profile, name) !== null)
      if (!profile.seen || !isMeant || channel === undefined) return []
      const properties = Object.assign({}, ...own.map((each) => each.properties ?? {})) as Item
      const isShown = channel === 'experience'
      const to = isShown ? profile.id : String(addressOf(profile, channel))
      const filled = isShown ? properties : { ...profile.traits, ...properties }
      return [{ id: `${one.id}:${profile.id}`, channel, member_id: profile.id, to, properties: filled }]
    })
    const others = recipients.flatMap((recipient, index): NaiveDispatch[] => {
      const channel = channels.find((name) => recipient[fieldOf[name] ?? ''] !== undefined)
      if (recipient.member_id !== undefined || channel === undefined) return []
      const to = String(recipient[fieldOf[channel] ?? ''])
      return [
        { id: `${one.id}#${index}`, channel, member_id: null, to, properties: (recipient.properties ?? {}) as Item },
      ]
    })
    return [...members.sort((a, b) => (String(a.member_id) < String(b.member_id) ? -1 : 1)), ...others]
  }

  /** How they stand, as an answer writes it. */
  written(): Readonly<Record<string, Item>> {
    const write = (at: number | null) => (at === null ? null : writeInstant(at))
    return Object.fromEntries(
      this.all.map((one) => [
        one.id,
        {
          status: one.status,
          scheduled_at: one.status === 'draft' ? null : write(one.scheduledAt),
          prepared_at: write(one.preparedAt),
          transmitted_at: write(one.transmittedAt),
          // Made when it is prepared, and never changed after that.
          dispatches: one.preparedAt === null ? [] : one.dispatches,
        },
      ]),
    )
  }
}

const blank = {
  status: 'draft',
  scheduledAt: 0,
  prepareAt: 0,
  failAt: 0,
  preparedAt: null,
  transmittedAt: null,
  dispatches: [],
}

function enter(one: Broadcast, status: string, at: number): void {
  one.status = status
  one.since = at
}

const isUnderWay = ({ status }: Broadcast) => ['preparing', 'prepared', 'transmitting'].includes(status)

/** N2: when it is to go, asked for just now. T8: months are those of the calendar in UTC. */
function timeOf(schedule: Item, now: number): number | undefined {
  if (schedule.type === 'immediate') return now
  if (schedule.type === 'absolute') return readInstant(schedule.at, now)
  const [, number, unit = ''] = /^(\d+) (second|minute|hour|day|week|month|year)s?$/.exec(String(schedule.in)) ?? []
  return number === undefined
    ? undefined
    : DateTime.fromMillis(now, { zone: 'utc' })
        .plus({ [unit]: Number(number) })
        .toMillis()
}

/** N8. */
const isForSomebody = ({ audience, recipients }: Item) =>
  (audience ?? null) !== null || ((recipients ?? []) as unknown[]).length > 0

/** N8, N7: what a request gives names an audience and an experience that are there; what it does not give stays as it was. */
function isSound({ audience, message }: Item, catalog: Catalog): boolean {
  const reference = (audience as Item | null | undefined)?.id
  if (reference !== undefined && !catalog.segments.some(({ id }) => id === reference)) return false
  const channels = ((message as Item | undefined)?.channels ?? ['sms']) as readonly (string | Item)[]
  if (channels.length === 0) return false
  return channels.every((channel) => {
    if (typeof channel === 'string') return true
    const { model_kind, model_id } = channel.delivery as Item
    return catalog.experiences.some(({ id, kind, removed }) => id === model_id && kind === model_kind && !removed)
  })
}

/** N5: the channels in the order in which they are tried. */
function channelsOf({ message, channels_preference: preference }: Item): readonly string[] {
  const given = (message as Item | undefined)?.channels as readonly (string | Item)[] | undefined
  const channels = (given ?? ['sms', 'email', 'push']).map((one) => (typeof one === 'string' ? one : String(one.type)))
  const wanted = (preference ?? null) as readonly string[] | null
  return wanted === null ? channels : wanted.filter((name) => channels.includes(name))
}

const fieldOf: Readonly<Record<string, string>> = { sms: 'msisdn', email: 'email', push: 'app_token' }

/** N4: a member's own. */
function addressOf({ email, traits }: Profile, channel: string): unknown {
  const own = traits[fieldOf[channel] ?? ''] ?? null
  return channel === 'email' ? (email ?? own) : own
}

/** N4: the members of a segment; where it was taken out of the catalog it has none. No condition is everyone. */
function isInAudience(audience: Item | null | undefined, catalog: Catalog, profile: Profile, now: number): boolean {
  if (audience === null || audience === undefined) return false
  if (audience.id === undefined) return true
  const segment = catalog.segments.find(({ id }) => id === audience.id)
  return segment !== undefined && matches(segment.conditions, { catalog, profile, now })
}
