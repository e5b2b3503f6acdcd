import type { Problem } from '../model/index.js'
import { comparisonProblems } from './comparison-problems.js'
import { type ConditionLimits, conditionLimits } from './condition-limits.js'
import { decorators } from './decorators.js'
import { operators } from './operators.js'
import { child, isObject, nameHelp, problem, quoted, type Suggest, typeName } from './problem.js'

export type { Suggest } from './problem.js'
export { referenceProblems } from './reference-problems.js'

export const operatorNames: readonly string[] = Object.keys(operators)
export const decoratorNames: readonly string[] = Object.keys(decorators)

export interface ConditionProblemOptions {
  /** Where the condition stands in its document, as a JSON pointer; `''` is the document itself. */
  readonly pointer?: string
  /** Where given, misspelt names come with a "did you mean". */
  readonly suggest?: Suggest
  readonly limits?: ConditionLimits
}

/**
 * Everything that keeps an unknown value from being a `Condition` (S1, C5). None means that it is one, up to the
 * segments that it refers to, which `referenceProblems` judges. `value` may be left out for `chameleon.ex` and
 * `chameleon.nx` only.
 *
 * Codes: `invalid_type`, `invalid_shape`, `unknown_key`, `unsupported`, `unknown_operator`, `invalid_operand`,
 * `invalid_path`, `too_deep`, `too_long`, `too_many_nodes`.
 */
export const conditionProblems = (
  condition: unknown,
  { pointer = '', suggest, limits = conditionLimits }: ConditionProblemOptions = {},
): Problem[] => [...nodeProblems(condition, pointer, 1, { nodes: 0, suggest, limits })]

interface Walk {
  nodes: number
  readonly suggest: Suggest | undefined
  readonly limits: ConditionLimits
}

const kinds = ['all', 'any', 'not', 'condition', 'fact'] as const
const shapes = 'a condition is { all }, { any }, { not }, { condition } or { fact, operator, value }'

function* nodeProblems(value: unknown, pointer: string, depth: number, walk: Walk): Generator<Problem, void> {
  const { maxConditionDepth, maxConditionNodes } = walk.limits
  walk.nodes += 1
  if (walk.nodes > maxConditionNodes) {
    // Said once: the walk is over, and every list on the way is left.
    yield problem('too_many_nodes', pointer, `a condition has at most ${maxConditionNodes} parts, found more`)
  } else if (depth > maxConditionDepth) {
    yield problem('too_deep', pointer, `conditions nest at most ${maxConditionDepth} deep, found more`)
  } else if (!isObject(value)) {
    yield problem('invalid_type', pointer, `expected a condition, found ${typeName(value)}`, shapes)
  } else {
    const given = kinds.filter((kind) => Object.hasOwn(value, kind))
    const [kind, ...others] = given
    if (kind === undefined) {
      yield problem('invalid_shape', pointer, 'expected a condition, found an object that is none', shapes)
    } else if (others.length > 0) {
      const found = given.map((key) => `"${key}"`).join(' and ')
      yield problem('invalid_shape', pointer, `expected one kind of condition, found ${found}`, shapes)
    } else {
      yield* keyProblems(value, kind, pointer, walk)
      yield* partProblems(value, kind, pointer, depth, walk)
    }
  }
}

function* partProblems(
  value: Record<string, unknown>,
  kind: (typeof kinds)[number],
  pointer: string,
  depth: number,
  walk: Walk,
): Generator<Problem, void> {
  const part = value[kind]
  const at = child(pointer, kind)
  switch (kind) {
    case 'fact':
      yield* comparisonProblems(value, pointer, walk)
      break
    case 'condition':
      if (typeof part !== 'string')
        yield problem('invalid_type', at, `expected a segment's id, found ${typeName(part)}`)
      break
    case 'not':
      yield* nodeProblems(part, at, depth + 1, walk)
      break
    case 'all':
    case 'any':
      if (!Array.isArray(part)) {
        yield problem('invalid_type', at, `expected a list of conditions, found ${typeName(part)}`)
        break
      }
      for (const [index, item] of part.entries()) {
        yield* nodeProblems(item, child(at, index), depth + 1, walk)
        if (walk.nodes > walk.limits.maxConditionNodes) break
      }
  }
}

/** json-rules-engine's `name` is a label and may stay; what would change the answer must not be dropped silently. */
function* keyProblems(
  value: Record<string, unknown>,
  kind: string,
  pointer: string,
  { suggest }: Walk,
): Generator<Problem, void> {
  const known = kind === 'fact' ? ['fact', 'operator', 'value', 'path', 'name'] : [kind, 'name']
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue
    const at = child(pointer, key)
    if (key === 'params' || key === 'priority') {
      yield problem('unsupported', at, `"${key}" is not supported in a condition`, 'leave it out')
    } else {
      yield problem('unknown_key', at, `unknown key ${quoted(key)} in a condition`, nameHelp(suggest, key, known))
    }
  }
}
