import { Subject } from '../eligibility/subject.js'
import type { Engine } from '../engine/index.js'
import type { Profile } from '../model/index.js'
import { Addressing } from './addressing.js'
import type { Dispatch, Sending } from './sending.js'

/** The recipients that a sending turned out to have: what `advance` takes. */
export interface Gathered {
  readonly sendingId: string
  readonly dispatches: readonly Dispatch[]
  /** Members that it is for, and how many of them none of its channels reaches. */
  readonly members: number
  readonly unreachable: number
}

/**
 * Finds whom a sending goes to, among profiles that come as a stream (N4): one dispatch for each member, and one for
 * everybody else who is named. Memory is that of the dispatches; time grows with the profiles.
 *
 * @param engine the catalog as it stands
 * @param sending one that is `preparing`: time operators are asked at the instant at which it began to be
 * @param profiles everyone who may be meant, in any order; one that comes twice counts once. Without an audience those
 *   whom `membersNamed` names are enough
 */
export async function gatherRecipients(
  engine: Engine,
  sending: Sending,
  profiles: AsyncIterable<Profile>,
): Promise<Gathered> {
  const gathering = new Gathering(engine, sending)
  for await (const profile of profiles) gathering.take(profile)
  return gathering.end()
}

/** The same of profiles that are at hand. */
export function gatherRecipientsNow(engine: Engine, sending: Sending, profiles: Iterable<Profile>): Gathered {
  const gathering = new Gathering(engine, sending)
  for (const profile of profiles) gathering.take(profile)
  return gathering.end()
}

/** The ids of the members whom a sending names one by one, each once. */
export const membersNamed = ({ recipients }: Sending): readonly string[] => [
  ...new Set(recipients.flatMap(({ memberId }) => memberId ?? [])),
]

class Gathering {
  readonly #engine: Engine
  readonly #addressing: Addressing
  readonly #sendingId: string
  readonly #dispatches: Dispatch[] = []
  readonly #met = new Set<string>()
  #members = 0

  constructor(engine: Engine, sending: Sending) {
    this.#engine = engine
    this.#addressing = new Addressing(engine, sending)
    this.#sendingId = sending.id
  }

  take(profile: Profile): void {
    if (this.#met.has(profile.id)) return
    this.#met.add(profile.id)
    const found = this.#addressing.member(new Subject(this.#engine, profile))
    if (found === null) return
    this.#members += 1
    if (found !== 'unreachable') this.#dispatches.push(found)
  }

  end(): Gathered {
    const unreachable = this.#members - this.#dispatches.length
    for (const dispatch of this.#addressing.others) this.#dispatches.push(dispatch)
    return { sendingId: this.#sendingId, dispatches: this.#dispatches, members: this.#members, unreachable }
  }
}
