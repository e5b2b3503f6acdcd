import type { Moment } from '../eligibility/candidate.js'
import type { Subject } from '../eligibility/subject.js'
import type { Engine } from '../engine/index.js'
import type { Profile } from '../model/index.js'
import type { Range } from './sparse.js'
import type { Step } from './step.js'

/** The question with some changes made, ready to be asked at any instant. */
export interface Scene {
  readonly steps: readonly Step[]
  readonly subject: Subject
  readonly engine: Engine
  /** As it stands when it is asked: the page load is recorded. */
  readonly profile: Profile
  readonly href: string
  /** Whether a page load is recorded, or things are asked as they stand. */
  readonly loads: boolean
  /** What happens on the page, where something does. */
  readonly happens: Happening | null
  /** The experiences that the candidate has been put before, by their indices. */
  readonly passed: readonly Range[]
}

/** A trigger, and how long the page has to be open before it comes; `null` where it may come at once. */
export interface Happening {
  readonly trigger: NonNullable<Moment['trigger']>
  readonly afterMs: number | null
}
