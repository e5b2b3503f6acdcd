import type { Bits, CompiledExperience } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { never } from '../model/index.js'
import { historyFreeAt } from './history.js'
import type { Past } from './past.js'
import { insideOf } from './segments.js'
import { isStale, limitTurns, openSet, openTurns, type Subject, segmentTurns, setsPerWord } from './subject.js'

/** Makes ready what history leaves open at `now`, before `openOf`. */
export function openAt(subject: Subject, now: Instant): void {
  if (isStale(subject, openTurns, now)) reopen(subject, now)
  else if (subject.opened < subject.pasts.indices.length) openLatest(subject, now)
}

/**
 * Those of a word's `bits` that are open at `now`: the profile is in their segment, and its history does not hold them
 * back (H4, H5). What is ruled out already, as almost everything mostly is, costs one AND; a segment is asked only
 * where history leaves the experience free. `openAt` comes first.
 */
export function openOf(subject: Subject, word: number, bits: number, now: Instant): number {
  const { bits: sets, turns } = subject
  const at = setsPerWord * word + openSet
  const left = bits & (sets[at] as number)
  if (left === 0) return 0
  const inside = insideOf(subject, word, left, now)
  sets[at] = (sets[at] as number) & (~left | inside)
  // What has just been asked stands no longer than its segment's answer does.
  turns[openTurns] = Math.max(turns[openTurns] as Instant, turns[segmentTurns] as Instant)
  turns[openTurns + 1] = Math.min(turns[openTurns + 1] as Instant, turns[segmentTurns + 1] as Instant)
  return inside
}

/** Everything is open but what history holds back; what a segment rules out is found as it is asked. */
function reopen(subject: Subject, now: Instant): void {
  const { bits, turns, pasts } = subject
  for (let at = openSet; at < bits.length; at += setsPerWord) bits[at] = -1
  turns[openTurns] = -never
  turns[openTurns + 1] = never
  for (const past of pasts.all) openOne(subject, past, now)
  subject.opened = pasts.indices.length
}

/** The same where interactions were only added: just their experiences are looked at. */
function openLatest(subject: Subject, now: Instant): void {
  const { pasts } = subject
  for (; subject.opened < pasts.indices.length; subject.opened++) {
    const past = pasts.of(pasts.indices[subject.opened] as number)
    if (past !== undefined) openOne(subject, past, now)
  }
}

function openOne({ engine, bits, turns, profile }: Subject, past: Past, now: Instant): void {
  const freeAt = historyFreeAt(engine.experiences[past.index] as CompiledExperience, past, profile)
  const at = setsPerWord * (past.index >>> 5) + openSet
  const bit = 1 << (past.index & 31)
  if (freeAt > now) {
    bits[at] = (bits[at] as number) & ~bit
    if (freeAt < (turns[openTurns + 1] as Instant)) turns[openTurns + 1] = freeAt
  } else {
    bits[at] = (bits[at] as number) | bit
    if (freeAt > (turns[openTurns] as Instant)) turns[openTurns] = freeAt
  }
}

/** What full groups hold back at `now` (L1). */
export function limitedAt(subject: Subject, now: Instant): Bits {
  if (isStale(subject, limitTurns, now)) relimit(subject, now)
  return subject.limited
}

function relimit(subject: Subject, now: Instant): void {
  const { engine, turns } = subject
  let union = engine.unions.none
  let from = -never
  let until = never
  for (const group of engine.groups) {
    const at = subject.roomAt(group)
    if (now < at) {
      union = engine.unions.widen(union, group)
      if (at < until) until = at
    } else if (at > from) {
      from = at
    }
  }
  subject.limited = union.bits
  turns[limitTurns] = from
  turns[limitTurns + 1] = until
}
