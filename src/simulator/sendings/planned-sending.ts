import type { Engine } from '../../engine/index.js'
import type { Instant } from '../../model/index.js'
import { defaultSendingSettings, type SendingSettings } from '../../model/sending-settings.js'
import { Addressing } from '../../sendings/addressing.js'
import { advance, type Dispatch, type Sending, type Work } from '../../sendings/index.js'

/** An instant at which a sending does something to the profiles that it is for. */
export interface SendingDue {
  readonly at: Instant
  /** First it is asked whom it is for, then what it sends goes out: often at the same instant. */
  readonly stage: 'prepare' | 'dispatch'
  /** As it then stands. */
  readonly sending: Sending
  /** Of the call that made it. */
  readonly line: number
  /** Of `prepare`: whom it is for, and whether anything goes out afterwards. */
  readonly addressing: Addressing
  readonly isSent: boolean
}

interface Moment {
  readonly at: Instant
  /** Of the last call of that instant; −1 where time came before any (N1). */
  readonly line: number
  readonly sending: Sending
}

export interface PlanGround {
  readonly engineAt: (now: Instant) => Engine
  /** Whom it goes to, given the dispatches to those who are no members. */
  readonly recipientsOf: (sending: Sending, others: readonly Dispatch[]) => readonly Dispatch[]
}

/**
 * One sending on its way through time: the machine that a server runs, called at each instant that it asks for, in a
 * world in which preparing and transmitting take as long as the settings say.
 */
export class PlannedSending {
  readonly #ground: PlanGround
  readonly #line: number
  readonly #moments: Moment[] = []
  readonly #dues: Omit<SendingDue, 'isSent'>[] = []
  #addressing: Addressing | null = null

  constructor(sending: Sending, line: number, ground: PlanGround) {
    this.#ground = ground
    this.#line = line
    this.#moments.push({ at: sending.createdAt, line, sending })
  }

  get sending(): Sending {
    return this.#last.sending
  }

  get dues(): readonly SendingDue[] {
    const isSent = this.#dues.some(({ stage }) => stage === 'dispatch')
    return this.#dues.map((due) => ({ ...due, isSent }))
  }

  /** As it stood at an instant; with a line, as the call of that line left it. */
  at(now: Instant, line: number): Sending | null {
    return this.#moments.findLast((one) => one.at < now || (one.at === now && one.line <= line))?.sending ?? null
  }

  /** A call changed it. */
  put(sending: Sending, at: Instant, line: number): void {
    this.#moments.push({ at, line, sending })
  }

  /** Lets time pass up to an instant, that instant included. */
  passTo(until: Instant): void {
    for (let at = this.#nextAt(); at !== null && at <= until; at = this.#nextAt()) this.#step(at)
  }

  get #last(): Moment {
    return this.#moments.at(-1) as Moment // the first one is there from the beginning
  }

  #nextAt(): Instant | null {
    const { sending, at } = this.#last
    const { sending: now, nextAt } = advance(sending, at)
    if (now !== sending) return at
    const doneAt = this.#doneAt(sending)
    return nextAt === null || doneAt === null ? nextAt : Math.min(nextAt, doneAt)
  }

  /** When what it is at will be done. */
  #doneAt({ status, statusAt }: Sending): Instant | null {
    const { preparingMs, transmittingMs } = this.#settingsAt(statusAt)
    if (status === 'preparing') return statusAt + preparingMs
    return status === 'transmitting' ? statusAt + transmittingMs : null
  }

  #settingsAt(now: Instant): SendingSettings {
    return this.#ground.engineAt(now).catalog.settings.sendings ?? defaultSendingSettings
  }

  #step(at: Instant): void {
    const { sending: before, line, at: last } = this.#last
    const { sending, dispatches } = advance(before, at, this.#work(before, at))
    this.#moments.push({ at, line: last === at ? line : -1, sending })
    if (before.status === 'scheduled' && sending.status === 'preparing') {
      this.#addressing = new Addressing(this.#ground.engineAt(at), sending)
      this.#addDue('prepare', sending, at)
    }
    if (dispatches.length > 0) this.#addDue('dispatch', sending, at)
  }

  #work(sending: Sending, at: Instant): Work {
    const doneAt = this.#doneAt(sending)
    if (doneAt === null || at < doneAt) return {}
    if (sending.status === 'transmitting') return { transmitted: sending.handedOut }
    const dispatches = this.#ground.recipientsOf(sending, this.#addressing?.others ?? [])
    return { gathered: { sendingId: sending.id, dispatches, members: 0, unreachable: 0 } }
  }

  #addDue(stage: SendingDue['stage'], sending: Sending, at: Instant): void {
    if (this.#addressing === null) return
    this.#dues.push({ at, stage, sending, line: this.#line, addressing: this.#addressing })
  }
}
