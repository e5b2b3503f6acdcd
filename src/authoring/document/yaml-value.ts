import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import { type Fault, repeatedKey, tooDeep, tooManyValues } from './fault.js'
import type { DocumentLimits } from './limits.js'

/**
 * The plain value of a YAML tree. Aliases are copied out, so that nothing is shared or circular, and each copy
 * counts: ten lines of aliases of aliases stop at the limit.
 */
export function yamlValue(
  root: Node,
  targets: ReadonlyMap<Node, Node>,
  limits: DocumentLimits,
): { readonly value: unknown; readonly faults: readonly Fault[] } {
  const faults = new Map<number, Fault>()
  let values = 0
  let stopped = false
  const stop = (fault: Fault): null => {
    stopped = true
    faults.set(fault.offset, fault)
    return null
  }

  const build = (node: Node, depth: number): unknown => {
    if (stopped) return null
    const target = targets.get(node) ?? node
    values += 1
    if (values > limits.maxValues) return stop(tooManyValues(offsetOf(node), limits.maxValues))
    if (target.tag !== undefined && !coreTags.has(target.tag)) {
      faults.set(offsetOf(node), unreadableTag(offsetOf(node), target.tag))
      return null
    }
    if (isScalar(target)) return target.value
    if (depth >= limits.maxDepth) return stop(tooDeep(offsetOf(node), limits.maxDepth))
    if (isSeq(target)) return target.items.map((item) => build(item as Node, depth + 1))
    return isMap(target) ? buildMap(target, depth) : null
  }

  const buildMap = (map: YAMLMap, depth: number): Record<string, unknown> => {
    const value: Record<string, unknown> = {}
    const keys = new Map<string, number>()
    for (const pair of map.items) {
      const offset = offsetOf(pair.key as Node | null)
      const key = yamlKey(pair.key)
      if (key === null || key === '<<') faults.set(offset, unreadableKey(offset, key))
      else if (keys.has(key)) faults.set(offset, repeatedKey(key, offset, keys.get(key) as number))
      else {
        keys.set(key, offset)
        // Defined, not assigned: a key `__proto__` is a key like any other.
        const built = pair.value === null ? null : build(pair.value as Node, depth + 1)
        Object.defineProperty(value, key, { value: built, enumerable: true, configurable: true, writable: true })
      }
    }
    return value
  }

  const value = build(root, 0)
  return { value, faults: [...faults.values()].sort((a, b) => a.offset - b.offset) }
}

/** A key's text as it is written; `null` where it is no scalar. */
export function yamlKey(key: unknown): string | null {
  if (!isScalar(key)) return null
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

const offsetOf = (node: Node | null): number => node?.range?.[0] ?? 0

// A scalar's tag can turn it into a Date or bytes; documents hold what JSON holds.
const coreTags = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((tag) => `tag:yaml.org,2002:${tag}`))

const unreadableTag = (offset: number, tag: string): Fault => ({
  code: 'syntax',
  offset,
  message: `the YAML tag ${tag} is not read`,
  help: 'write the value as plain text',
})

const unreadableKey = (offset: number, key: string | null): Fault =>
  key === null
    ? { code: 'syntax', offset, message: 'a key must be text', help: 'aliases, lists and objects cannot be keys' }
    : { code: 'syntax', offset, message: 'merge keys (<<) are not read', help: 'repeat the keys, or alias the value' }
