import {
  type Catalog,
  type InteractionEvent,
  type Profile,
  type ProfileEvent,
  profile as somebody,
} from '../../src/model/index.js'
import { Broadcasts } from './broadcasts.js'
import { type Document, type Item, naiveCatalog, naiveEdit } from './catalog.js'
import type { NaiveDecision } from './decide.js'
import { naiveCreate, naiveList, naiveRemove, naiveUpdate } from './deliveries.js'
import { readInstant } from './instant.js'
import { type NaiveEvent, naiveStep } from './step.js'

/** A line of a trace as it is written. */
export interface Line extends Item {
  readonly type?: string
  readonly at: string
  readonly profile_id?: string
}

/** A question that was asked on the way, and its answer. */
export interface NaiveAsked {
  readonly kind: 'page' | 'peek' | 'trigger' | 'timer'
  readonly at: number
  readonly decision: NaiveDecision
  /** What it changes (E10); nothing for a peek. */
  readonly changes: readonly ProfileEvent[]
}

/** What came of a line. */
export interface Told {
  readonly line: Line
  readonly profileId: string | null
  /** The timers that went off before it, then its own question. */
  readonly asked: readonly NaiveAsked[]
  /** What a call was answered. */
  readonly answer: { readonly status: number; readonly [key: string]: unknown } | null
  /** The profile that it is of, as it left it. */
  readonly profile: Profile | null
  readonly sendings: Readonly<Record<string, Item>>
}

interface Person {
  profile: Profile
  /** When timers of the page that is open are due. */
  timers: readonly number[]
  /** P2: what was shown to it on this page. */
  ownShow: string | null
  eventIds: readonly string[]
  /** What went off before a sending was prepared or sent, and no line has told yet. */
  fired: readonly NaiveAsked[]
}

/** P, T6: everybody's life, line by line as they come in the order of `inOrder`. */
export class NaiveWorld {
  readonly broadcasts: Broadcasts
  readonly people = new Map<string, Person>()
  document: Document
  readonly #epochs: { readonly from: number; readonly catalog: Catalog }[]
  /** D2: who set a `uid` or `email` last. */
  readonly #names = new Map<string, string>()
  readonly #completes: boolean
  readonly #lastAt: (profileId: string) => number

  /** @param lastAt when the last event of a profile is: timers that are due later do not go off */
  constructor(document: Document, behaviour: 'assumed' | 'recorded', lastAt: (profileId: string) => number = forEver) {
    const catalog = naiveCatalog(document)
    if (catalog === null) throw new Error('no catalog: C5 refuses it')
    this.document = document
    this.#epochs = [{ from: Number.NEGATIVE_INFINITY, catalog }]
    this.#completes = behaviour === 'assumed' // P1
    this.#lastAt = lastAt
    this.broadcasts = new Broadcasts({
      catalogAt: (at) => this.catalogAt(at),
      peopleAt: (at) => this.#peopleAt(at),
      deliver: ({ id, member_id, properties }, { id: sendingId, given }, at) => {
        const person = this.#personAt(String(member_id), at)
        const channels = (given.message as Item).channels as readonly (string | Item)[]
        const delivery = (channels.find((one) => typeof one !== 'string') as Item).delivery as Item
        // N7: its own properties are laid over the options, where these are an object.
        const written = (delivery.options ?? {}) as Item
        const isLaid = Object.keys(properties).length > 0 && typeof written === 'object' && !Array.isArray(written)
        const options = isLaid ? { options: { ...written, ...properties } } : {}
        const params = { idempotency_key: `sending:${sendingId}`, ...delivery, ...options }
        const named = { by: 'profile_id', profile: person.profile } as const
        person.profile = naiveCreate(this.catalogAt(at), named, params, id, at).profile ?? person.profile
      },
    })
  }

