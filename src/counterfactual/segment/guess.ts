import type { Facts } from '../../conditions/index.js'
import type { Instant } from '../../model/index.js'
import { own } from '../../model/own.js'
import { withValue } from '../trait-value.js'
import type { Leaf, Part, Place, Tree } from './tree.js'

/** What one value of one place is meant to bring about. */
export interface Setting {
  readonly place: Place
  readonly to: unknown
  /** The comparison that is to answer something else, and what. */
  readonly leaf: Leaf
  readonly wanted: boolean
}

/** Traits as they might be, and what each comparison says of them, asked when it is first needed. */
export class Guess {
  readonly settings: readonly Setting[]
  readonly facts: Facts
  readonly #tree: Tree
  readonly #now: Instant
  /** By leaf: 1 is yes, 0 no, −1 not asked. */
  readonly #answers: Int8Array

  private constructor(tree: Tree, facts: Facts, now: Instant, settings: readonly Setting[], answers: Int8Array) {
    this.#tree = tree
    this.facts = facts
    this.#now = now
    this.settings = settings
    this.#answers = answers
  }

  /** Nothing is changed yet. */
  static first(tree: Tree, facts: Facts, now: Instant): Guess {
    return new Guess(tree, facts, now, [], new Int8Array(tree.leaves.length).fill(-1))
  }

  /** The same, and one place has another value. */
  with(setting: Setting): Guess {
    const { place, to } = setting
    const answers = this.#answers.slice()
    for (const { index } of this.#tree.readers.get(place.fact) ?? []) answers[index] = -1
    return new Guess(this.#tree, withFact(this.facts, place, to), this.#now, [...this.settings, setting], answers)
  }

  /** Whether the place, or one that it is in or that is in it, has been given its value. */
  isSet(place: Place): boolean {
    return this.settings.some((setting) => overlap(setting.place, place))
  }

  /** The same for the same settings, in whatever order they were made. */
  get name(): string {
    return this.settings
      .map(({ place, to }) => `${place.name}=${typeof to} ${JSON.stringify(to)}`)
      .sort()
      .join('\n')
  }

  /** What a part of the segment answers; as in the compiled condition, an empty `any` holds (S3). */
  holds(part: Part): boolean {
    if (part.kind === 'leaf') return this.#says(part.leaf)
    if (part.kind === 'not') return !this.holds(part.part)
    const { parts, settles } = part
    for (const one of parts) if (this.holds(one) === settles) return settles
    return !settles || parts.length === 0
  }

  #says(leaf: Leaf): boolean {
    const known = this.#answers[leaf.index] as number
    if (known >= 0) return known === 1
    const answer = leaf.compiled.test(this.facts, this.#now)
    this.#answers[leaf.index] = answer ? 1 : 0
    return answer
  }
}

const overlap = (a: Place, b: Place): boolean =>
  a === b || (a.fact === b.fact && a.steps.every((step, k) => b.steps.length <= k || b.steps[k] === step))

/** The facts with another value in one place; `undefined` takes it away. */
export function withFact(facts: Facts, { fact, steps }: Place, to: unknown): Facts {
  const value = withValue(own(facts.traits, fact), steps, to)
  if (value !== undefined) return { traits: { ...facts.traits, [fact]: value }, history: facts.history }
  const traits = Object.fromEntries(Object.entries(facts.traits).filter(([name]) => name !== fact))
  return { traits, history: facts.history }
}
