import { quote } from '../../authoring/quote.js'
import type { Outcome } from '../../deliveries/index.js'
import { apply } from '../../history/index.js'
import { type Delivery, type Instant, minuteMs } from '../../model/index.js'
import {
  type Advanced,
  advance,
  type Dispatch,
  deliverDispatch,
  gatherRecipients,
  type Sending,
} from '../../sendings/index.js'
import { type ServeInTurn, serveInTurn, type TurnOptions } from '../../store/serve-in-turn.js'
import type { Dispatch as KeptDispatch, KeptSending, Store } from '../../store/store.js'
import type { Recorded } from '../recorded.js'
import { sceneOf } from '../scene.js'
import { type Worlds, worldsOf } from '../worlds.js'
import { dispatchKey, dueAtRest, keepDispatch, readDispatch, readSending, writeSending } from './kept-sending.js'
import { membersOf } from './members.js'

export interface AdvanceOptions {
  readonly store: Store
  readonly now: () => Instant
  /** As the handler's. */
  readonly profiles?: TurnOptions
  /**
   * Sends one dispatch by SMS, email or push. Where it is not given, such dispatches are only listed, for somebody else
   * to send. It is called at most once for each; what it throws is told to `onError`, and the others go on.
   */
  readonly transmit?: (dispatch: Dispatch) => Promise<void>
  readonly onError?: (error: unknown) => void
  /** Is told of each delivery that was made, once it is kept. */
  readonly onDecision?: (entry: Recorded) => void
  /** How many sendings are taken on at most; 10 where it is not said. */
  readonly limit?: number
  /** How many dispatches are handed out at once; 100 where it is not said. */
  readonly batch?: number
}

/** How far sendings came. */
export interface AdvancedSendings {
  readonly sendings: number
  readonly dispatches: number
}

/** Whoever takes a sending on has this long for one step: behind it another server may, and does it again. */
const leaseMs = minuteMs

/**
 * Brings every sending that is due to the present (N3, N6), to be called now and again: gathers recipients, makes the
 * deliveries of the channel `experience`, hands the others to `transmit`, and keeps what became of it.
 *
 * Any number of servers may do it at once: each step is claimed in the store before it is done. One that ends in the
 * middle is followed up after a minute: deliveries are made again, which makes none twice (D5); what may have gone out
 * otherwise is not sent again (N6).
 *
 * @example
 * ```ts
 * import { advanceSendings } from 'oncue/http'
 * import { memoryStore } from 'oncue/store'
 *
 * const advanced = await advanceSendings({ store: memoryStore(), now: () => Date.UTC(2029, 1, 3) })
 * advanced.sendings // 0
 * ```
 *
 * @throws StoreUnavailable, between two steps
 */
export async function advanceSendings(options: AdvanceOptions): Promise<AdvancedSendings> {
  const { store, now, limit = 10, profiles = {} } = options
  const runner = new Runner(options, worldsOf(store), serveInTurn(store, profiles))
  const due = await store.dueSendings({ now: now(), limit })
  for (const kept of due) await runner.run(kept)
  return { sendings: due.length, dispatches: runner.dispatches }
}

class Runner {
  readonly #options: AdvanceOptions
  readonly #worlds: Worlds
  readonly #serve: ServeInTurn
  readonly #most: number
  dispatches = 0

  constructor(options: AdvanceOptions, worlds: Worlds, serve: ServeInTurn) {
    this.#options = options
    this.#worlds = worlds
    this.#serve = serve
    this.#most = options.batch ?? 100
  }

