import type { Catalog, Problem } from '../../model/index.js'
import { quote } from '../quote.js'
import { groupOrder } from './group-order.js'

/** A group that says what an earlier one says: the same experiences, window and size. */
export function* sameGroup(catalog: Catalog): Generator<Problem> {
  const { members, implies } = groupOrder(catalog)
  const groups = catalog.limitGroups
  for (const [index, group] of groups.entries()) {
    if (members.get(group)?.size === 0) continue
    const same = groups.slice(0, index).find((earlier) => implies(earlier, group) && implies(group, earlier))
    if (same === undefined) continue
    const message = `limit group ${quote(group.id)} repeats ${quote(same.id)}`
    yield { code: 'same_group', pointer: `/limit_groups/${index}`, message, help: 'take one of them out' }
  }
}
