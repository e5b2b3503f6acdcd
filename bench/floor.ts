import type { AllOf, AnyOf, Catalog, Comparison, Experience, Profile } from '../src/index.js'
import { dayMs, hourMs, sessionGapMs } from '../src/index.js'

/**
 * The floor: the workload's page loads decided by code written for its very shape. Bit sets by href and by traits, the
 * five groups' free instants in one typed array. It keeps what the rules ask for (the last page load, the session's
 * start, an interaction for each show) and answers with what shows; no deliveries, no triggers, no events, no
 * explanation.
 */
export interface Floor {
  /** Works out beforehand which experiences are on a page. */
  warm(href: string): Int32Array
  page(who: number, href: string, at: number): FloorShow | null
}

export interface FloorShow {
  readonly experienceId: string
  readonly interactionId: string
}

interface State {
  readonly id: string
  readonly segments: Int32Array
  readonly seen: Int32Array
  readonly freeAt: Float64Array
  readonly interactions: FloorInteraction[]
  pageAt: number
  sessionStartedAt: number
}

interface FloorInteraction {
  readonly id: string
  readonly experienceId: string
  readonly startedAt: number
  readonly groupKind: string
  readonly groupId: string | null
  readonly state: string
  readonly stateAt: number
  /** Which of the five groups it counts for, a bit each. */
  readonly groups: number
}

const windows = [2 * hourMs, 7 * dayMs, dayMs, 30 * dayMs, 4 * hourMs]
const sizes = [1, 1, 2, 3, 2]

export function createFloor({ experiences }: Catalog, profiles: readonly Profile[]): Floor {
  const order = experiences
    .map((_, index) => index)
    .sort((a, b) => rank(experiences[a] as Experience) - rank(experiences[b] as Experience) || a - b)
  const sorted = order.map((index) => experiences[index] as Experience)
  const words = (sorted.length + 31) >>> 5
  const bits = (holds: (one: Experience, original: number) => boolean): Int32Array => {
    const set = new Int32Array(words)
    sorted.forEach((one, k) => {
      if (holds(one, order[k] as number)) set[k >>> 5] = (set[k >>> 5] as number) | (1 << (k & 31))
    })
    return set
  }
  const limits = (one: Experience): boolean => one.rateUnlimitAt === null
  const members = [
    bits(limits),
    bits((one) => limits(one) && one.kind === 'survey'),
    bits((one) => limits(one) && one.kind === 'tour'),
    bits((one) => limits(one) && (one.tagIds[0] === 'feedback' || one.tagIds[0] === 'upsell')),
    bits((one, original) => limits(one) && original % 5 === 0),
  ]
  const pages = new Map<string, Int32Array>()
  const states: State[] = profiles.map(({ id, traits }) => ({
    id,
    segments: bits(({ segment }) => holds(segment as AllOf, traits)),
    seen: new Int32Array(words),
    freeAt: new Float64Array(5).fill(-1),
    interactions: [],
    pageAt: -1e15,
    sessionStartedAt: -1e15,
  }))

  const warm = (href: string): Int32Array => {
    let page = pages.get(href)
    if (page === undefined) {
      page = bits(({ publishedAt, urlRules }) => publishedAt !== null && href.includes(urlRules[0]?.url as string))
      pages.set(href, page)
    }
    return page
  }

  return {
    warm,
    page(who, href, at) {
      const page = warm(href)
      const state = states[who] as State
      if (at - state.pageAt > sessionGapMs) state.sessionStartedAt = at
      state.pageAt = at
      const { segments, seen, freeAt } = state
      for (let word = 0; word < words; word++) {
        let left = (page[word] as number) & (segments[word] as number) & ~(seen[word] as number)
        for (let group = 0; left !== 0 && group < 5; group++) {
          if (at < (freeAt[group] as number)) left &= ~((members[group] as Int32Array)[word] as number)
        }
        if (left !== 0) return show(state, (word << 5) + 31 - Math.clz32(left & -left), at)
      }
      return null
    },
  }

  function show(state: State, index: number, at: number): FloorShow {
    const { seen, freeAt, interactions } = state
    const word = index >>> 5
    const experienceId = (sorted[index] as Experience).id
    const id = `${state.id}:${interactions.length + 1}`
    let groups = 0
    for (let group = 0; group < 5; group++) {
      if ((((members[group] as Int32Array)[word] as number) >>> (index & 31)) & 1) groups |= 1 << group
    }
    const how = { groupKind: 'automatic', groupId: null, state: 'completed', stateAt: at }
    interactions.push({ id, experienceId, startedAt: at, ...how, groups })
    seen[word] = (seen[word] as number) | (1 << (index & 31))
    for (let group = 0; group < 5; group++) {
      if ((groups >>> group) & 1) freeAt[group] = filledAt(interactions, group) + (windows[group] as number)
    }
    return { experienceId, interactionId: id }
  }
}

const rank = ({ kind }: Experience): number => (kind === 'survey' ? 0 : 1)

/** When the size-th most recent of different experiences showed. Each shows once here, so every show is another one. */
function filledAt(interactions: readonly FloorInteraction[], group: number): number {
  let left = sizes[group] as number
  for (let k = interactions.length - 1; k >= 0; k--) {
    const { groups, startedAt } = interactions[k] as FloorInteraction
    if ((groups >>> group) & 1 && --left === 0) return startedAt
  }
  return Number.NEGATIVE_INFINITY
}

/** The one shape of segment that the workload has. */
function holds({ all }: AllOf, traits: Profile['traits']): boolean {
  const [either, role, seats] = all as readonly [AnyOf, Comparison, Comparison]
  const [plan] = either.any as readonly [Comparison]
  const inPlan = (plan.value as readonly unknown[]).includes(traits.plan) || traits.beta === true
  return inPlan && traits.role !== role.value && (traits.seats as number) >= (seats.value as number)
}
