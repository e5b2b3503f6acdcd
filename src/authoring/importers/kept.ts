import { pointerTo } from '../document/pointer.js'
import { type Findings, isAbsent } from './findings.js'
import type { ImportedObject } from './imported.js'

/**
 * The keys of an answer's object that are taken as they are, its id as text. A key that means something else in a
 * catalog would come to mean it: those are refused.
 */
export function kept(
  object: ImportedObject,
  pointer: string,
  findings: Findings,
  {
    noun,
    read,
    foreign,
  }: { readonly noun: string; readonly read: readonly string[]; readonly foreign: readonly string[] },
): ImportedObject {
  const entries: [string, unknown][] = []
  for (const [key, value] of Object.entries(object)) {
    if (foreign.includes(key)) {
      if (isAbsent(value)) continue
      const message = `"${key}" is no key of ${noun} in Chameleon's answers, and means something of its own in a catalog`
      findings.add('unsupported', pointerTo(pointer, key), message, 'rename it')
    } else if (!read.includes(key)) {
      entries.push([key, key === 'id' && Number.isSafeInteger(value) ? String(value) : value])
    }
  }
  return Object.fromEntries(entries)
}
