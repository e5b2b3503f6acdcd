import type { Profile } from '../../model/index.js'
import { own } from '../../model/own.js'
import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'
import type { Subject } from '../subject.js'

/** E8: a profile whose percent falls into the experience's range is in the control group. */
export const controlGroupCheck: Check = {
  fails: (candidate, subject) => (isInControlGroup(candidate, subject) ? 'control_group' : null),
}

export function isInControlGroup({ experience }: Candidate, subject: Subject): boolean {
  const range = experience.source.experimentRange
  if (range === null) return false
  const percent = percentOf(subject)
  const [a, b] = range
  return a <= b ? a <= percent && percent < b : a <= percent || percent < b // nobody where they are equal
}

/** Where a profile is on the ring from 0 to 100. */
export function percentOf(subject: Subject): number {
  if (subject.percent < 0) subject.percent = findPercent(subject.profile)
  return subject.percent
}

function findPercent(profile: Profile): number {
  const given = own(profile.traits, 'percent')
  if (!Number.isFinite(given)) return hashedPercent(profile)
  const percent = (given as number) % 100 // on the ring
  return percent < 0 ? percent + 100 : percent
}

/** FNV-1a (32 bit) of the id's UTF-8 bytes, modulo 10,000, in hundredths. */
function hashedPercent({ id }: Profile): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193)
  return ((hash >>> 0) % 10_000) / 100
}
