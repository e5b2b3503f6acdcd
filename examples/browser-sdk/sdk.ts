/**
 * An SDK for pages that are open in several tabs, on several devices, and now and then without a network.
 *
 * A page load is decided here, by the core, on the profile in the browser's storage: almost always nothing shows, and
 * nobody is asked. Only where something would show or wait for a trigger the server is asked, and its answer counts, for
 * it knows what has shown elsewhere. Without a network the decision made here counts, and is reported later.
 *
 * Tabs of one browser take turns (Web Locks). Where a browser has none, it is the server's answer that keeps two tabs
 * from showing the same thing, so without a network nothing shows there.
 */
import {
  apply,
  type Catalog,
  catalog,
  compile,
  type Decision,
  dayMs,
  type Profile,
  profile,
  type StepEvent,
  step,
  type Trigger,
} from 'oncue'
import { validUntil } from 'oncue/explain'

/** What the SDK needs of its surroundings: in a page the browser's own. */
export interface Surroundings {
  readonly profileId: string
  /** `POST` of a JSON body, or `GET` where there is none, to the server of the account. Rejects where it is not reached. */
  readonly ask: (path: string, body?: unknown) => Promise<unknown>
  readonly isOnline: () => boolean
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  /** Lets one tab at a time do something; `null` in a browser that cannot. */
  readonly inTurn: ((name: string, work: () => Promise<void>) => Promise<void>) | null
  /** The device's clock, which may be wrong: the server's counts. */
  readonly clock: () => number
  /** The device's timers. */
  readonly wait: (ms: number, then: () => void) => void
  readonly newId: () => string
  readonly show: (shown: Shown) => void
  readonly leaveFor: (href: string) => void
}

export interface Shown {
  readonly experienceId: string
  readonly interactionId: string
  readonly options: unknown
}

export interface Sdk {
  identify(traits: Readonly<Record<string, unknown>>): Promise<void>
  /** To be called on every page load, also where a single-page application changes the page. */
  page(href: string): Promise<void>
  trigger(on: Trigger['on'], what?: { readonly element?: string; readonly name?: string }): Promise<void>
  /** What became of what was shown. */
  ended(experienceId: string, state: 'completed' | 'exited'): Promise<void>
  /** Reports what happened without a network. To be called when there is one again. */
  catchUp(): Promise<void>
}

/** What the server knows of a person, and the catalog by which it decides. */
export interface SdkState {
  /** The server's clock. */
  readonly at: number
  readonly catalog: Catalog
  readonly profile: Profile
}

/** What is kept in the browser's storage. */
interface Kept {
  readonly catalog: Catalog
  readonly profile: Profile
  /** Added to the device's clock it is the server's. */
  readonly skewMs: number
  /** When catalog and profile came from the server, by its clock; 0 where they are to be fetched anew. */
  readonly fetchedAt: number
  /** The latest instant at which something happened: time does not go back, whatever is done to the device's clock. */
  readonly latest: number
  /** What the server has not heard yet, in its order. */
  readonly outbox: readonly Report[]
}

/** A call of the API. Its event id makes it safe to send it again. */
interface Report {
  readonly path: string
  readonly body: { readonly event_id: string; readonly [name: string]: unknown }
}

/** What the server says of a page load or a trigger. */
interface Answer {
  readonly outcome: Decision['outcome']
  readonly experience_id?: string
  readonly interaction_id?: string
  readonly options?: unknown
  readonly start_url?: string
}

/** Catalog and profile are fetched anew when they are older. */
const freshMs = 5 * 60_000

