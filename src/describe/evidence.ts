/** A line of evidence, with the lines that stand under it. */
export interface Evidence {
  /** Whether it passes; `null` is a remark, which does neither. */
  readonly passes: boolean | null
  readonly words: string
  readonly parts: readonly Evidence[]
}

/** A remark on the line above it. */
export const remark = (words: string): Evidence => ({ passes: null, words, parts: [] })
