import type { Engine } from '../engine/index.js'
import { apply } from '../history/index.js'
import type { Decision, Instant, Page, Profile } from '../model/index.js'
import { checksOf } from './attempt.js'
import { nextAfter } from './check.js'
import { ask, loaded, momentOf } from './decide.js'
import { Subject } from './subject.js'
import { candidatesOf } from './verdicts.js'

/**
 * Until when an answer holds if nothing happens: the least instant after now at which any check of any candidate may
 * turn, whether or not that changes the winner (E9).
 *
 * @returns `null` where nothing ever turns by itself
 */
export function validUntil(engine: Engine, profile: Profile, page: Page, now: Instant): Instant | null {
  const subject = new Subject(engine, profile)
  return loaded(subject, page, now, (moment) => {
    const { profile: asked } = subject
    if (page.peek) return nextTurn(subject, page, now)
    subject.profile = rearmed(asked, ask(subject, moment))
    const next = nextTurn(subject, page, now)
    subject.profile = asked
    return next
  })
}

/** The same profile, but for what waits on the page once the decision is acted upon (E7, E9). */
export const rearmed = (profile: Profile, { events }: Decision): Profile => ({
  ...profile,
  armed: events.reduce(apply, profile).armed,
})

/** The least instant after `now` at which any check of any candidate may turn, as things stand. */
export function nextTurn(subject: Subject, { href }: Page, now: Instant): Instant | null {
  subject.refresh()
  const moment = momentOf({ href }, now)
  const turns = candidatesOf(subject, moment).flatMap((candidate) =>
    checksOf(candidate).flatMap((check) => check.turns?.(candidate, subject, moment) ?? []),
  )
  return nextAfter(now, turns)
}
