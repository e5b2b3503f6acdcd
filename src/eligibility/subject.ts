import type { Facts, HistoryFacts } from '../conditions/index.js'
import { formatInstant } from '../conditions/index.js'
import type { Bits, Candidate, CompiledExperience, CompiledGroup, Engine } from '../engine/index.js'
import type { Delivery, Instant, Profile } from '../model/index.js'
import { experience, never } from '../model/index.js'
import { Holds } from './holds.js'
import { filledAt, roomAt, zoneOf } from './limits.js'
import { Pasts } from './past.js'
import { SegmentAnswers } from './segments.js'

/**
 * A profile as the checks see it. What is derived from it is worked out when it is first needed, and dropped when the
 * part of the profile that it comes from has been replaced: parts are never changed in place.
 */
export class Subject implements Facts {
  readonly engine: Engine
  #profile: Profile
  // The parts that what follows was derived from.
  #traits: unknown
  #interactions: unknown
  #trackedAt: unknown
  #pageAt: unknown
  #deliveries: unknown
  #deliveryIds: unknown
  #segments: SegmentAnswers | null = null
  #pasts: Pasts | null = null
  /** When each group was filled, and when it has room. */
  #filledAts: readonly Instant[] | null = null
  #roomAts: readonly Instant[] | null = null
  /** The full groups, as one number, and what they hold back. */
  #fullKey = 0
  #limited: Bits
  #pending: readonly Candidate[] = nobody
  /** The experiences that nothing personal is known to rule out, from the first of these instants until the second. */
  #open: Bits | null = null
  #openFrom: Instant = never
  #openUntil: Instant = -never

  constructor(engine: Engine, profile: Profile) {
    this.engine = engine
    this.#profile = profile
    this.#traits = profile.traits
    this.#interactions = profile.interactions
    this.#trackedAt = profile.trackedAt
    this.#pageAt = profile.pageAt
    this.#limited = engine.nobody
  }

  get profile(): Profile {
    return this.#profile
  }

  set profile(profile: Profile) {
    this.#profile = profile
    this.refresh()
  }

  /** Drops what no longer follows from the profile. To be called before a question, whenever something was recorded. */
  refresh(): void {
    const { traits, interactions, trackedAt, pageAt } = this.#profile
    if (interactions !== this.#interactions) {
      this.#interactions = interactions
      this.#pasts = this.#pasts?.of(interactions) ?? null
      this.#filledAts = null
      this.#drop(this.engine.readsHistory)
    }
    if (traits !== this.#traits) {
      this.#traits = traits
      this.#drop(true) // L5: the zone, too, is a trait
    }
    if (trackedAt !== this.#trackedAt) {
      this.#trackedAt = trackedAt
      this.#drop(false)
    }
    if (this.engine.hasSessions && pageAt !== this.#pageAt) {
      this.#pageAt = pageAt
      this.#drop(false)
    }
  }

  #drop(segmentsToo: boolean): void {
    if (segmentsToo) this.#segments = null
    this.#roomAts = null
    this.#openUntil = -never
  }

  /** What full groups hold back at `now` (L1). */
  limited(now: Instant): Bits {
    const roomAts = this.roomAts
    // A sum of powers of two names a set of up to 53 groups.
    let key = 0
    for (let k = 0, bit = 1; k < roomAts.length; k++, bit *= 2) if (now < (roomAts[k] as Instant)) key += bit
    if (key !== this.#fullKey || roomAts.length > 53) {
      const isFull = (group: number): boolean => now < (roomAts[group] as Instant)
      this.#fullKey = key
      this.#limited = this.engine.unions.of(roomAts.length > 53 ? roomAts.map((_, k) => +isFull(k)).join('') : key, isFull)
    }
    return this.#limited
  }

  /**
   * Those of a word's `bits` that nothing else personal rules out at `now`: the profile is in their segment, and its
   * history does not hold them back. What is ruled out already, as almost everything mostly is, costs one AND.
   */
  open(word: number, bits: number, now: Instant): number {
    if (now < this.#openFrom || now >= this.#openUntil) this.#reopen(now)
    const open = this.#open as Bits
    const left = bits & (open[word] as number)
    if (left === 0) return 0
    const inside = this.segments.keep(word, left, now)
    open[word] = (open[word] as number) & (~left | inside)
    this.#openUntil = Math.min(this.#openUntil, this.segments.until)
    return inside
  }

  #reopen(now: Instant): void {
    const { engine, segments, pasts } = this
    const { bits, from, until } = new Holds(engine, pasts, this.#profile, now)
    for (let word = 0; word < bits.length; word++) bits[word] = segments.possible(word, now) & ~(bits[word] as number)
    this.#open = bits
    this.#openFrom = Math.max(from, segments.from)
    this.#openUntil = Math.min(until, segments.until)
  }

  get traits(): Profile['traits'] {
    return this.#profile.traits
  }

  get segments(): SegmentAnswers {
    this.#segments ??= new SegmentAnswers(this.engine, this)
    return this.#segments
  }

  get pasts(): Pasts {
    this.#pasts ??= new Pasts(this.engine, this.#profile.interactions)
    return this.#pasts
  }

  /** When each group of the engine has room if nothing else shows (L9). */
  get roomAts(): readonly Instant[] {
    if (this.#roomAts === null) {
      const { engine, pasts } = this
      const profile = this.#profile
      const filled = this.#filledAts ?? engine.groups.map((group) => filledAt(group, profile.interactions, pasts))
      this.#filledAts = filled
      this.#roomAts = engine.groups.map((group, k) =>
        roomAt(group, filled[k] as Instant, profile, zoneOf(engine, group, profile)),
      )
    }
    return this.#roomAts
  }

  roomAt(group: CompiledGroup): Instant {
    return this.roomAts[group.index] as Instant
  }

  /** The pending deliveries in their order (E1). */
  get pending(): readonly Candidate[] {
    const { deliveryIds, deliveries } = this.#profile
    if (deliveryIds.length === 0) return nobody
    if (deliveries !== this.#deliveries || deliveryIds !== this.#deliveryIds) {
      this.#deliveries = deliveries
      this.#deliveryIds = deliveryIds
      const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]))
      const pending = deliveryIds.flatMap((id) => byId.get(id) ?? [])
      this.#pending = pending.map((delivery) => ({ experience: this.#experienceOf(delivery), delivery }))
    }
    return this.#pending
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
    const source = experience({ id, kind, removed: true })
    return experiences[indexOf.get(id) ?? -1] ?? { index: -1, source, matches: () => false, segment: -1, groups: [] }
  }
}

const nobody: readonly Candidate[] = []

const dated = (name: 'completed' | 'exited', at: Instant | null): Partial<HistoryFacts> =>
  at === null ? {} : { [name]: formatInstant(at) }
