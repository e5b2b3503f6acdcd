import type { Engine } from '../engine/index.js'
import { apply } from '../history/index.js'
import type { Decision, Instant, Page, Profile } from '../model/index.js'
import { never } from '../model/index.js'
import { checksOf } from './attempt.js'
import { ask, momentOf } from './decide.js'
import { candidatesOf } from './explain.js'
import { Subject } from './subject.js'

/**
 * Until when an answer holds if nothing happens: the least instant after now at which any check of any candidate may
 * turn, whether or not that changes the winner (E9).
 *
 * @returns `null` where nothing ever turns by itself
 */
export function validUntil(engine: Engine, profile: Profile, page: Page, now: Instant): Instant | null {
  if (page.peek) return nextTurn(new Subject(engine, profile), page, now)
  const asked = page.trigger ? profile : apply(profile, { type: 'page', at: now, href: page.href })
  const decision = ask(new Subject(engine, asked), momentOf(page, now))
  return nextTurn(new Subject(engine, { ...asked, armed: armedAfter(decision, asked) }), page, now)
}

/** Whose timers run on once the decision is acted upon: a show disarms (E7). */
export function armedAfter({ outcome, armed }: Decision, profile: Profile): readonly string[] {
  if (outcome !== 'none') return []
  return armed.length > 0 ? armed : profile.armed
}

/** The least instant after `now` at which any check of any candidate may turn, as things stand. */
export function nextTurn(subject: Subject, { href }: Page, now: Instant): Instant | null {
  subject.refresh()
  const moment = momentOf({ href }, now)
  const turns = candidatesOf(subject, moment).flatMap((candidate) =>
    checksOf(candidate).map((check) => check.turnsAt?.(candidate, subject, moment) ?? never),
  )
  const next = turns.reduce((least, at) => Math.min(least, at), never)
  return next === never ? null : next
}
