import type { Findings } from './findings.js'
import type { ImportedObject } from './imported.js'
import { kept } from './kept.js'

/** A limit group is one in a catalog as it stands (C3); the extensions of a catalog are none of an answer's words. */
export const readLimitGroup = (group: ImportedObject, pointer: string, findings: Findings): ImportedObject =>
  kept(group, pointer, findings, { noun: 'a limit group', read: [], foreign: ['count', 'exempt_shows', 'zone'] })
