import type { Catalog, Experience, LimitGroup, Window } from '../model/index.js'
import { parseWindow } from '../model/index.js'
import { type Bits, bitsWhere, hasBit } from './bits.js'
import { remembered } from './remembered.js'

/** A limit group with its members as sets. */
export interface CompiledGroup {
  /** Its place in the catalog. */
  readonly index: number
  readonly source: LimitGroup
  readonly window: Window
  /** What it contains by kind, tags or list, live or not: whose past shows count (L2, L8). */
  readonly members: Bits
  /** Those that it can hold back: members that are not exempt (L7). */
  readonly restrains: Bits
}

export function compileGroups(catalog: Catalog, experiences: readonly Experience[]): readonly CompiledGroup[] {
  return catalog.limitGroups.map((source, index) => {
    const window = parseWindow(source.rateLimitKind)
    if (window === null) throw new Error(`limit group "${source.id}": "${source.rateLimitKind}" is not a window`)
    const contains = membership(source)
    const where = (holds: (experience: Experience) => boolean): Bits =>
      bitsWhere(experiences.length, (bit) => holds(experiences[bit] as Experience))
    return {
      index,
      source,
      window,
      members: where(contains),
      restrains: where((one) => contains(one) && one.rateUnlimitAt === null),
    }
  })
}

const maxUnions = 1_024

/**
 * What any set of full groups holds back: their places in the catalog, each as the character of that code. There are
 * few such sets, so each is worked out once.
 */
export const createUnions = (groups: readonly CompiledGroup[], size: number): ((full: string) => Bits) =>
  remembered(maxUnions, (full: string) =>
    bitsWhere(size, (bit) =>
      groups.some(({ restrains }, place) => full.includes(String.fromCharCode(place)) && hasBit(restrains, bit)),
    ),
  )

/** L2: what a group contains. */
export function membership({ kind, tagIds, campaignIds }: LimitGroup): (experience: Experience) => boolean {
  switch (kind) {
    case 'all':
      return () => true
    case 'tour':
    case 'survey':
      return (experience) => experience.kind === kind
    case 'tags': {
      const tags = new Set(tagIds)
      return (experience) => experience.tagIds.some((tag) => tags.has(tag))
    }
    case 'campaigns': {
      const ids = new Set(campaignIds)
      return (experience) => ids.has(experience.id)
    }
  }
}
