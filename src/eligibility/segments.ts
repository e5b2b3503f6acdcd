import type { CompiledExperience, CompiledSegment } from '../engine/index.js'
import { lowestBit } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { never } from '../model/index.js'
import { isStale, type Subject, segmentTurns } from './subject.js'

/**
 * Those of a word's `bits` whose segment the profile is in. A segment is asked when a question first depends on it, and
 * remembered until the facts change, or until the next instant at which a time operator turns.
 */
export function insideOf(subject: Subject, word: number, bits: number, now: Instant): number {
  const known = subject.bits
  const words = subject.engine.everyone.length
  if (isStale(subject, segmentTurns, now)) forget(subject)
  for (let asked = bits & ~(known[word] as number); asked !== 0; asked &= ~(known[word] as number)) {
    ask(subject, (word << 5) + lowestBit(asked), now)
  }
  return bits & (known[words + word] as number)
}

/** Whether the profile is in the segment of one experience; none is everyone's. */
export const isInside = (subject: Subject, index: number, now: Instant): boolean =>
  index < 0 || insideOf(subject, index >>> 5, 1 << (index & 31), now) !== 0

function ask(subject: Subject, index: number, now: Instant): void {
  const { engine, bits, turns } = subject
  const words = engine.everyone.length
  const { segment } = engine.experiences[index] as CompiledExperience
  const { condition, members } = engine.segments[segment] as CompiledSegment
  const holds = condition.test(subject, now)
  for (let k = 0; k < members.size; k++) {
    const word = members.words[k] as number
    const own = members.bits[k] as number
    bits[word] = (bits[word] as number) | own
    if (holds) bits[words + word] = (bits[words + word] as number) | own
  }
  if (condition.usesTime) {
    turns[segmentTurns] = Math.max(turns[segmentTurns] as Instant, now)
    turns[segmentTurns + 1] = Math.min(turns[segmentTurns + 1] as Instant, condition.turnsAt(subject, now))
  }
}

function forget({ engine: { everyone }, bits, turns }: Subject): void {
  for (let word = 0; word < everyone.length; word++) {
    bits[word] = everyone[word] as number
    bits[everyone.length + word] = everyone[word] as number
  }
  turns[segmentTurns] = -never
  turns[segmentTurns + 1] = never
}
