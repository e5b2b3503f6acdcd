import type { ParsedDocument } from '../document/parse-document.js'

/** One document of the several that a catalog may be split over. */
export interface Part {
  readonly value: unknown
  /** What stands before each pointer, where the catalog is a part of something larger. */
  readonly base: string
  readonly file?: string
  readonly locate?: ParsedDocument['locate']
}

/** A place in one of the parts. `part` is its index. */
export interface Place {
  readonly part: number
  readonly pointer: string
}
