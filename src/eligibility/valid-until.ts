import type { Engine } from '../engine/index.js'
import { apply } from '../history/index.js'
import type { Instant, Page, Profile } from '../model/index.js'
import { never } from '../model/index.js'
import { checksOf } from './attempt.js'
import { candidatesOf } from './explain.js'
import { ask, momentOf } from './decide.js'
import { Subject } from './subject.js'

/**
 * Until when an answer holds if nothing happens: the least instant after now at which any check of any candidate may
 * turn, whether or not that changes the winner (E9).
 *
 * @returns `null` where nothing ever turns by itself
 */
export function validUntil(engine: Engine, profile: Profile, page: Page, now: Instant): Instant | null {
  if (page.peek || page.trigger) return nextTurn(new Subject(engine, profile), page, now)
  const subject = new Subject(engine, apply(profile, { type: 'page', at: now, href: page.href }))
  const { armed } = ask(subject, momentOf(page, now)) // their timers count too
  return nextTurn(new Subject(engine, { ...subject.profile, armed }), page, now)
}

/** The least instant after `now` at which any check of any candidate may turn, as things stand. */
export function nextTurn(subject: Subject, { href }: Page, now: Instant): Instant | null {
  const moment = momentOf({ href }, now)
  const turns = candidatesOf(subject, moment).flatMap((candidate) =>
    checksOf(candidate).map((check) => check.turnsAt?.(candidate, subject, moment) ?? never),
  )
  const next = turns.reduce((least, at) => Math.min(least, at), never)
  return next === never ? null : next
}
