import { Engine } from 'json-rules-engine'
import { factReader, historyPrefix } from '../conditions/facts.js'
import type { Facts } from '../conditions/index.js'
import { parsePath, readPath } from '../conditions/path.js'
import type { Condition, Instant, Segment } from '../model/index.js'
import { reach } from './reach.js'
import { registerOperators } from './register-operators.js'
import { factKey, segmentKey, toRulesEngine } from './translate.js'

/** Where a fact comes from that the profile does not carry: another service, a database. */
export type FactSource = (facts: Facts, now: Instant) => unknown

export interface SegmentEvaluator {
  /**
   * Whether a segment, by id, or a condition holds for these facts at `now` (T1).
   *
   * Rejects with what a fact source rejected with, and for a segment that does not exist.
   */
  readonly evaluate: (target: Condition | string, facts: Facts, now: Instant) => Promise<boolean>
}

/**
 * Evaluates segments on json-rules-engine itself, for facts that must be fetched (S2). Without fact sources it
 * answers what the compiled condition answers. A source goes before a trait of its name; it is asked once in an
 * evaluation, and only where the condition, or a segment that it refers to, names it.
 *
 * @throws for a source named `history.…`: history is the profile's own (S1).
 */
export function createSegmentEvaluator(
  segments: readonly Segment[],
  options: { readonly facts?: Readonly<Record<string, FactSource>> } = {},
): SegmentEvaluator {
  const sources = options.facts ?? {}
  const reserved = Object.keys(sources).find((name) => name.startsWith(historyPrefix))
  if (reserved !== undefined) throw new Error(`"${reserved}" cannot be fetched: history is the profile's own`)
  const conditions = new Map(segments.map((segment) => [segment.id, segment.conditions]))

  return {
    async evaluate(target, facts, now) {
      const condition = typeof target === 'string' ? { condition: target } : target
      const reached = reach(condition, conditions)
      const engine = createEngine(condition, now)
      for (const [id, inner] of reached.segments) engine.setCondition(segmentKey(id), toRulesEngine(inner))
      for (const name of reached.facts) {
        const source = Object.hasOwn(sources, name) ? sources[name] : undefined
        engine.addFact(factKey(name), once(source ?? factReader(name), facts, now), { cache: false })
      }
      const { results } = await engine.run()
      return results.length > 0
    },
  }
}

/** One for each evaluation: an engine's runs share its state, and two at a time would spoil each other's answers. */
function createEngine(condition: Condition, now: Instant): Engine {
  const engine = new Engine([{ conditions: toRulesEngine(condition), event: { type: 'holds' } }], {
    allowUndefinedFacts: true,
    // The JSONPath library inside can run code: no path ever gets there.
    pathResolver: (value, path) => readPath(value, parsePath(path)),
  })
  registerOperators(engine, now)
  return engine
}

/** The engine's own cache keys facts by a hash that may collide: it is switched off, and this stands in for it. */
function once(source: FactSource, facts: Facts, now: Instant): () => Promise<unknown> {
  let answer: Promise<unknown> | undefined
  const ask = async (): Promise<unknown> => source(facts, now)
  return () => {
    answer ??= ask()
    return answer
  }
}
