/**
 * oncue in a browser, in one file and with the core and its sessions: no dependency, nothing of Node.
 *
 * The server sends the catalog as JSON (`JSON.stringify(catalog)`: it is plain data). The profile lives in the browser's
 * storage; whatever is decided is recorded there, so that the next page goes on from it.
 */
import { type Catalog, compile, type Decision, dayMs, type Profile, profile, type Trigger } from 'oncue'
import { type Session, session } from 'oncue/session'

/** What the SDK needs of its surroundings: in a page `localStorage`, `Date.now`, `setTimeout` and something that draws. */
export interface Surroundings {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  readonly now: () => number
  readonly wait: (ms: number, then: () => void) => void
  readonly show: (experienceId: string, options: unknown) => void
  readonly leaveFor: (href: string) => void
}

export interface Sdk {
  identify(traits: Readonly<Record<string, unknown>>): void
  /** To be called on every page load, also where a single-page application changes the page. */
  page(href: string): void
  trigger(
    on: Exclude<Trigger['on'], 'time_on_page'>,
    what?: { readonly element?: string; readonly name?: string },
  ): void
  /** A named event: it may end a recurrence, and it is a custom trigger of its name. */
  track(event: string): void
  /** What became of what was shown. A snooze says until when, in milliseconds since the epoch. */
  ended(experienceId: string, state: 'completed' | 'exited' | 'snoozed', deferUntil?: number): void
}

export function createSdk(catalog: Catalog, profileId: string, surroundings: Surroundings): Sdk {
  const { storage, now, wait, show, leaveFor } = surroundings
  const key = `oncue:${profileId}`
  const stored = storage.getItem(key)
  const self: Session = session(
    compile(catalog),
    stored === null ? profile(profileId) : (JSON.parse(stored) as Profile),
  )
  let pages = 0

  const take = (event: Parameters<Session['step']>[0]): Decision | null => {
    const decision = self.step(event)
    storage.setItem(key, JSON.stringify(self.profile))
    if (decision?.outcome === 'show') show(decision.experienceId, decision.via === 'delivery' ? decision.options : null)
    if (decision?.outcome === 'redirect') leaveFor(decision.href)
    return decision
  }

  /** Timers: while something on this page waits, wakes up when time itself may turn the answer. */
  const wakeUp = (page: number): void => {
    const until = self.validUntil(now())
    if (until === null || self.profile.armed.length === 0) return
    // A browser's timers overflow after 24.8 days.
    wait(Math.min(until - now(), dayMs), () => {
      if (page !== pages) return
      take({ type: 'trigger', at: now(), on: 'time_on_page' })
      wakeUp(page)
    })
  }

  return {
    identify: (traits) => void take({ type: 'identify', at: now(), traits }),
    page(href) {
      pages += 1
      take({ type: 'page', at: now(), href })
      wakeUp(pages)
    },
    trigger: (on, { element = null, name = null } = {}) => void take({ type: 'trigger', at: now(), on, element, name }),
    track: (event) => void take({ type: 'track', at: now(), event }),
    ended(experienceId, state, deferUntil = 0) {
      take({ type: 'interaction', at: now(), experienceId, state, ...(state === 'snoozed' ? { deferUntil } : {}) })
    },
  }
}
