import type { ChannelType } from '../../sendings/index.js'
import type { Addressed, Dispatched, SendingObserver } from '../sendings/take-due.js'
import { Counter, entryOf, sortedPairs } from './counter.js'
import { type Counts, counts, type Keyed, type Monoid, record, sum } from './monoid.js'

/** What a sending came to among the profiles of a part. */
export interface SendingMetrics {
  /** Members that it was for, and how many of them none of its channels reaches. */
  readonly members: number
  readonly unreachable: number
  /** By channel: dispatches to members that were made, and those that went out. */
  readonly dispatches: Counts
  readonly dispatched: Counts
  /** Deliveries that dispatches made; those that were there already; those refused, by status (N7). */
  readonly created: number
  readonly repeated: number
  readonly refused: Counts
}

export const sendingMetrics: Monoid<SendingMetrics> = record<SendingMetrics>({
  members: sum,
  unreachable: sum,
  dispatches: counts,
  dispatched: counts,
  created: sum,
  repeated: sum,
  refused: counts,
})

/** Counts what sendings do to profiles, by the sending's id. */
export class SendingTally implements SendingObserver {
  readonly #sendings = new Map<string, Counted>()

  readonly addressed = ({ sendingId, found }: Addressed): void => {
    const counted = this.#of(sendingId)
    counted.members += 1
    if (found === 'unreachable') counted.unreachable += 1
    else counted.dispatches.add(found.channel)
  }

  readonly dispatched = ({ dispatch, outcome }: Dispatched): void => {
    const counted = this.#of(dispatch.sendingId)
    counted.dispatched.add(dispatch.channel)
    if (outcome === null) return
    if ('body' in outcome) counted.refused.add(String(outcome.status))
    else if (outcome.status === 201) counted.created += 1
    else counted.repeated += 1
  }

  get pairs(): Keyed<SendingMetrics> {
    return sortedPairs(this.#sendings).map(([id, { dispatches, dispatched, refused, ...counted }]) => [
      id,
      { ...counted, dispatches: dispatches.pairs, dispatched: dispatched.pairs, refused: refused.pairs },
    ])
  }

  #of(id: string): Counted {
    return entryOf(this.#sendings, id, () => ({
      members: 0,
      unreachable: 0,
      dispatches: new Counter<ChannelType>(),
      dispatched: new Counter<ChannelType>(),
      created: 0,
      repeated: 0,
      refused: new Counter(),
    }))
  }
}

interface Counted {
  members: number
  unreachable: number
  readonly dispatches: Counter<ChannelType>
  readonly dispatched: Counter<ChannelType>
  created: number
  repeated: number
  readonly refused: Counter
}