  /** C6: edits of an instant are in force for its events, though not for its timers (T6). */
  catalogAt(at: number): Catalog {
    return (this.#epochs.findLast(({ from }) => from <= at) ?? (this.#epochs[0] as { catalog: Catalog })).catalog
  }

  #catalogBefore(at: number): Catalog {
    return (this.#epochs.findLast(({ from }) => from < at) ?? (this.#epochs[0] as { catalog: Catalog })).catalog
  }

  #person(id: string): Person {
    const known = this.people.get(id)
    if (known !== undefined) return known
    const person: Person = { profile: somebody(id), timers: [], ownShow: null, eventIds: [], fired: [] }
    this.people.set(id, person)
    return person
  }

  #peopleAt(at: number): readonly Profile[] {
    return [...this.people.keys()].map((id) => this.#personAt(id, at).profile)
  }

  /** T6: as sendings meet them: timers that are due by then have gone off, each at its own instant. */
  #personAt(id: string, at: number): Person {
    const person = this.#person(id)
    if (at <= this.#lastAt(id)) person.fired = [...person.fired, ...this.#passTimers(person, at)]
    return person
  }

  take(line: Line): Told {
    const at = Number(readInstant(line.at, null))
    const { type = 'page' } = line
    if (type === 'catalog') return this.#told(line, { answer: { status: this.#edit(line, at) } })
    if (type.startsWith('sending')) {
      const { type: _, at: __, id, ...params } = line
      return this.#told(line, { answer: { status: this.broadcasts.call(type, String(id), params, at) } })
    }
    const profileId = this.whose(line)
    if (profileId === null) return this.#nobodys(line, at)
    const person = this.#person(profileId)
    const eventId = line.event_id === undefined ? null : `${at} ${line.event_id}`
    if (eventId !== null && person.eventIds.includes(eventId)) return this.#told(line, { profileId }) // a duplicate
    if (eventId !== null) person.eventIds = [...person.eventIds, eventId]
    const fired = [...person.fired, ...this.#passTimers(person, at)]
    person.fired = []
    return this.#told(line, { profileId, ...this.#live(person, line, at, fired) })
  }

  /** D2: whose a line is: `profile_id`, else `uid`, else `email`. */
  whose({ type, profile_id: id, uid, email }: Line): string | null {
    if (type === 'identify' && uid !== undefined && uid !== null) this.#names.set(`uid ${uid}`, String(id))
    if (type === 'identify' && email !== undefined && email !== null) this.#names.set(`email ${email}`, String(id))
    if (id !== undefined) return id
    const name = uid !== undefined ? `uid ${uid}` : `email ${email}`
    return this.#names.get(name) ?? null
  }

  #told(line: Line, came: Partial<Told>): Told {
    const { profileId = null } = came
    const profile = profileId === null ? null : this.#person(profileId).profile
    return { line, profileId, asked: [], answer: null, profile, sendings: this.broadcasts.written(), ...came }
  }

