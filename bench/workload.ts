import {
  type Catalog,
  type Condition,
  catalog,
  dayMs,
  type Experience,
  experience,
  hourMs,
  limitGroup,
  type Profile,
  profile,
} from '../src/index.js'
import { createRandom } from './random.js'

/** What every contestant is given: a catalog, people, and page loads in order of time. */
export interface Workload {
  readonly catalog: Catalog
  readonly profiles: readonly Profile[]
  readonly loads: readonly Load[]
}

export interface Load {
  /** Into `profiles`. */
  readonly who: number
  readonly href: string
  readonly at: number
}

export const start = Date.UTC(2029, 1, 1)

const plans = ['free', 'trial', 'pro', 'team', 'enterprise']
const roles = ['admin', 'owner', 'editor', 'viewer']
const countries = ['NO', 'DE', 'FR', 'US', 'PL', 'JP', 'BR', 'IN']
const tags = ['feature', 'upsell', 'feedback', 'onboarding']
interface Size {
  readonly experiences: number
  readonly profiles: number
  readonly loads: number
}

/**
 * Experiences with a URL rule, a segment of four comparisons and no recurrence, five overlapping rolling groups,
 * people of whom some come far more often than others, a month of page loads.
 */
export function createWorkload({ experiences, profiles, loads }: Size, seed = 7): Workload {
  const random = createRandom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const people = Array.from({ length: profiles }, (_, index) =>
    profile(`user-${index}`, {
      seen: true,
      traits: {
        plan: pick(plans),
        role: pick(roles),
        country: pick(countries),
        seats: Math.floor(random() * 200),
        beta: random() < 0.3,
      },
    }),
  )
  // A product with more experiences has more pages to put them on.
  const areas = Math.round(40 * Math.sqrt(experiences / 50))
  const area = (index: number): string => `area-${index % areas}`
  const hrefs = Array.from(
    { length: areas * 10 },
    (_, index) => `https://app.example.com/${area(index)}/${index}?tab=1`,
  )
  const list = Array.from({ length: experiences }, (_, index) =>
    createExperience(index, { random, pick, page: area(Math.floor(random() * areas)) }),
  )
  return {
    catalog: catalog({
      experiences: list,
      limitGroups: groups(list),
      tags: tags.map((id) => ({ id, uid: id, name: null })),
    }),
    profiles: people,
    loads: Array.from({ length: loads }, (_, index) => ({
      who: Math.floor(random() ** 3 * profiles),
      href: pick(hrefs),
      at: start + Math.floor((index * 30 * dayMs) / loads),
    })),
  }
}

interface Dice {
  readonly random: () => number
  readonly pick: <T>(from: readonly T[]) => T
}

function createExperience(index: number, { random, pick, page }: Dice & { readonly page: string }): Experience {
  return experience({
    id: `experience-${index}`,
    kind: random() < 0.5 ? 'survey' : 'tour',
    publishedAt: random() < 0.9 ? start - dayMs : null,
    position: index,
    tagIds: [pick(tags)],
    urlRules: [{ url: `/${page}/`, matchType: 'simple' }],
    segment: segment({ random, pick }),
    rateUnlimitAt: random() < 0.04 ? start : null,
  })
}

function segment({ random, pick }: Dice): Condition {
  const seats = Math.floor(random() * 150)
  return {
    all: [
      {
        any: [
          { fact: 'plan', operator: 'in', value: [pick(plans), pick(plans)] },
          { fact: 'beta', operator: 'equal', value: true },
        ],
      },
      { fact: 'role', operator: 'notEqual', value: pick(roles) },
      { fact: 'seats', operator: 'greaterThanInclusive', value: seats },
    ],
  }
}

function groups(experiences: readonly Experience[]): Catalog['limitGroups'] {
  const campaignIds = experiences.filter((_, index) => index % 5 === 0).map(({ id }) => id)
  return [
    limitGroup({ id: 'all', kind: 'all', rateLimitSize: 1, rateLimitKind: '2h' }),
    limitGroup({ id: 'surveys', kind: 'survey', rateLimitSize: 1, rateLimitKind: '7d' }),
    limitGroup({ id: 'tours', kind: 'tour', rateLimitSize: 2, rateLimitKind: '1d' }),
    limitGroup({ id: 'tags', kind: 'tags', tagIds: ['feedback', 'upsell'], rateLimitSize: 3, rateLimitKind: '30d' }),
    limitGroup({ id: 'campaigns', kind: 'campaigns', campaignIds, rateLimitSize: 2, rateLimitKind: '4h' }),
  ]
}

/** A profile as it comes from a database: a month of shows behind it. */
export function withHistory(who: Profile, { experiences }: Catalog, shows: number, seed = 11): Profile {
  const random = createRandom(seed + who.id.length)
  const interactions = Array.from({ length: shows }, (_, index) => ({
    id: `i${String(index).padStart(3, '0')}`,
    experienceId: (experiences[Math.floor(random() * experiences.length)] as Experience).id,
    startedAt: start - (shows - index) * 20 * hourMs,
    groupKind: random() < 0.8 ? 'automatic' : 'delivery',
    groupId: null,
    state: 'completed' as const,
    stateAt: start - (shows - index) * 20 * hourMs,
    deferUntil: null,
    assumed: false,
  }))
  return { ...who, interactions }
}
