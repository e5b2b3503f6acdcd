import { decideOn, loaded } from '../eligibility/decide.js'
import { Subject } from '../eligibility/subject.js'
import { nextTurn } from '../eligibility/valid-until.js'
import type { Engine } from '../engine/index.js'
import { type Explanation, explainSubject } from '../explain/explain.js'
import { rememberTrees, type TreeOf } from '../explain/trees.js'
import type { Draft } from '../history/record.js'
import type { Decision, Instant, Page, Profile } from '../model/index.js'
import { advance, type StepEvent, type StepOptions } from './advance.js'

/**
 * A profile prepared for many questions: what is derived from it is kept for as long as what it depends on holds.
 * It answers what `decide`, `explain` and `step` answer, faster from the second question on. It owns its profile;
 * `profile` gives a copy.
 */
export class Session {
  readonly #draft: Draft
  readonly #subject: Subject
  readonly #options: StepOptions
  /** Once something was explained. */
  #treeOf: TreeOf | null = null

  constructor(engine: Engine, profile: Profile, options: StepOptions = {}) {
    this.#draft = { ...profile }
    this.#subject = new Subject(engine, this.#draft)
    this.#options = options
  }

  get profile(): Profile {
    return { ...this.#draft }
  }

  /** The profile itself, which the next step changes: for a look without a copy. */
  get current(): Profile {
    return this.#draft
  }

  /** Records an event, decides on it where it asks a question, and records what was decided. */
  step(event: StepEvent): Decision | null {
    return advance(this.#subject, this.#draft, event, this.#options)
  }

  /** What `decide` answers: nothing is recorded. */
  decide(page: Page, now: Instant): Decision {
    return decideOn(this.#subject, page, now)
  }

  /** What `explain` answers: nothing is recorded. */
  explain(page: Page, now: Instant): Explanation {
    this.#treeOf ??= rememberTrees()
    const treeOf = this.#treeOf
    return loaded(this.#subject, page, now, (moment) => explainSubject(this.#subject, moment, treeOf))
  }

  /** Until when what was last decided holds if nothing happens, as things stand (E9). */
  validUntil(now: Instant): Instant | null {
    return nextTurn(this.#subject, { href: this.#draft.pageHref ?? '' }, now)
  }
}

/** Prepares a profile for many questions. */
export const session = (engine: Engine, profile: Profile, options: StepOptions = {}): Session =>
  new Session(engine, profile, options)
