import type { ConditionExplanation } from '../../conditions/index.js'
import type { Colours } from './colours.js'
import { value, visible } from './text.js'

/** Yes or no, before what it is about. */
export const tick = (passes: boolean, { green, red }: Colours): string => (passes ? green('✓') : red('✗'))

/** A segment's tree: each part with its answer, each comparison with what the fact really was (X3). */
export function renderCondition(tree: ConditionExplanation, indent: string, colours: Colours): string {
  const { label, parts } = describe(tree)
  const line = `${indent}${tick(tree.holds, colours)} ${label}\n`
  return line + parts.map((part) => renderCondition(part, `${indent}  `, colours)).join('')
}

interface Described {
  readonly label: string
  readonly parts: readonly ConditionExplanation[]
}

function describe(tree: ConditionExplanation): Described {
  switch (tree.kind) {
    case 'all':
      return { label: 'all of', parts: tree.conditions }
    case 'any':
      return {
        label: tree.conditions.length === 0 ? 'any of nothing, which is a yes' : 'any of',
        parts: tree.conditions,
      }
    case 'not':
      return { label: 'not', parts: [tree.condition] }
    case 'segment':
      return { label: `segment ${visible(tree.segmentId)}`, parts: [tree.condition] }
    case 'comparison': {
      const { fact, path, operator, actual } = tree
      const place = visible(path === null ? fact : `${fact} ${path}`)
      const is = actual === undefined ? 'it is not set' : `it is ${value(actual)}`
      return { label: `${place} ${visible(operator)} ${value(tree.value)} (${is})`, parts: [] }
    }
  }
}
