import type { Condition } from '../../model/index.js'

/** A segment of a catalog document; one that had no id of its own has none here. */
export interface ImportedSegment extends ImportedObject {
  readonly id?: string
  readonly name?: string
  readonly conditions: Condition
}

/** A catalog document (C): what `readCatalog` takes, and judges whole. */
export interface ImportedCatalog {
  readonly tags: readonly ImportedObject[]
  readonly segments: readonly ImportedObject[]
  readonly experiences: readonly ImportedObject[]
  readonly limit_groups: readonly ImportedObject[]
}

/** An object of a catalog document, its keys in snake_case. What it had that a catalog has no word for is kept (C1). */
export type ImportedObject = Readonly<Record<string, unknown>>
