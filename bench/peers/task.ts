import type { AllOf, AnyOf, Catalog, Comparison, Experience, LimitGroup } from '../../src/index.js'
import { dayMs, hourMs } from '../../src/index.js'

/** The workload's catalog in the form that every contestant is given: what can show, in the order in which it may. */
export interface Task {
  readonly candidates: readonly Candidate[]
  readonly limits: readonly Limit[]
  /** By experience, published or not: the limits whose room a show takes. */
  readonly fills: ReadonlyMap<string, readonly number[]>
}

export interface Candidate {
  readonly id: string
  /** Its place among the candidates. */
  readonly index: number
  /** It shows where the address contains this. */
  readonly fragment: string
  readonly segment: Segment
  /** The limits that must have room for it; none where it is exempt. */
  readonly limits: readonly number[]
}

/** (plan is one of `plans`, or beta is true), and role is not `role`, and seats are at least `seats`. */
export interface Segment {
  readonly plans: readonly string[]
  readonly role: string
  readonly seats: number
}

/** At most `size` shows within any window of this length: the window is half-open. */
export interface Limit {
  readonly id: string
  readonly size: number
  readonly windowMs: number
}

export interface Traits {
  readonly plan: string
  readonly role: string
  readonly country: string
  readonly seats: number
  readonly beta: boolean
}

const windows: Readonly<Record<string, number>> = { '2h': 2 * hourMs, '4h': 4 * hourMs, '1d': dayMs }

export function createTask({ experiences, limitGroups }: Catalog): Task {
  const order = [...experiences].sort((a, b) => rank(a) - rank(b)) // stable, and the catalog is in order of position
  const limitsOf = (one: Experience): readonly number[] => {
    if (one.rateUnlimitAt !== null) return []
    return limitGroups.flatMap((group, index) => (contains(group, one) ? [index] : []))
  }
  return {
    candidates: order
      .filter(({ publishedAt }) => publishedAt !== null)
      .map((one, index) => ({
        id: one.id,
        index,
        fragment: one.urlRules[0]?.url as string,
        segment: segmentOf(one.segment as AllOf),
        limits: limitsOf(one),
      })),
    limits: limitGroups.map(({ id, rateLimitSize: size, rateLimitKind: kind }) => {
      const windowMs = windows[kind] ?? Number.parseInt(kind, 10) * dayMs
      return { id, size, windowMs }
    }),
    fills: new Map(experiences.map((one) => [one.id, limitsOf(one)])),
  }
}

/** Surveys go before tours. */
const rank = ({ kind }: Experience): number => (kind === 'survey' ? 0 : 1)

function contains({ kind, tagIds, campaignIds }: LimitGroup, one: Experience): boolean {
  if (kind === 'all') return true
  if (kind === 'tags') return one.tagIds.some((tag) => tagIds.includes(tag))
  return kind === 'campaigns' ? campaignIds.includes(one.id) : one.kind === kind
}

function segmentOf({ all }: AllOf): Segment {
  const [either, role, seats] = all as readonly [AnyOf, Comparison, Comparison]
  const [plan] = either.any as readonly [Comparison]
  return { plans: plan.value as readonly string[], role: role.value as string, seats: seats.value as number }
}
