import { type CompiledComparison, compileComparison } from '../../conditions/comparison.js'
import { historyPrefix } from '../../conditions/facts.js'
import { parsePath } from '../../conditions/path.js'
import type { Comparison, Condition } from '../../model/index.js'

/** A segment as the search walks it: references written in, each comparison with the place that it reads. */
export type Part =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'not'; readonly part: Part }
  | {
      readonly kind: 'many'
      readonly parts: readonly Part[]
      /** What a single part settles it with: `any` is settled by a yes, `all` by a no. */
      readonly settles: boolean
    }

export interface Leaf {
  /** Its place among all leaves. */
  readonly index: number
  readonly source: Comparison
  readonly compiled: CompiledComparison
  /** What a change would have to set; `null` is history, which no trait changes. */
  readonly place: Place | null
}

/** A trait, or a place in one. The comparisons of one place see one value. */
export interface Place {
  readonly name: string
  readonly fact: string
  readonly path: string | null
  readonly steps: readonly string[]
  readonly leaves: Leaf[]
}

export interface Tree {
  readonly root: Part
  readonly leaves: readonly Leaf[]
  /** The leaves that see a change of a fact, by fact. */
  readonly readers: ReadonlyMap<string, readonly Leaf[]>
}

/** A list that would have to be longer is not made. */
const maxIndex = 1_000

/** @throws where a reference leads nowhere: authoring has refused it before. */
export function treeOf(condition: Condition, resolve: (segmentId: string) => Condition | undefined): Tree {
  const leaves: Leaf[] = []
  const places = new Map<string, Place>()
  const readers = new Map<string, Leaf[]>()

  const placeOf = ({ fact, path }: Comparison): Place | null => {
    const steps = path === undefined ? [] : parsePath(path)
    if (fact.startsWith(historyPrefix) || steps.some((one) => Number(one) > maxIndex)) return null
    const name = JSON.stringify([fact, ...steps])
    let place = places.get(name)
    if (place === undefined) {
      place = { name, fact, path: steps.length === 0 ? null : (path ?? null), steps, leaves: [] }
      places.set(name, place)
    }
    return place
  }

  const leafOf = (source: Comparison): Leaf => {
    const leaf = { index: leaves.length, source, compiled: compileComparison(source), place: placeOf(source) }
    leaves.push(leaf)
    leaf.place?.leaves.push(leaf)
    const others = readers.get(source.fact)
    if (others === undefined) readers.set(source.fact, [leaf])
    else others.push(leaf)
    return leaf
  }

  const partOf = (part: Condition): Part => {
    if ('any' in part) return { kind: 'many', settles: true, parts: part.any.map(partOf) }
    if ('all' in part) return { kind: 'many', settles: false, parts: part.all.map(partOf) }
    if ('not' in part) return { kind: 'not', part: partOf(part.not) }
    if ('condition' in part) return partOf(resolve(part.condition) as Condition)
    return { kind: 'leaf', leaf: leafOf(part) }
  }

  return { root: partOf(condition), leaves, readers }
}
