import { type Catalog, type Experience, type LimitGroup, parseWindow, type Window } from '../../model/index.js'
import { membersOf } from './members.js'

/** Which groups have nothing to say that another one does not say already. */
export interface GroupOrder {
  readonly members: ReadonlyMap<LimitGroup, ReadonlySet<Experience>>
  /** Whether, whenever `loose` is full, `strict` is full too and holds all of its experiences back. */
  readonly implies: (strict: LimitGroup, loose: LimitGroup) => boolean
}

export function groupOrder(catalog: Catalog): GroupOrder {
  const members = new Map(catalog.limitGroups.map((group) => [group, new Set(membersOf(catalog, group))] as const))
  const holds = (strict: LimitGroup, loose: LimitGroup): boolean => {
    const outer = members.get(strict)
    return [...(members.get(loose) ?? [])].every((experience) => outer?.has(experience))
  }
  return {
    members,
    // A group of size 0 is always full.
    implies: (strict, loose) => (strict.rateLimitSize === 0 || fillsFirst(strict, loose)) && holds(strict, loose),
  }
}

const fillsFirst = (strict: LimitGroup, loose: LimitGroup): boolean =>
  strict.rateLimitSize <= loose.rateLimitSize &&
  // A group that counts less can be short of full while the other is.
  (strict.count === 'shows' || loose.count === 'experiences') &&
  (strict.exemptShows === 'count' || loose.exemptShows === 'ignore') &&
  reachesAsFar(strict, loose)

function reachesAsFar(far: LimitGroup, near: LimitGroup): boolean {
  const [a, b] = [parseWindow(far.rateLimitKind), parseWindow(near.rateLimitKind)]
  if (a === null || b === null) return false
  if (a.kind === 'lifetime') return true
  if (a.kind === 'session') return b.kind === 'session'
  if (a.kind === 'rolling') return b.kind === 'rolling' && a.windowMs >= b.windowMs
  return b.kind === 'calendar' && far.zone === near.zone && periods[b.unit].includes(a.unit)
}

type Unit = Extract<Window, { kind: 'calendar' }>['unit']

/** The periods that begin no later than each one does; a week may begin before its month. */
const periods: Readonly<Record<Unit, readonly Unit[]>> = {
  day: ['day', 'week', 'month', 'quarter', 'year'],
  week: ['week'],
  month: ['month', 'quarter', 'year'],
  quarter: ['quarter', 'year'],
  year: ['year'],
}
