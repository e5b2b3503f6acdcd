import { type DocumentLimits, documentLimits } from '../document/limits.js'
import { pointerTo } from '../document/pointer.js'
import type { Problems } from './problems.js'

/**
 * Refuses what is too deep or too large before anything recurses into it. A value that comes from no text may also be
 * circular: that is infinitely deep.
 */
export function guardValue(
  part: number,
  value: unknown,
  problems: Problems,
  { maxDepth, maxValues }: Pick<DocumentLimits, 'maxDepth' | 'maxValues'> = documentLimits,
): void {
  const pending: Node[] = [{ value, depth: 0, key: '', parent: null }]
  let values = 1
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node.value !== 'object' || node.value === null) continue
    if (node.depth >= maxDepth) {
      const message = `nested more than ${maxDepth} levels deep`
      const help = `the limit is ${maxDepth} levels of objects and lists`
      problems.add({ part, pointer: pointerOf(node), code: 'too_deep', message, help })
      return
    }
    const entries = Object.entries(node.value)
    // Counted before they are kept: a value that came from no text may hold one list a thousand times, and so on down.
    values += entries.length
    if (values > maxValues) {
      const help = `the limit is ${maxValues} values`
      problems.add({ part, pointer: '', code: 'too_many_values', message: `more than ${maxValues} values`, help })
      return
    }
    for (const [key, inner] of entries) {
      pending.push({ value: inner, depth: node.depth + 1, key, parent: node })
    }
  }
}

interface Node {
  readonly value: unknown
  readonly depth: number
  readonly key: string
  readonly parent: Node | null
}

const pointerOf = ({ parent, key }: Node): string => (parent === null ? '' : pointerTo(pointerOf(parent), key))
