import { type CompiledCondition, compileCondition } from '../conditions/index.js'
import type { Subject } from '../eligibility/subject.js'
import type { Engine } from '../engine/index.js'
import type { Instant, Profile } from '../model/index.js'
import { addressOf, memberAddresses } from './addresses.js'
import { conditionOf } from './audience.js'
import { orderedChannels } from './preference.js'
import type { Addresses, ArbitraryRecipient, Channel, Dispatch, Properties, Sending } from './sending.js'

/** Who a sending is for, and how each is reached: made once, then asked about one profile after another. */
export class Addressing {
  readonly #sendingId: string
  readonly #now: Instant
  readonly #channels: readonly Channel[]
  readonly #audience: CompiledCondition | null
  /** By the member's id. */
  readonly #named: ReadonlyMap<string, Properties>
  /** Dispatches to those who are no members. */
  readonly others: readonly Dispatch[]

  /** @param sending one that has begun to be prepared: conditions on time are asked at that instant */
  constructor(engine: Engine, sending: Sending) {
    this.#sendingId = sending.id
    this.#now = sending.prepareAt ?? sending.statusAt
    this.#channels = orderedChannels(sending.message, sending.channelsPreference)
    const condition = sending.audience === null ? null : conditionOf(sending.audience, engine)
    this.#audience = condition === null ? null : compileCondition(condition, engine.condition)
    this.#named = namedMembers(sending)
    this.others = this.#others(sending)
  }

  /**
   * The dispatch to a member, if the sending is for it: named, or of the audience (N4). Who was never seen is no member.
   *
   * @returns `null` where it is for others
   */
  member(subject: Subject): Dispatch | 'unreachable' | null {
    const { profile } = subject
    if (!profile.seen) return null
    const own = this.#named.get(profile.id)
    if (own === undefined && !this.#isInAudience(subject)) return null
    return this.#dispatchTo(profile, own ?? {}) ?? 'unreachable'
  }

  #isInAudience(subject: Subject): boolean {
    if (this.#audience === null) return false
    subject.refresh()
    return this.#audience.test(subject, this.#now)
  }

  #dispatchTo(profile: Profile, own: Properties): Dispatch | null {
    const addresses = memberAddresses(profile)
    for (const { type: channel } of this.#channels) {
      const to = channel === 'experience' ? profile.id : addressOf(addresses, channel)
      if (to === null) continue
      // What an experience is filled with it finds in the profile itself.
      const properties = channel === 'experience' ? own : { ...profile.traits, ...own }
      const id = `${this.#sendingId}:${profile.id}`
      return { id, sendingId: this.#sendingId, channel, memberId: profile.id, to, properties }
    }
    return null
  }

  /** Each address once: what is given last for it holds. */
  #others({ id: sendingId, recipients }: Sending): readonly Dispatch[] {
    const dispatches = new Map<string, Dispatch>()
    for (const [index, recipient] of recipients.entries()) {
      if (recipient.memberId !== null) continue
      const reached = this.#reach(recipient)
      if (reached === null) continue
      const { channel, to } = reached
      const key = `${channel} ${to}`
      const id = dispatches.get(key)?.id ?? `${sendingId}#${index}`
      const properties = { ...dispatches.get(key)?.properties, ...recipient.properties }
      dispatches.set(key, { id, sendingId, channel, memberId: null, to, properties })
    }
    return [...dispatches.values()]
  }

  /** N5: the first channel for which there is an identifier. */
  #reach(recipient: ArbitraryRecipient): Pick<Dispatch, 'channel' | 'to'> | null {
    const addresses: Addresses = recipient
    for (const { type: channel } of this.#channels) {
      const to = addressOf(addresses, channel)
      if (to !== null) return { channel, to }
    }
    return null
  }
}

/** One dispatch per member (N4): of what is given more than once for a member, the last holds. */
function namedMembers({ recipients }: Sending): ReadonlyMap<string, Properties> {
  const named = new Map<string, Properties>()
  for (const { memberId, properties } of recipients) {
    if (memberId !== null) named.set(memberId, { ...named.get(memberId), ...properties })
  }
  return named
}
