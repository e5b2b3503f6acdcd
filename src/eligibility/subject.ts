import type { Facts, HistoryFacts } from '../conditions/index.js'
import { formatInstant } from '../conditions/index.js'
import type { CompiledExperience, Engine } from '../engine/index.js'
import type { Delivery, Instant, Profile } from '../model/index.js'
import { experience } from '../model/index.js'
import type { Candidate } from './candidate.js'
import { Holds } from './holds.js'
import { Limited } from './limited.js'
import { Pasts } from './past.js'
import { SegmentAnswers } from './segments.js'

/**
 * A profile as the checks see it. What is derived from it is worked out when it is first needed, and again when the
 * part of the profile that it comes from has been replaced: parts are never changed in place.
 */
export class Subject implements Facts {
  readonly engine: Engine
  profile: Profile
  #pasts: Derived<Pasts> | null = null
  #segments: Derived<SegmentAnswers> | null = null
  #holds: Derived<Holds> | null = null
  #limited: (Derived<Limited> & { page: Instant | null }) | null = null
  #pending: Derived<readonly Candidate[]> | null = null

  constructor(engine: Engine, profile: Profile) {
    this.engine = engine
    this.profile = profile
  }

  get traits(): Profile['traits'] {
    return this.profile.traits
  }

  get pasts(): Pasts {
    const { interactions } = this.profile
    if (this.#pasts?.from !== interactions) {
      this.#pasts = { from: interactions, and: null, value: new Pasts(this.engine, interactions) }
    }
    return this.#pasts.value
  }

  get segments(): SegmentAnswers {
    const { traits, interactions } = this.profile
    const and = this.engine.readsHistory ? interactions : null
    if (this.#segments?.from !== traits || this.#segments.and !== and) {
      this.#segments = { from: traits, and, value: new SegmentAnswers(this.engine, this) }
    }
    return this.#segments.value
  }

  get holds(): Holds {
    const { interactions, trackedAt } = this.profile
    if (this.#holds?.from !== interactions || this.#holds.and !== trackedAt) {
      this.#holds = { from: interactions, and: trackedAt, value: new Holds(this.engine, this.pasts, this.profile) }
    }
    return this.#holds.value
  }

  get limited(): Limited {
    const { interactions, traits, pageAt } = this.profile
    const page = this.engine.hasSessions ? pageAt : null
    let known = this.#limited
    if (known?.from !== interactions) {
      known = { from: interactions, and: traits, page, value: new Limited(this.engine, this.pasts, this.profile) }
      this.#limited = known
    } else if (known.and !== traits || known.page !== page) {
      known.and = traits
      known.page = page
      known.value.release(this.engine, this.profile)
    }
    return known.value
  }

  /** The pending deliveries in their order (E1). */
  get pending(): readonly Candidate[] {
    const { deliveryIds, deliveries } = this.profile
    if (deliveryIds.length === 0) return nobody
    if (this.#pending?.from !== deliveries || this.#pending.and !== deliveryIds) {
      const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]))
      const pending = deliveryIds.flatMap((id) => byId.get(id) ?? [])
      const value = pending.map((delivery) => ({ experience: this.#experienceOf(delivery), delivery }))
      this.#pending = { from: deliveries, and: deliveryIds, value }
    }
    return this.#pending.value
  }

  /** S1: the facts `history.<experience id>`. */
  history(experienceId: string): HistoryFacts {
    const past = this.pasts.byExperience.get(this.engine.indexOf.get(experienceId) ?? -1)
    if (past === undefined) return { shows: 0 }
    const { startedAt, completedAt, exitedAt, shows } = past
    return {
      started: formatInstant(startedAt),
      ...dated('completed', completedAt),
      ...dated('exited', exitedAt),
      shows,
    }
  }

  /** A delivery of an experience that the catalog does not have waits for one that is not live. */
  #experienceOf({ modelId: id, modelKind: kind }: Delivery): CompiledExperience {
    const { experiences, indexOf } = this.engine
    const unknown = {
      index: -1,
      source: experience({ id, kind, removed: true }),
      matches: () => false,
      segment: -1,
      groups: [],
    }
    return experiences[indexOf.get(id) ?? -1] ?? unknown
  }
}

/** A value, and the parts of the profile that it was derived from. */
interface Derived<T> {
  readonly from: unknown
  and: unknown
  readonly value: T
}

const nobody: readonly Candidate[] = []

const dated = (name: 'completed' | 'exited', at: Instant | null): Partial<HistoryFacts> =>
  at === null ? {} : { [name]: formatInstant(at) }
