import type { Profile } from '../../model/index.js'
import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'
import type { Subject } from '../subject.js'

/** E8: a profile whose percent falls into the experience's range is in the control group. */
export const controlGroupCheck: Check = {
  name: 'control_group',
  fails: (candidate, subject) => (isInControlGroup(candidate, subject) ? 'control_group' : null),
  find: (candidate, subject) => ({
    check: 'control_group',
    passes: !isInControlGroup(candidate, subject),
    percent: percentOf(subject),
    range: candidate.experience.source.experimentRange,
  }),
}

export function isInControlGroup({ experience }: Candidate, subject: Subject): boolean {
  const range = experience.source.experimentRange
  return range !== null && isOnArc(percentOf(subject), range)
}

function isOnArc(percent: number, [a, b]: readonly [number, number]): boolean {
  if (a === b) return false
  return a < b ? a <= percent && percent < b : a <= percent || percent < b
}

function percentOf({ profile }: Subject): number {
  const given = Object.hasOwn(profile.traits, 'percent') ? profile.traits.percent : undefined
  if (typeof given !== 'number' || !Number.isFinite(given)) return hashedPercent(profile)
  const percent = given % 100 // on the ring
  return percent < 0 ? percent + 100 : percent
}

/** FNV-1a (32 bit) of the id's UTF-8 bytes, modulo 10,000, in hundredths. */
function hashedPercent({ id }: Profile): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193)
  return ((hash >>> 0) % 10_000) / 100
}
