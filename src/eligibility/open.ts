import type { Bits, CompiledExperience } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { never } from '../model/index.js'
import { historyFreeAt } from './history.js'
import { insideOf } from './segments.js'
import { isStale, limitTurns, openSet, openTurns, type Subject, segmentTurns, setsPerWord } from './subject.js'

/** Makes ready what history leaves open at `now`, before `openOf`. */
export function openAt(subject: Subject, now: Instant): void {
  if (isStale(subject, openTurns, now)) reopen(subject, now)
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
  const { engine, bits, turns, pasts, profile } = subject
  let from = -never
  let until = never
  for (let at = openSet; at < bits.length; at += setsPerWord) bits[at] = -1
  for (const past of pasts.all) {
    const freeAt = historyFreeAt(engine.experiences[past.index] as CompiledExperience, past, profile)
    if (freeAt > now) {
      const at = setsPerWord * (past.index >>> 5) + openSet
      bits[at] = (bits[at] as number) & ~(1 << (past.index & 31))
      until = Math.min(until, freeAt)
    } else {
      from = Math.max(from, freeAt)
    }
  }
  turns[openTurns] = from
  turns[openTurns + 1] = until
}

/** What full groups hold back at `now` (L1). */
export function limitedAt(subject: Subject, now: Instant): Bits {
  if (isStale(subject, limitTurns, now)) relimit(subject, now)
  return subject.limited
}

function relimit(subject: Subject, now: Instant): void {
  const { engine, turns } = subject
  let full = ''
  let from = -never
  let until = never
  for (const group of engine.groups) {
    const at = subject.roomAt(group)
    if (now < at) {
      full += String.fromCharCode(group.index)
      if (at < until) until = at
    } else if (at > from) {
      from = at
    }
  }
  subject.limited = engine.unions(full)
  turns[limitTurns] = from
  turns[limitTurns + 1] = until
}
