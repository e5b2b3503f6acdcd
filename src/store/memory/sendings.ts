import { byCodeUnit } from '../../model/by-code-unit.js'
import type { Instant } from '../../model/index.js'
import { newestFirst } from '../order.js'
import type { Dispatch, DispatchPage, KeptSending, PutOutcome, SendingChange, SendingPage } from '../store.js'
import { Shelf } from './shelf.js'

/** Sendings and their dispatches. */
export class MemorySendings {
  readonly #sendings = new Shelf<KeptSending>(newestFirst)
  readonly #dispatches = new Shelf<Dispatch>((a, b) => byCodeUnit(a.sendingId, b.sendingId) || byCodeUnit(a.id, b.id))

  get(id: string): KeptSending | null {
    return this.#sendings.get(id) ?? null
  }

  list({ before = null, limit }: SendingPage): readonly KeptSending[] {
    return this.#sendings.first(limit, (sending) => before === null || newestFirst(before, sending) < 0)
  }

  due({ now, limit }: { readonly now: Instant; readonly limit: number }): readonly KeptSending[] {
    const due = this.#sendings.first(Number.POSITIVE_INFINITY, ({ dueAt }) => dueAt !== null && dueAt <= now)
    const earliestFirst = (a: KeptSending, b: KeptSending): number =>
      (a.dueAt as Instant) - (b.dueAt as Instant) || byCodeUnit(a.id, b.id)
    return [...due].sort(earliestFirst).slice(0, limit)
  }

  commit({ expected, sending, dispatches = [] }: SendingChange): PutOutcome {
    if ((this.get(sending.id)?.version ?? 0) !== expected) return { outcome: 'conflict' }
    const version = expected + 1
    this.#sendings.set(sending.id, { ...sending, version })
    for (const dispatch of dispatches) this.#dispatches.set(keyOf(dispatch), dispatch)
    return { outcome: 'committed', version }
  }

  dispatches({ sendingId, after = null, limit }: DispatchPage): readonly Dispatch[] {
    return this.#dispatches.first(limit, (one) => one.sendingId === sendingId && (after === null || one.id > after))
  }

  dispatchesOf(profileId: string): readonly Dispatch[] {
    return this.#dispatches.first(Number.POSITIVE_INFINITY, (one) => one.profileId === profileId)
  }

  /** @returns whether there were any */
  eraseDispatchesOf(profileId: string): boolean {
    const own = this.dispatchesOf(profileId)
    for (const dispatch of own) this.#dispatches.delete(keyOf(dispatch))
    return own.length > 0
  }
}

const keyOf = ({ sendingId, id }: Dispatch): string => JSON.stringify([sendingId, id])
