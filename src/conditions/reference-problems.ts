import type { Condition, Problem } from '../model/index.js'
import { conditionLimits } from './condition-limits.js'
import { child, nameHelp, problem, quoted, type Suggest } from './problem.js'

/** A condition without problems of its own, and where it stands; `id` is `null` where nothing can refer to it. */
export interface ConditionSource {
  readonly id: string | null
  readonly conditions: Condition
  readonly pointer: string
}

/**
 * Everything that is wrong with references (S1, C4): unknown segments, cycles, and conditions that would outgrow
 * the limits with their references written out, since each one is evaluated that often.
 *
 * Codes: `unknown_reference`, `reference_cycle`, `too_deep`, `too_many_nodes`.
 */
export function referenceProblems(
  sources: readonly ConditionSource[],
  suggest?: Suggest,
  { maxConditionDepth, maxConditionNodes } = conditionLimits,
): Problem[] {
  const problems: Problem[] = []
  const segments = new Map(sources.flatMap((source) => (source.id === null ? [] : [[source.id, source] as const])))
  /** `null` where something was found on the way: it is said once, not again by all who refer there. */
  const sizes = new Map<ConditionSource, Size | null>()

  const sizeOf = (source: ConditionSource, trail: readonly ConditionSource[]): Size | null => {
    const known = sizes.get(source)
    if (known !== undefined) return known
    const size = measure(source, [...trail, source])
    sizes.set(source, size)
    return size
  }

  const measure = (source: ConditionSource, trail: readonly ConditionSource[]): Size | null => {
    let nodes = 0
    let depth = 0
    let sound = true
    for (const part of parts(source.conditions, source.pointer, 1)) {
      nodes += 1
      depth = Math.max(depth, part.depth)
      if (part.segmentId === null) continue
      const inner = follow(part.segmentId, part.pointer, trail)
      if (inner === null) sound = false
      else {
        nodes += inner.nodes
        depth = Math.max(depth, part.depth + inner.depth)
      }
    }
    if (!sound) return null
    const withReferences = (code: string, limit: string): null => {
      problems.push(problem(code, source.pointer, `a condition ${limit}, references followed; found more`))
      return null
    }
    if (nodes > maxConditionNodes) return withReferences('too_many_nodes', `has at most ${maxConditionNodes} parts`)
    if (depth > maxConditionDepth) return withReferences('too_deep', `nests at most ${maxConditionDepth} deep`)
    return { nodes, depth }
  }

  const follow = (id: string, pointer: string, trail: readonly ConditionSource[]): Size | null => {
    const target = segments.get(id)
    if (target === undefined) {
      const help = nameHelp(suggest, id, [...segments.keys()])
      problems.push(problem('unknown_reference', pointer, `unknown segment ${quoted(id)}`, help))
      return null
    }
    if (trail.includes(target)) {
      const names = [...trail.slice(trail.indexOf(target)), target].map((source) => quoted(String(source.id)))
      problems.push(problem('reference_cycle', pointer, `a segment refers to itself: ${names.join(' → ')}`))
      return null
    }
    if (trail.length >= maxConditionDepth) {
      const message = `segments refer to segments at most ${maxConditionDepth} deep, found more`
      problems.push(problem('too_deep', pointer, message))
      return null
    }
    return sizeOf(target, trail)
  }

  for (const source of sources) sizeOf(source, [])
  return problems
}

interface Size {
  readonly nodes: number
  readonly depth: number
}

interface Part {
  readonly pointer: string
  readonly depth: number
  /** The segment that this part refers to, if it does. */
  readonly segmentId: string | null
}

function* parts(condition: Condition, pointer: string, depth: number): Generator<Part, void> {
  yield {
    pointer: child(pointer, 'condition'),
    depth,
    segmentId: 'condition' in condition ? condition.condition : null,
  }
  if ('not' in condition) yield* parts(condition.not, child(pointer, 'not'), depth + 1)
  for (const key of ['all', 'any'] as const) {
    const inner: readonly Condition[] = (condition as Partial<Record<typeof key, readonly Condition[]>>)[key] ?? []
    for (const [index, part] of inner.entries()) yield* parts(part, child(child(pointer, key), index), depth + 1)
  }
}
