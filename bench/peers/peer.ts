import type { Segment, Task, Traits } from './task.js'

/**
 * A library as a contestant. What answers with promises has the form that ends in `Later`; what it has no form for, it
 * is not asked to do.
 */
export interface Peer {
  readonly name: string
  /** `null` where it is written by hand. */
  readonly package: string | null
  /** As a mere evaluator: a condition for each segment. The glue does all else. */
  readonly conditions?: Conditions<boolean>
  readonly conditionsLater?: Conditions<Promise<boolean>>
  /** As its users use it: the rules as a whole, and which of them is the first that holds. */
  readonly native?: Native<string | null>
  readonly nativeLater?: Native<Promise<string | null>>
  /** What Node must be told for it to run at all. */
  readonly nodeFlags?: readonly string[]
  /** What it takes to say the rules in its own terms, or what it cannot say. */
  readonly notes: string
}

type Conditions<Answer> = (
  segments: readonly Segment[],
) => readonly Condition<Answer>[] | Promise<readonly Condition<Answer>[]>

export type Condition<Answer> = (traits: Traits) => Answer

type Native<Answer> = (task: Task) => Choose<Answer> | Promise<Choose<Answer>>

/** The id of the first candidate whose rule holds. */
export type Choose<Answer> = (facts: Facts) => Answer

/**
 * What a rule as a whole is about. No peer keeps history or counts in windows, so these are facts, too: `shown` says how
 * many showed within the window of each limit.
 */
export interface Facts extends Traits {
  readonly href: string
  readonly seen: readonly string[]
  readonly shown: Readonly<Record<string, number>>
}