export function createSdk(surroundings: Surroundings): Sdk {
  const { profileId, ask, isOnline, storage, inTurn, clock, wait, newId, show, leaveFor } = surroundings
  const key = `oncue:${profileId}`
  /** What this page has asked the server, and acted upon. */
  const acted = new Set<string>()
  let opened: Report | null = null
  let pages = 0

  const turn = (work: (kept: Kept) => Promise<void>): Promise<void> => {
    const now = async (): Promise<void> => work(await current())
    return inTurn === null ? now() : inTurn(key, now)
  }

  const report = (path: string, about: Readonly<Record<string, unknown>>): Report => ({
    path,
    body: { profile_id: profileId, event_id: newId(), ...about },
  })

  const write = (kept: Kept): Kept => {
    storage.setItem(key, JSON.stringify(kept))
    return kept
  }

  const nowBy = ({ skewMs, latest }: Kept): number => Math.max(clock() + skewMs, latest)

  /** What is kept, after what was not reported yet, and as fresh as it is to be had. */
  async function current(): Promise<Kept> {
    const stored = storage.getItem(key)
    const kept: Kept = stored === null ? nothingYet(profileId) : JSON.parse(stored)
    if (!isOnline()) return kept
    const outbox = await send(kept.outbox)
    if (outbox.length > 0) return write({ ...kept, outbox })
    const isFresh = kept.outbox.length === 0 && kept.fetchedAt > 0 && nowBy(kept) - kept.fetchedAt < freshMs
    return isFresh ? kept : fetchState({ ...kept, outbox })
  }

  /** @returns what the server was not reached with */
  async function send(outbox: Kept['outbox']): Promise<Kept['outbox']> {
    for (const [k, { path, body }] of outbox.entries()) {
      try {
        await ask(path, body)
      } catch {
        return outbox.slice(k)
      }
    }
    return []
  }

  async function fetchState(kept: Kept): Promise<Kept> {
    try {
      const asked = clock()
      const state = (await ask(`/sdk/state?profile_id=${encodeURIComponent(profileId)}`)) as SdkState
      // The server looked at its clock somewhere in between.
      const skewMs = state.at - Math.round((asked + clock()) / 2)
      return write({ ...state, skewMs, fetchedAt: state.at, latest: state.at, outbox: kept.outbox })
    } catch {
      return write({ ...kept, fetchedAt: 0 })
    }
  }

  /** A page load or a trigger. It is decided here; what it comes to, if anything, is the server's to say. */
  async function happen(kept: Kept, event: StepEvent, claims: readonly Report[]): Promise<void> {
    const { profile: next, decision } = step(compile(kept.catalog), kept.profile, event)
    const latest = event.at
    if (decision === null || (decision.outcome === 'none' && decision.armed.length === 0)) {
      write({ ...kept, profile: next, latest })
    } else if (isOnline()) {
      // Until the server has answered nobody knows what has shown: if it is not heard, it is asked next time.
      const asked = write({ ...kept, profile: apply(kept.profile, event), latest, fetchedAt: 0 })
      if (await claim(claims)) await fetchState(asked)
    } else if (decision.outcome !== 'show') {
      write({ ...kept, profile: next, latest })
      if (decision.outcome === 'redirect') leaveFor(decision.href)
    } else if (inTurn !== null) {
      const isDelivered = decision.via === 'delivery'
      const started = report('/v3/interactions', {
        experience_id: decision.experienceId,
        state: 'started',
        at: new Date(latest).toISOString(),
        group_kind: decision.via,
        group_id: isDelivered ? decision.deliveryId : null,
      })
      // Kept before it shows: twice is worse than never.
      write({ ...kept, profile: next, latest, outbox: [...kept.outbox, started] })
      const { experienceId, interactionId } = decision
      show({ experienceId, interactionId, options: isDelivered ? decision.options : null })
    }
  }

  /** @returns whether the server has answered */
  async function claim(claims: readonly Report[]): Promise<boolean> {
    for (const { path, body } of claims) {
      const answer = (await ask(path, body)
        .catch(() => ask(path, body)) // it may have been heard: the same event has the same answer
        .catch(() => null)) as Answer | null
      if (answer === null) return false
      if (acted.has(body.event_id)) continue
      acted.add(body.event_id)
      if (act(answer)) return true
    }
    return true
  }

  function act({ outcome, experience_id, interaction_id, options = null, start_url }: Answer): boolean {
    if (outcome === 'redirect' && start_url !== undefined) leaveFor(start_url)
    if (outcome === 'show' && experience_id !== undefined && interaction_id !== undefined) {
      show({ experienceId: experience_id, interactionId: interaction_id, options })
    }
    return outcome !== 'none'
  }

  /** What happened is kept, and reported now or later. */
  async function tell(kept: Kept, event: StepEvent, said: Report): Promise<void> {
    const { profile: next } = step(compile(kept.catalog), kept.profile, event)
    write({ ...kept, profile: next, latest: event.at, outbox: [...kept.outbox, said] })
    await current()
  }

  /** Timers: while something on this page waits, wakes up when time itself may turn the answer. */
  function wakeUp(page: number): void {
    const stored = storage.getItem(key)
    if (stored === null) return
    const kept: Kept = JSON.parse(stored)
    const now = nowBy(kept)
    if (kept.profile.armed.length === 0) return
    const until = validUntil(compile(kept.catalog), kept.profile, { href: '', peek: true }, now)
    if (until === null) return
    wait(Math.min(Math.max(until - now, 0), dayMs), () => {
      if (page === pages) void sdk.trigger('time_on_page').then(() => wakeUp(page))
    })
  }

  const sdk: Sdk = {
    identify: (traits) =>
      turn((kept) => tell(kept, { type: 'identify', at: nowBy(kept), traits }, report('/v3/identify', { traits }))),

    page: async (href) => {
      pages += 1
      const page = pages
      await turn((kept) => {
        opened = report('/v3/page', { href })
        return happen(kept, { type: 'page', at: nowBy(kept), href }, [opened])
      })
      wakeUp(page)
    },

    trigger: (on, { element = null, name = null }: { element?: string | null; name?: string | null } = {}) =>
      turn((kept) => {
        const page = opened === null ? [] : [opened] // comes first: the server may not have heard of it
        const triggered = report('/v3/trigger', { on, element, name })
        return happen(kept, { type: 'trigger', at: nowBy(kept), on, element, name }, [...page, triggered])
      }),

    ended: (experienceId, state) =>
      turn((kept) => {
        const at = nowBy(kept)
        const about = { experience_id: experienceId, state, at: new Date(at).toISOString() }
        return tell(kept, { type: 'interaction', at, experienceId, state }, report('/v3/interactions', about))
      }),

    catchUp: () => turn(async () => {}),
  }
  return sdk
}

/** Before the first word of the server: there is nothing that could show. */
const nothingYet = (profileId: string): Kept => ({
  catalog: catalog({}),
  profile: profile(profileId),
  skewMs: 0,
  fetchedAt: 0,
  latest: 0,
  outbox: [],
})
