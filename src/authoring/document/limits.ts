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
