import type { Facts, HistoryFacts } from '../conditions/index.js'
import { formatInstant } from '../conditions/index.js'
import type { Bits, Candidate, CompiledExperience, CompiledGroup, Engine } from '../engine/index.js'
import type { Delivery, Instant, Profile } from '../model/index.js'
import { experience, never } from '../model/index.js'
import { filledAt, roomAt } from './limits.js'
import { Pasts } from './past.js'

/**
 * A profile as the checks see it. What is derived from it is worked out when it is first needed, and dropped when the
 * part of the profile that it comes from has been replaced: parts are never changed in place.
 *
 * Sets and instants are kept in one array each: a replay holds very many of these, and memory is what it waits for
 * (see docs/performance.md).
 */
export class Subject implements Facts {
  readonly engine: Engine
  profile: Profile
  /** Three sets, word by word: whose segment was asked, in whose it is, and what is open (see `open.ts`). */
  readonly bits: number[]
  /** From when until when what is remembered stands, then when each group was filled, and when it has room. */
  readonly turns: Instant[]
  /** What full groups hold back, while `turns` says so. */
  limited: Bits
  /** Where it is on the ring of control groups (E8); negative while nobody has asked. */
  percent = -1
  // The parts that what is derived was derived from.
  #traits: unknown
  #interactions: unknown
  #trackedAt: unknown
  #pending: Pending | null = null
  #pasts: Pasts | null = null
  #isRoomKnown = false

  constructor(engine: Engine, profile: Profile) {
    this.engine = engine
    this.profile = profile
    this.#traits = profile.traits
    this.#interactions = profile.interactions
    this.#trackedAt = profile.trackedAt
    this.limited = engine.nobody
    const { everyone, groups } = engine
    const [bits, turns]: [number[], Instant[]] = [[], []]
    for (const word of everyone) bits.push(word, word, -1)
    for (let turn = 0; turn < groupTurns + 2 * groups.length; turn++) turns.push(-never)
    turns[segmentTurns + 1] = never
    this.bits = bits
    this.turns = turns
  }

  /** Drops what no longer follows from the profile. To be called before a question. */
  refresh(): void {
    const { traits, interactions, trackedAt } = this.profile
    if (interactions !== this.#interactions) {
      this.#interactions = interactions
      this.#pasts = this.#pasts?.grown(this.profile) ?? null
      this.#isRoomKnown = false
      this.#drop(limitTurns, openTurns, this.engine.readsHistory ? segmentTurns : openTurns)
    }
    if (traits !== this.#traits) {
      this.#traits = traits
      this.percent = -1
      this.#isRoomKnown = false // L5: the zone, too, is a trait
      this.#drop(limitTurns, openTurns, segmentTurns)
    }
    if (trackedAt !== this.#trackedAt) {
      this.#trackedAt = trackedAt
      this.#drop(openTurns)
    }
    if (this.#isRoomKnown) for (const group of this.engine.sessionGroups) this.#renew(group)
  }

  /** L5: a page load extends a session or begins one. */
  #renew(group: CompiledGroup): void {
    const at = groupTurns + 2 * group.index
    const room = roomAt(group, this.turns[at] as Instant, this.profile, this.engine)
    if (this.turns[at + 1] === room) return
    this.turns[at + 1] = room
    this.#drop(limitTurns)
  }

  #drop(...from: readonly number[]): void {
    for (const at of from) this.turns[at + 1] = -never
  }

  get traits(): Profile['traits'] {
    return this.profile.traits
  }

  get pasts(): Pasts {
    this.#pasts ??= new Pasts(this.engine, this.profile)
    return this.#pasts
  }

  /** When a group has room if nothing else shows (L9). */
  roomAt({ index }: CompiledGroup): Instant {
    if (!this.#isRoomKnown) this.#findRoom()
    return this.turns[groupTurns + 2 * index + 1] as Instant
  }

  #findRoom(): void {
    const { engine, profile, pasts, turns } = this
    for (const group of engine.groups) {
      const at = groupTurns + 2 * group.index
      turns[at] = filledAt(group, profile.interactions, pasts)
      turns[at + 1] = roomAt(group, turns[at] as Instant, profile, engine)
    }
    this.#isRoomKnown = true
  }

  /** The pending deliveries in their order (E1). */
  get pending(): readonly Candidate[] {
    const { deliveryIds, deliveries } = this.profile
    if (deliveryIds.length === 0) return nobody
    if (this.#pending?.deliveries !== deliveries || this.#pending.deliveryIds !== deliveryIds) {
      const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]))
      const pending = deliveryIds.flatMap((id) => byId.get(id) ?? [])
      const candidates = pending.map((delivery) => ({ experience: this.#experienceOf(delivery), delivery }))
      this.#pending = { deliveries, deliveryIds, candidates }
    }
    return this.#pending.candidates
  }

  /** S1: the facts `history.<experience id>`. */
  history(experienceId: string): HistoryFacts {
    const past = this.pasts.of(this.engine.indexOf.get(experienceId) ?? -1)
    if (past === undefined) return { shows: 0 }
    const { startedAt, completedAt, exitedAt, shows } = past
    return {
      started: formatInstant(startedAt),
      ...(completedAt !== null && { completed: formatInstant(completedAt) }),
      ...(exitedAt !== null && { exited: formatInstant(exitedAt) }),
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

// Where each set is among the bits of a word in `Subject.bits`, behind whose segment was asked.
export const setsPerWord = 3
export const insideSet = 1
export const openSet = 2

// Where each instant is in `Subject.turns`: from when, and behind it until when, something stands.
export const segmentTurns = 0
export const openTurns = 2
export const limitTurns = 4
const groupTurns = 6

/** Whether what was remembered does not stand at `now`. */
export const isStale = ({ turns }: Subject, from: number, now: Instant): boolean =>
  now < (turns[from] as Instant) || now >= (turns[from + 1] as Instant)

interface Pending {
  readonly deliveries: unknown
  readonly deliveryIds: unknown
  readonly candidates: readonly Candidate[]
}

const nobody: readonly Candidate[] = []
