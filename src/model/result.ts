/** Expected failure is a value: what was made, or every problem that kept it from being made. */
export type Result<T, P = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly [P, ...P[]] }

/**
 * One thing that is wrong with a document, in one grammar: what is wrong, where, what was found, what to do.
 * Lower case, no full stop.
 */
export interface Problem {
  /** Stable, for machines: `unknown_reference`, `duplicate_id`, … */
  readonly code: string
  /** JSON pointer into the document; `''` is the document itself. */
  readonly pointer: string
  readonly message: string
  /** What to do about it. */
  readonly help?: string
  /** 1-based, where the text is at hand. */
  readonly file?: string
  readonly line?: number
  readonly column?: number
}
