import type { Catalog, LimitGroup, Problem } from '../../model/index.js'
import { quote } from '../quote.js'
import { membersOf } from './members.js'

/** A group that no experience is in. */
export function* emptyGroup(catalog: Catalog): Generator<Problem> {
  for (const [index, group] of catalog.limitGroups.entries()) {
    if (membersOf(catalog, group).some(({ removed }) => !removed)) continue
    const message = `limit group ${quote(group.id)} is empty: ${why[group.kind]}`
    yield { code: 'empty_group', pointer: `/limit_groups/${index}`, message }
  }
}

const why: Readonly<Record<LimitGroup['kind'], string>> = {
  all: 'there are no experiences',
  tour: 'there are no tours',
  survey: 'there are no surveys',
  tags: 'no experience has any of its tags',
  campaigns: 'none of the listed experiences is there',
}
