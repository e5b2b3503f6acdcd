import type { ComparisonOutput, SimulationOutput, SweepOutput, TimelineOutput } from '../simulator/index.js'

/** What a report can be made of: the answers of the commands as data, each by its kind. */
export type ReportedResult =
  | { readonly kind: 'simulation'; readonly result: SimulationOutput }
  | { readonly kind: 'comparison'; readonly result: ComparisonOutput }
  | { readonly kind: 'sweep'; readonly result: SweepOutput }
  /** One person's. */
  | { readonly kind: 'story'; readonly result: TimelineOutput }
