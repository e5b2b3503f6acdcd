import { Subject } from '../eligibility/subject.js'
import type { Engine } from '../engine/index.js'
import type { Decision, Profile } from '../model/index.js'
import { advance, type StepEvent, type StepOptions } from './advance.js'

export interface Stepped {
  readonly profile: Profile
  /** `null` where the event asks no question. */
  readonly decision: Decision | null
}

/**
 * One event in a profile's life: what is decided on it, and the profile after it. `decide` and `apply` in one;
 * a replay is a fold of this over a trace.
 *
 * @example
 * ```ts
 * import { catalog, compile, experience, profile, step } from 'oncue'
 *
 * const engine = compile(catalog({ experiences: [experience({ id: 'nps', kind: 'survey', publishedAt: 0 })] }))
 * const { decision } = step(engine, profile('u1'), { type: 'page', at: 1_000, href: 'https://app.example.com/' })
 * decision?.outcome // 'show'
 * ```
 */
export function step(engine: Engine, profile: Profile, event: StepEvent, options: StepOptions = {}): Stepped {
  const draft = { ...profile }
  const decision = advance(new Subject(engine, draft), draft, event, options)
  return { profile: draft, decision }
}
