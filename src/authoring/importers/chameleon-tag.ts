import type { Findings } from './findings.js'
import type { ImportedObject } from './imported.js'
import { kept } from './kept.js'

/** A tag is one in a catalog as it stands. */
export const readTag = (tag: ImportedObject, pointer: string, findings: Findings): ImportedObject =>
  kept(tag, pointer, findings, { noun: 'a tag', read: [], foreign: [] })
