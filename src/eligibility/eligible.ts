import type { Engine } from '../engine/index.js'
import type { Instant, Page, Profile } from '../model/index.js'
import { loaded } from './decide.js'
import { Subject } from './subject.js'
import { verdictsOf } from './verdicts.js'

/** One candidate that passes every check. */
export interface Eligible {
  readonly id: string
  readonly via: 'delivery' | 'automatic'
  readonly experienceId: string
}

/**
 * All that pass every check, in order, not only the first (E11). Where `decide` shows something, that is the first
 * of them.
 */
export function eligible(engine: Engine, profile: Profile, page: Page, now: Instant): readonly Eligible[] {
  const subject = new Subject(engine, profile)
  const { candidates } = loaded(subject, page, now, (moment) => verdictsOf(subject, moment))
  return candidates.filter(({ passes }) => passes).map(({ id, via, experienceId }) => ({ id, via, experienceId }))
}
