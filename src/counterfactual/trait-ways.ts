import type { Facts } from '../conditions/index.js'
import type { Engine } from '../engine/index.js'
import type { Condition, Instant } from '../model/index.js'
import type { Setting } from './segment/guess.js'
import { type Tree, treeOf } from './segment/tree.js'
import { waysInto } from './segment/ways.js'
import { type Step, step } from './step.js'
import type { Ways } from './ways.js'

/** The traits that would bring a profile into a segment. */
export function traitWays(segment: Condition, engine: Engine, facts: Facts, now: Instant): Ways {
  const { ways, more } = waysInto(treeIn(engine, segment), facts, now)
  return { ways: ways.map((settings) => settings.map((setting) => traitStep(setting, facts))), more }
}

function traitStep({ place: { fact, path }, to, leaf, wanted }: Setting, facts: Facts): Step {
  const { operator, value } = leaf.source
  const from = leaf.compiled.actual(facts)
  return step({ kind: 'trait', by: 'user', fact, path, from, to, operator, value, holds: wanted })
}

/** A catalog's trees, made when they are first needed. A catalog is known by how it finds its segments. */
const trees = new WeakMap<Engine['condition'], WeakMap<Condition, Tree>>()

function treeIn({ condition: resolve }: Engine, segment: Condition): Tree {
  let known = trees.get(resolve)
  if (known === undefined) {
    known = new WeakMap()
    trees.set(resolve, known)
  }
  // Those who refer to one segment share its tree.
  const condition = 'condition' in segment ? (resolve(segment.condition) ?? segment) : segment
  let tree = known.get(condition)
  if (tree === undefined) {
    tree = treeOf(condition, resolve)
    known.set(condition, tree)
  }
  return tree
}
