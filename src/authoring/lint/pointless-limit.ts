import type { Catalog, Experience, LimitGroup, Problem } from '../../model/index.js'
import { quote } from '../quote.js'
import { membersOf } from './members.js'
import { coversEveryone } from './never-shows.js'

/** A group whose experiences are all exempt or show by delivery only, which no limit holds back (L7). */
export function* pointlessLimit(catalog: Catalog): Generator<Problem> {
  for (const [index, group] of catalog.limitGroups.entries()) {
    const members = membersOf(catalog, group).filter(({ removed }) => !removed)
    const shut = catalog.limitGroups.filter((other) => other !== group && other.rateLimitSize === 0)
    const reasons = members.map((experience) => whyFree(catalog, experience, shut))
    if (members.length === 0 || reasons.includes(null)) continue
    yield {
      code: 'pointless_limit',
      pointer: `/limit_groups/${index}`,
      message: `limit group ${quote(group.id)} limits nothing: ${[...new Set(reasons)].join(', or ')}`,
      help: 'limits hold automatic shows back only',
    }
  }
}

function whyFree(catalog: Catalog, experience: Experience, shut: readonly LimitGroup[]): string | null {
  if (experience.rateUnlimitAt !== null) return 'its experiences are exempt (rate_unlimit_at)'
  const deliveryOnly =
    coversEveryone(experience) || shut.some((group) => membersOf(catalog, group).includes(experience))
  return deliveryOnly ? 'its experiences show by delivery only' : null
}
