import { type LimitRange, limitsInForce } from './limits-in-force.js'

/** What a document may grow to before it is refused. Each limit is named in the problem that it causes. */
export interface DocumentLimits {
  /** UTF-8 bytes for bytes, UTF-16 code units for text. */
  readonly maxSize: number
  /** The same for YAML, which takes far longer to read. */
  readonly maxYamlSize: number
  /** Levels of objects and arrays inside each other. */
  readonly maxDepth: number
  /** Scalars, objects and arrays together, aliases counted as often as they are used. */
  readonly maxValues: number
}

export const documentLimits: DocumentLimits = {
  maxSize: 16 * 1024 * 1024,
  maxYamlSize: 4 * 1024 * 1024,
  maxDepth: 64,
  maxValues: 1_000_000,
}

/** YAML is composed by recursion, which Node's stack bears for some 670 levels. */
export const documentLimitRanges: Readonly<Record<keyof DocumentLimits, LimitRange>> = {
  maxSize: { least: 1 },
  maxYamlSize: { least: 1 },
  maxDepth: { least: 1, most: 320 },
  maxValues: { least: 1 },
}

export const documentLimitsInForce = (given?: Partial<DocumentLimits>): DocumentLimits =>
  limitsInForce(documentLimits, given, documentLimitRanges)
