import type { Engine } from '../engine/index.js'
import type { Instant, Page, Profile } from '../model/index.js'
import { explain } from './explain.js'

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
  return explain(engine, profile, page, now)
    .candidates.filter(({ passes }) => passes)
    .map(({ id, via, experienceId }) => ({ id, via, experienceId }))
}
