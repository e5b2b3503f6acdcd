import type { Catalog, Condition, Experience, Profile } from '../src/index.js'
import { dayMs, hourMs } from '../src/index.js'

/**
 * The floor: the workload's page loads decided by code written for its very shape, and nothing else. Bit sets by href
 * and by traits, the five groups' free instants in one typed array, no events, no explanation, no other rules.
 */
export interface Floor {
  /** The index in the catalog of what shows, or −1. */
  page(who: number, href: string, at: number): number
}

interface State {
  readonly segments: Int32Array
  readonly seen: Int32Array
  readonly freeAt: Float64Array
  /** The shows that count, by group: experience and instant, oldest first. */
  readonly shows: [experience: number, at: number][][]
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
  const states: State[] = profiles.map(({ traits }) => ({
    segments: bits(({ segment }) => holds(segment as Condition, traits)),
    seen: new Int32Array(words),
    freeAt: new Float64Array(5).fill(-1),
    shows: [[], [], [], [], []],
  }))

  return {
    page(who, href, at) {
      let page = pages.get(href)
      if (page === undefined) {
        page = bits(({ publishedAt, urlRules }) => publishedAt !== null && href.includes(urlRules[0]?.url as string))
        pages.set(href, page)
      }
      const { segments, seen, freeAt, shows } = states[who] as State
      for (let word = 0; word < words; word++) {
        let left = (page[word] as number) & (segments[word] as number) & ~(seen[word] as number)
        for (let group = 0; left !== 0 && group < 5; group++) {
          if (at < (freeAt[group] as number)) left &= ~((members[group] as Int32Array)[word] as number)
        }
        if (left === 0) continue
        const index = (word << 5) + 31 - Math.clz32(left & -left)
        seen[word] = (seen[word] as number) | (1 << (index & 31))
        for (let group = 0; group < 5; group++) {
          if (((((members[group] as Int32Array)[word] as number) >>> (index & 31)) & 1) === 0) continue
          const own = shows[group] as [number, number][]
          own.push([index, at])
          freeAt[group] = filled(own, sizes[group] as number) + (windows[group] as number)
        }
        return order[index] as number
      }
      return -1
    },
  }
}

const rank = ({ kind }: Experience): number => (kind === 'survey' ? 0 : 1)

/** When the size-th most recent of different experiences showed. Each shows once here, so every show is another one. */
const filled = (shows: readonly [number, number][], size: number): number =>
  shows.length < size ? Number.NEGATIVE_INFINITY : (shows[shows.length - size] as [number, number])[1]

/** The one shape of segment that the workload has. */
function holds(segment: Condition, traits: Profile['traits']): boolean {
  const { all } = segment as { all: readonly [{ any: readonly Leaf[] }, Leaf, Leaf] }
  const [either, role, seats] = all
  const [plan] = either.any as [Leaf]
  const inPlan = (plan.value as readonly unknown[]).includes(traits.plan) || traits.beta === true
  return inPlan && traits.role !== role.value && (traits.seats as number) >= (seats.value as number)
}

interface Leaf {
  readonly value: unknown
}
