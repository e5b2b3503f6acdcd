import { type Catalog, type Comparison, type Condition, dayMs, type Profile } from '../../src/model/index.js'
import { historyFacts } from './history.js'
import { readInstant } from './instant.js'

/** Who is asked about, against which segments, and when. */
export interface Asked {
  readonly catalog: Catalog
  readonly profile: Profile
  readonly now: number
}

/** S1, S3: the tree, read as json-rules-engine reads it (an empty `any` is true). */
export function matches(condition: Condition, asked: Asked): boolean {
  if ('any' in condition) return condition.any.length === 0 || condition.any.some((part) => matches(part, asked))
  if ('all' in condition) return condition.all.every((part) => matches(part, asked))
  if ('not' in condition) return !matches(condition.not, asked)
  if ('condition' in condition) return matches(referred(condition.condition, asked), asked)
  return leafAnswer(condition, asked)
}

/** E9: the instants after now at which a leaf that depends on now changes its answer. */
export function timeTurns(condition: Condition, asked: Asked): number[] {
  if ('any' in condition) return condition.any.flatMap((part) => timeTurns(part, asked))
  if ('all' in condition) return condition.all.flatMap((part) => timeTurns(part, asked))
  if ('not' in condition) return timeTurns(condition.not, asked)
  if ('condition' in condition) return timeTurns(referred(condition.condition, asked), asked)
  const instant = readInstant(factValue(condition, asked), null)
  if (!/^chameleon\.[gl]t-d$/.test(condition.operator) || instant === undefined) return []
  const distance = instant + Number(condition.value) * dayMs
  return [distance, distance + 1].filter(
    (at) =>
      at > asked.now &&
      leafAnswer(condition, { ...asked, now: at }) !== leafAnswer(condition, { ...asked, now: at - 1 }),
  )
}

function referred(segmentId: string, { catalog }: Asked): Condition {
  const segment = catalog.segments.find((candidate) => candidate.id === segmentId)
  if (segment === undefined) throw new Error(`no segment ${segmentId}: C4 refuses such a catalog`)
  return segment.conditions
}

function leafAnswer(leaf: Comparison, asked: Asked): boolean {
  return answer(leaf.operator, factValue(leaf, asked), leaf.value, asked.now)
}

/** S1: `history.<experience id>`, else the profile's own trait. A path leads into objects, and is ignored elsewhere (S3). */
function factValue({ fact, path }: Comparison, { profile }: Asked): unknown {
  const value = fact.startsWith('history.')
    ? historyFacts(profile, fact.slice('history.'.length))
    : own(profile.traits, fact)
  if (path === undefined || typeof value !== 'object' || value === null) return value
  const steps = [...path.matchAll(/\.([^.[]+)|\[(\d+)\]/g)].map((match) => match[1] ?? (match[2] as string))
  return steps.reduce<unknown>((inner, step) => own(inner, step), value)
}

const own = (container: unknown, key: string): unknown =>
  typeof container === 'object' && container !== null && Object.hasOwn(container, key)
    ? (container as Readonly<Record<string, unknown>>)[key]
    : undefined

/** S3, S4: an operator, or a decorator before one (`not:in`, `someFact:equal`). */
function answer(operator: string, fact: unknown, value: unknown, now: number): boolean {
  const decorator = operator.split(':')[0] as string
  const rest = operator.slice(decorator.length + 1)
  switch (decorator) {
    case 'equal':
      return fact === value
    case 'notEqual':
      return fact !== value
    case 'in':
      return (value as unknown[]).indexOf(fact) > -1
    case 'notIn':
      return (value as unknown[]).indexOf(fact) === -1
    case 'contains':
      return Array.isArray(fact) && fact.indexOf(value) > -1
    case 'doesNotContain':
      return Array.isArray(fact) && fact.indexOf(value) === -1
    case 'lessThan':
      return isNumeric(fact) && (fact as number) < (value as number)
    case 'lessThanInclusive':
      return isNumeric(fact) && (fact as number) <= (value as number)
    case 'greaterThan':
      return isNumeric(fact) && (fact as number) > (value as number)
    case 'greaterThanInclusive':
      return isNumeric(fact) && (fact as number) >= (value as number)
    case 'not':
      return !answer(rest, fact, value, now)
    case 'swap':
      return answer(rest, value, fact, now)
    case 'someFact':
      return Array.isArray(fact) && fact.some((item) => answer(rest, item, value, now))
    case 'everyFact':
      return Array.isArray(fact) && fact.every((item) => answer(rest, item, value, now))
    case 'someValue':
      return (value as unknown[]).some((item) => answer(rest, fact, item, now))
    case 'everyValue':
      return (value as unknown[]).every((item) => answer(rest, fact, item, now))
    default:
      return chameleon(operator, fact, value, now)
  }
}

/** json-rules-engine asks this of the fact before it compares by size. */
const isNumeric = (fact: unknown) => !Number.isNaN(Number.parseFloat(String(fact)))

/** S4: of a missing value the positive ones say no, the negated ones yes. Here for values of one type only. */
function chameleon(operator: string, fact: unknown, value: unknown, now: number): boolean {
  const instant = readInstant(fact, null)
  const before = now - Number(value) * dayMs
  switch (operator) {
    case 'chameleon.ex':
      return fact !== undefined
    case 'chameleon.nx':
      return fact === undefined
    case 'chameleon.eq':
      return fact === value
    case 'chameleon.ne':
      return fact !== value
    case 'chameleon.gt':
      return fact !== undefined && (fact as number) > (value as number)
    case 'chameleon.gte':
      return fact !== undefined && (fact as number) >= (value as number)
    case 'chameleon.lt':
      return fact !== undefined && (fact as number) < (value as number)
    case 'chameleon.lte':
      return fact !== undefined && (fact as number) <= (value as number)
    case 'chameleon.gt-d':
      return instant !== undefined && instant > before
    case 'chameleon.lt-d':
      return instant !== undefined && instant < before
    default:
      throw new Error(`the naive interpreter knows no operator ${operator}`)
  }
}
