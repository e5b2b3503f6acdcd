import type { ConditionExplanation } from '../conditions/index.js'
import type { Evidence } from './evidence.js'
import { listed } from './listed.js'
import { asks, asksNot } from './operator-words.js'
import { named, quoted } from './quoted.js'
import { visible } from './visible.js'
import type { Voice } from './voice.js'

/** A segment's tree: each part with its answer, each comparison with what the fact really was (X3). */
export function conditionEvidence(tree: ConditionExplanation, voice: Voice): Evidence {
  const part = (words: string, parts: readonly ConditionExplanation[]): Evidence => ({
    passes: tree.holds,
    words,
    parts: parts.map((one) => conditionEvidence(one, voice)),
  })
  switch (tree.kind) {
    case 'all':
      return part('all of', tree.conditions)
    case 'any':
      return part(tree.conditions.length === 0 ? 'any of nothing, which is a yes' : 'any of', tree.conditions)
    case 'not':
      return part('not', [tree.condition])
    case 'segment':
      return part(`segment ${voice.name('segment', tree.segmentId)}`, [tree.condition])
    case 'comparison':
      return part(`${place(tree)} ${visible(tree.operator)} ${quoted(tree.value)} (${actual(tree)})`, [])
  }
}

/** What would have to be otherwise for a tree that does not hold: `role must be "admin" (it is "guest")`. */
export const needed = (tree: ConditionExplanation): string => joined(needs(tree, true))

/** Several needs, and whether all of them or one of them must be met. */
interface Needs {
  readonly word: 'and' | 'or'
  readonly parts: readonly (string | Needs)[]
}

/** What would turn a tree's answer into `wanted`, which it is not. */
function needs(tree: ConditionExplanation, wanted: boolean): Needs {
  switch (tree.kind) {
    case 'comparison': {
      const words = wanted ? asks(tree.operator, tree.value) : asksNot(tree.operator, tree.value)
      return { word: 'and', parts: [`${place(tree)} must ${words} (${actual(tree)})`] }
    }
    case 'not':
      return needs(tree.condition, !wanted)
    case 'segment':
      return needs(tree.condition, wanted)
    case 'all':
    case 'any': {
      // What already answers as wanted needs nothing; of `all` that must fail, and `any` that must hold, one will do.
      const others = tree.conditions.filter(({ holds }) => holds !== wanted)
      const word = (tree.kind === 'all') === wanted ? 'and' : 'or'
      if (others.length === 0) return { word, parts: ['a list of no conditions always holds'] }
      return { word, parts: others.map((one) => needs(one, wanted)).flatMap((one) => within(one, word)) }
    }
  }
}

/** Needs inside others of the same word are others of them. */
const within = (inner: Needs, word: Needs['word']): Needs['parts'] =>
  inner.word === word || inner.parts.length === 1 ? inner.parts : [inner]

function joined({ word, parts }: Needs): string {
  const texts = parts.map((part) => {
    if (typeof part === 'string') return part
    const how = part.word === 'or' ? 'either' : part.parts.length === 2 ? 'both' : 'all of'
    return `${how} ${joined(part)}`
  })
  return listed(texts, word)
}

type Comparison = ConditionExplanation & { readonly kind: 'comparison' }

const place = ({ fact, path }: Comparison): string => (path === null ? named(fact) : `${named(fact)} ${visible(path)}`)

const actual = ({ actual }: Comparison): string => (actual === undefined ? 'it is not set' : `it is ${quoted(actual)}`)
