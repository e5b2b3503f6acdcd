import type { ConditionLimits } from '../../conditions/condition-limits.js'
import { referenceProblems } from '../../conditions/reference-problems.js'
import { conditionProblems } from '../../conditions/validate.js'
import type { Condition } from '../../model/index.js'
import { didYouMean, nearest } from '../did-you-mean.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { collections } from '../schemas/catalog.js'
import type { Place } from './part.js'
import { maxProblems, type Problems } from './problems.js'
import type { RawItem, RawItems } from './raw-items.js'

/**
 * C4: whatever is referred to must be there. What a tombstone refers to is not asked for: it never shows, and a
 * segment may go together with the last experience that used it.
 */
export function findUnknownReferences(items: RawItems, problems: Problems, limits: ConditionLimits): void {
  const ids = {
    tags: idsOf(items.tags),
    segments: idsOf(items.segments),
    experiences: idsOf(items.experiences),
  }
  const resolve = (target: keyof typeof ids, id: unknown, place: Place, where = ''): void => {
    if (typeof id !== 'string' || id === '' || ids[target].has(id)) return
    const message = `unknown ${collections[target].noun} ${quote(id)}${where}`
    problems.add({ ...place, code: 'unknown_reference', message, help: () => didYouMean(id, ids[target]) })
  }
  const resolveList = (target: keyof typeof ids, { part, pointer, object }: RawItem, key: string): void => {
    const list: readonly unknown[] = Array.isArray(object[key]) ? object[key] : []
    for (const [index, id] of list.entries()) resolve(target, id, { part, pointer: pointerTo(pointer, key, index) })
  }

  const live = items.experiences.filter(({ object }) => object.removed !== true)
  for (const item of live) {
    resolveList('tags', item, 'tag_ids')
    resolve('segments', item.object.segment_id, { part: item.part, pointer: `${item.pointer}/segment_id` })
  }
  for (const item of items.limit_groups) {
    resolveList('tags', item, 'tag_ids')
    resolveList('experiences', item, 'campaign_ids')
  }

  const conditions = soundConditions([...items.segments, ...live], problems, limits)
  for (const { part, pointer, condition } of conditions) {
    for (const { id, at } of historyFacts(condition, pointer)) {
      resolve('experiences', id, { part, pointer: at }, ` in fact ${quote(`history.${id}`)}`)
    }
  }
  findUnsoundSegments(conditions, problems, limits)
}

interface PlacedCondition extends Place {
  readonly id: string | null
  readonly condition: Condition
}

/** Every condition of the catalog. One with problems of its own is reported, and stands in as one that refers to nothing. */
function soundConditions(items: readonly RawItem[], problems: Problems, limits: ConditionLimits): PlacedCondition[] {
  return items.flatMap(({ part, pointer: item, object, collection, id }): PlacedCondition[] => {
    const key = collection === 'segments' ? 'conditions' : 'segment'
    if (!Object.hasOwn(object, key) || (key === 'segment' && object[key] === null)) return []
    const pointer = pointerTo(item, key)
    const found = conditionProblems(object[key], { pointer, suggest: nearest, limits })
    problems.addAll(part, found)
    const condition = found.length === 0 ? (object[key] as Condition) : { all: [] }
    return [{ part, pointer, id: key === 'segment' ? null : id, condition }]
  })
}

function findUnsoundSegments(
  conditions: readonly PlacedCondition[],
  problems: Problems,
  limits: ConditionLimits,
): void {
  // The part goes through as the first key of the pointer.
  const sources = conditions.map(({ part, pointer, id, condition }) => ({
    id,
    conditions: condition,
    pointer: part + pointer,
  }))
  let asked = 0
  const suggest: typeof nearest = (name, known) => {
    asked += 1
    return asked > maxProblems ? undefined : nearest(name, known)
  }
  for (const problem of referenceProblems(sources, suggest, limits)) {
    const end = problem.pointer.indexOf('/')
    problems.addAll(Number(problem.pointer.slice(0, end)), [{ ...problem, pointer: problem.pointer.slice(end) }])
  }
}

const historyPrefix = 'history.'

function* historyFacts(condition: Condition, pointer: string): Generator<{ readonly id: string; readonly at: string }> {
  if ('fact' in condition) {
    if (condition.fact.startsWith(historyPrefix)) {
      yield { id: condition.fact.slice(historyPrefix.length), at: pointerTo(pointer, 'fact') }
    }
  } else if ('not' in condition) {
    yield* historyFacts(condition.not, pointerTo(pointer, 'not'))
  } else if (!('condition' in condition)) {
    const [key, inner] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const)
    for (const [index, part] of inner.entries()) yield* historyFacts(part, pointerTo(pointer, key, index))
  }
}

const idsOf = (items: readonly RawItem[]): Set<string> => new Set(items.flatMap(({ id }) => (id === null ? [] : [id])))
