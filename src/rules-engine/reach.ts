import type { Condition } from '../model/index.js'

/** What a condition needs: the segments that it refers to, directly or not, and every fact named on the way. */
export interface Reach {
  readonly segments: ReadonlyMap<string, Condition>
  readonly facts: ReadonlySet<string>
}

/** @throws where a segment does not exist or refers to itself. */
export function reach(condition: Condition, conditions: ReadonlyMap<string, Condition>): Reach {
  const segments = new Map<string, Condition>()
  const facts = new Set<string>()

  const visit = (part: Condition, trail: readonly string[]): void => {
    if ('any' in part) for (const inner of part.any) visit(inner, trail)
    else if ('all' in part) for (const inner of part.all) visit(inner, trail)
    else if ('not' in part) visit(part.not, trail)
    else if ('condition' in part) follow(part.condition, trail)
    else facts.add(part.fact)
  }

  const follow = (id: string, trail: readonly string[]): void => {
    if (trail.includes(id)) throw new Error(`segment "${id}" refers to itself`)
    if (segments.has(id)) return
    const segment = conditions.get(id)
    if (segment === undefined) throw new Error(`unknown segment "${id}"`)
    segments.set(id, segment)
    visit(segment, [...trail, id])
  }

  visit(condition, [])
  return { segments, facts }
}
