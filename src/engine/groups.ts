import type { Catalog, Experience, LimitGroup, Window } from '../model/index.js'
import { parseWindow } from '../model/index.js'
import { type Bits, bitsWhere, emptyBits } from './bits.js'

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

/** What some full groups hold back together. */
export interface Union {
  readonly bits: Bits
  /** With one more group, by its place: those that were asked for before. */
  readonly wider: Union[]
}

export interface Unions {
  readonly none: Union
  /** @param group one that is not in the union, and comes after those that are */
  readonly widen: (union: Union, group: CompiledGroup) => Union
}

/**
 * What full groups hold back, from none of them on, each widened by a group that comes later in the catalog. There
 * are few sets of groups that are full at once, so what each holds back is worked out once and then found without
 * looking it up by a key; when there are too many they are begun anew.
 */
export function createUnions(size: number): Unions {
  const none: Union = { bits: emptyBits(size), wider: [] }
  let count = 0
  return {
    none,
    widen(union, { index, restrains }) {
      let wider = union.wider[index]
      if (wider === undefined) {
        if (++count > maxUnions) {
          none.wider.length = 0
          count = 1
        }
        wider = { bits: union.bits.map((bits, word) => bits | (restrains[word] as number)), wider: [] }
        union.wider[index] = wider
      }
      return wider
    },
  }
}

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
