/**
 * A segment's rule in the canonical language, json-rules-engine's condition tree (S1). `condition`
 * refers to another segment by id.
 */
export type Condition = AllOf | AnyOf | NotOf | SegmentReference | Comparison

export interface AllOf {
  readonly all: readonly Condition[]
}

export interface AnyOf {
  readonly any: readonly Condition[]
}

export interface NotOf {
  readonly not: Condition
}

export interface SegmentReference {
  readonly condition: string
}

/** One leaf: the operator is asked about the fact's value (left) and `value` (right). */
export interface Comparison {
  readonly fact: string
  readonly operator: string
  readonly value: unknown
  /** `$`, `.name` and `[n]` only: the way into a nested fact. */
  readonly path?: string
}
