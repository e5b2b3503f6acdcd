import type { CompiledExperience, CompiledSegment } from '../engine/index.js'
import { lowestBit } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { never } from '../model/index.js'
import { insideSet, isStale, type Subject, segmentTurns, setsPerWord } from './subject.js'

/**
 * Those of a word's `bits` whose segment the profile is in. A segment is asked when a question first depends on it, and
 * remembered until the facts change, or until the next instant at which a time operator turns.
 */
export function insideOf(subject: Subject, word: number, bits: number, now: Instant): number {
  const { bits: sets } = subject
  const at = setsPerWord * word
  if (isStale(subject, segmentTurns, now)) forget(subject)
  for (let unknown = bits & ~(sets[at] as number); unknown !== 0; unknown &= ~(sets[at] as number)) {
    ask(subject, (word << 5) + lowestBit(unknown), now)
  }
  return bits & (sets[at + insideSet] as number)
}

/** Whether the profile is in the segment of one experience; none is everyone's. */
export const isInside = (subject: Subject, index: number, now: Instant): boolean =>
  index < 0 || insideOf(subject, index >>> 5, 1 << (index & 31), now) !== 0

function ask(subject: Subject, index: number, now: Instant): void {
  const { engine, bits, turns } = subject
  const { segment } = engine.experiences[index] as CompiledExperience
  const { condition, members } = engine.segments[segment] as CompiledSegment
  const holds = condition.test(subject, now)
  for (let k = 0; k < members.length; k += 2) {
    const at = setsPerWord * (members[k] as number)
    const own = members[k + 1] as number
    bits[at] = (bits[at] as number) | own
    if (holds) bits[at + insideSet] = (bits[at + insideSet] as number) | own
  }
  if (condition.usesTime) {
    turns[segmentTurns] = Math.max(turns[segmentTurns] as Instant, now)
    turns[segmentTurns + 1] = Math.min(turns[segmentTurns + 1] as Instant, condition.turnsAt(subject, now))
  }
}

function forget({ engine: { everyone }, bits, turns }: Subject): void {
  for (let word = 0; word < everyone.length; word++) {
    bits[setsPerWord * word] = everyone[word] as number
    bits[setsPerWord * word + insideSet] = everyone[word] as number
  }
  turns[segmentTurns] = -never
  turns[segmentTurns + 1] = never
}