  #edit({ type: _, at: __, ...edit }: Line, at: number): number {
    const document = naiveEdit(this.document, edit as Document)
    const catalog = document === null ? null : naiveCatalog(document)
    if (document === null || catalog === null) return 422
    this.document = document
    this.#epochs.push({ from: at, catalog })
    return 200
  }

  /** T6, E7: timers that are due by an instant go off before what happens then, each at its own. */
  #passTimers(person: Person, until: number): NaiveAsked[] {
    const due = person.timers.filter((at) => at <= until).sort((a, b) => a - b)
    person.timers = person.timers.filter((at) => at > until)
    return due.flatMap((at) => {
      // What is due at once follows its page load, and with it the edits of that instant.
      const catalog = at === person.profile.pageAt ? this.catalogAt(at) : this.#catalogBefore(at)
      return this.#step(person, { type: 'trigger', at, on: 'time_on_page' }, 'timer', catalog)
    })
  }

  #step(person: Person, event: NaiveEvent, kind: NaiveAsked['kind'], catalog: Catalog): NaiveAsked[] {
    const { profile, decision, changes } = naiveStep(catalog, person.profile, event, this.#completes)
    person.profile = profile
    for (const change of changes) if (change.type === 'show') person.ownShow = change.experienceId
    return decision === null ? [] : [{ kind, at: event.at, decision, changes }]
  }

  #live(person: Person, line: Line, at: number, fired: readonly NaiveAsked[]): Partial<Told> {
    const catalog = this.catalogAt(at)
    const step = (event: NaiveEvent, kind: NaiveAsked['kind']) => ({
      asked: [...fired, ...this.#step(person, event, kind, catalog)],
    })
    const { type = 'page', profile_id: _, at: __, ...rest } = line
    switch (type) {
      case 'page': {
        const href = String(line.href)
        if (line.peek === true) return step({ type: 'page', at, href, peek: true }, 'peek')
        person.ownShow = null
        const asked = step({ type: 'page', at, href }, 'page')
        person.timers = timersOf(catalog, person.profile)
        return asked
      }
      case 'identify': {
        const { uid, ...others } = rest
        const given = uid === undefined ? others : { uid: uid === null ? null : String(uid), ...others }
        return step({ ...given, type, at }, 'trigger')
      }
      case 'track':
        return step({ type, at, event: String(line.event) }, 'trigger')
      case 'trigger':
        return step({ type, at, on: line.on as 'click', ...named(line) }, 'trigger')
      case 'interaction':
        // P2: the recorded start of what was shown on this page is that same show.
        if (line.state === 'started' && person.ownShow === line.experience_id) {
          person.ownShow = null
          return { asked: fired }
        }
        return step(interactionOf(line, at), 'trigger')
      case 'list':
        return { asked: fired, answer: naiveList(person.profile.deliveries, rest, at) }
      case 'deliver':
      case 'deliver.update':
      case 'deliver.remove':
        return { asked: fired, answer: this.#call(person, line, at) }
      default: // `tick`: time passes
        return { asked: fired }
    }
  }

  #call(person: Person, line: Line, at: number): Told['answer'] {
    const { type, at: _, id, event_id: __, ...params } = line
    const catalog = this.catalogAt(at)
    const { profile } = person
    const by = byOf(line)
    const newId = id === undefined ? `delivery:${profile.id}:${profile.deliveries.length + 1}` : String(id)
    const { profile_id: ___, ...changes } = params
    const answer =
      type === 'deliver'
        ? naiveCreate(catalog, { by, profile }, params, newId, at)
        : type === 'deliver.update'
          ? naiveUpdate(catalog, profile, String(id), changes, at)
          : naiveRemove(profile, String(id), at)
    person.profile = answer.profile ?? profile
    return { status: answer.status, delivery: answer.delivery ?? null }
  }

  /** D2: a call that names nobody who was seen. */
  #nobodys(line: Line, at: number): Told {
    if (line.type !== 'deliver') return this.#told(line, {})
    const { type: _, at: __, id: ___, ...params } = line
    const { status } = naiveCreate(this.catalogAt(at), { by: byOf(line), profile: null }, params, 'nobodys', at)
    return this.#told(line, { answer: { status, delivery: null } })
  }
}

const forEver = () => Number.POSITIVE_INFINITY

const byOf = ({ profile_id: id, uid, email }: Line) =>
  id !== undefined ? 'profile_id' : uid !== undefined ? 'uid' : email !== undefined ? 'email' : null

const named = ({ element = null, name = null }: Line) => ({
  element: element as string | null,
  name: name as string | null,
})

/** H1, H3. */
export const interactionOf = (line: Line, at: number): InteractionEvent => ({
  type: 'interaction',
  at,
  experienceId: String(line.experience_id),
  state: line.state as InteractionEvent['state'],
  deferUntil: line.state === 'snoozed' ? (readInstant(line.defer_until, at) ?? null) : null,
  groupKind: (line.group_kind ?? null) as string | null,
  groupId: (line.group_id ?? null) as string | null,
})

/** E7: the timers of what a page load has armed, by the catalog of that instant. */
function timersOf({ experiences }: Catalog, { armed, deliveries, pageAt }: Profile): number[] {
  const waiting = armed.map((id) => deliveries.find((one) => one.id === id)?.modelId ?? id)
  const triggers = experiences.filter(({ id }) => waiting.includes(id)).flatMap((one) => one.triggers)
  const dues = triggers.flatMap((one) => (one.on === 'time_on_page' ? Number(pageAt) + one.seconds * 1000 : []))
  return [...new Set(dues)]
}