  /** Step by step, until there is nothing to do now, or somebody else is at it. */
  async run(kept: KeptSending): Promise<void> {
    const { now } = this.#options
    const sending = readSending(kept)
    let version = kept.version
    let made: readonly KeptDispatch[] = []
    let state = await this.#begin(sending)
    for (;;) {
      const committed = await this.#options.store.commitSending({
        expected: version,
        sending: writeSending(state.sending, this.#dueAt(state)),
        dispatches: made,
      })
      if (committed.outcome === 'conflict') return
      version = committed.version
      made = []
      if (state.needsRecipients) {
        const gathered = await this.#gather(state.sending)
        state = advance(state.sending, now(), { gathered, most: this.#most })
        // Too late: it has failed, and nobody is written to.
        if (state.sending.dispatches.length > 0) made = gathered.dispatches.map(keepDispatch)
      } else if (state.dispatches.length > 0) {
        const { handedOut } = state.sending
        await this.#send(state.sending, handedOut - state.dispatches.length, 'first')
        state = advance(state.sending, now(), { transmitted: handedOut, most: this.#most })
      } else return
    }
  }

  /** Whatever somebody else claimed and did not finish is finished first. */
  async #begin(sending: Sending): Promise<Advanced> {
    const { now } = this.#options
    const { status, handedOut, transmitted } = sending
    const isLeft = status === 'transmitting' && handedOut > transmitted && now() < (sending.failAt ?? 0)
    if (!isLeft) return advance(sending, now(), { most: this.#most })
    await this.#send(sending, transmitted, 'again')
    return advance(sending, now(), { transmitted: handedOut, most: this.#most })
  }

  #dueAt({ sending, dispatches, needsRecipients, nextAt }: Advanced): Instant | null {
    if (!needsRecipients && dispatches.length === 0) return nextAt ?? dueAtRest(sending)
    return Math.min(this.#options.now() + leaseMs, sending.failAt ?? Number.POSITIVE_INFINITY)
  }

  async #gather(sending: Sending) {
    const { engine } = await this.#worlds.latest()
    return gatherRecipients(engine, sending, membersOf(sending, this.#options.store))
  }

  /** Those handed out from a place on; those of people who were erased since are gone. */
  async #send(sending: Sending, from: number, time: 'first' | 'again'): Promise<void> {
    const { store } = this.#options
    const after = from === 0 ? null : dispatchKey(from - 1)
    const rows = await store.dispatches({ sendingId: sending.id, after, limit: sending.handedOut - from })
    const until = dispatchKey(sending.handedOut)
    for (const dispatch of rows.filter(({ id }) => id < until).map(readDispatch)) {
      this.dispatches += 1
      if (dispatch.channel === 'experience') await this.#deliver(sending, dispatch)
      else if (time === 'first') await this.#transmit(dispatch)
    }
  }

  async #transmit(dispatch: Dispatch): Promise<void> {
    const { transmit, onError } = this.#options
    try {
      await transmit?.(dispatch)
    } catch (error) {
      onError?.(error) // whether it was thrown at once or later
    }
  }

  /** N7: one that is refused does not stop the others. */
  async #deliver(sending: Sending, dispatch: Dispatch): Promise<void> {
    const { now, onDecision, onError } = this.#options
    const [profileId, at] = [dispatch.to, now()]
    let outcome: Outcome | null = null
    const served = await this.#serve({ profileId, eventId: null, at }, async (loaded) => {
      const { profile, version, catalogVersion } = loaded
      const { engine } = await this.#worlds.at(catalogVersion)
      outcome = deliverDispatch(sceneOf(engine, version === 0 ? null : profile), sending, dispatch, { now: at })
      const { event = null } = 'body' in outcome ? {} : outcome
      return { answer: null, change: event === null ? null : { events: [event], profile: apply(profile, event) } }
    })
    if (served.outcome === 'busy') onError?.(new Error(`profile ${quote(profileId)} takes no delivery now`))
    const made = outcome as Outcome | null
    if (served.outcome !== 'committed' || made === null || 'body' in made || made.event === null) return
    const call = callOf(sending, made.delivery)
    onDecision?.({ at, profileId, eventId: null, events: [made.event], decision: null, call })
  }
}

/** The creation as a line of a trace. */
function callOf({ message }: Sending, { id, idempotencyKey, options }: Delivery): NonNullable<Recorded['call']> {
  const channel = message.channels.find(({ type }) => type === 'experience')
  const params = channel?.type === 'experience' ? channel.delivery : {}
  return { ...params, type: 'deliver', id, idempotency_key: idempotencyKey, options }
}
