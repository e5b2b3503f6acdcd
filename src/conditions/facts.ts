import { own } from '../model/own.js'

/** What a condition is asked about: one profile's traits and what is remembered of each experience (S1). */
export interface Facts {
  readonly traits: Readonly<Record<string, unknown>>
  readonly history: (experienceId: string) => HistoryFacts
}

/** The fact `history.<experience id>`: last instants as ISO text (T5), and how often it was shown. */
export interface HistoryFacts {
  readonly started?: string
  readonly completed?: string
  readonly exited?: string
  readonly shows: number
}

export const historyPrefix = 'history.'

/**
 * How a fact is read, with the name looked at once. A trait counts only where it is the profile's own, so that
 * `constructor` or `__proto__` are missing like any other name (S3); `history.` wins over a trait.
 */
export function factReader(name: string): (facts: Facts) => unknown {
  if (name.startsWith(historyPrefix)) {
    const experienceId = name.slice(historyPrefix.length)
    return (facts) => facts.history(experienceId)
  }
  return ({ traits }) => own(traits, name)
}
