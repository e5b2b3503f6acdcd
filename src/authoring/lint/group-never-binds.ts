import type { Catalog, LimitGroup, Problem } from '../../model/index.js'
import { quote } from '../quote.js'
import { groupOrder } from './group-order.js'

/** A group that holds nothing back: another one always does so before it, or it has too few experiences to fill it. */
export function* groupNeverBinds(catalog: Catalog): Generator<Problem> {
  const { members, implies } = groupOrder(catalog)
  for (const [index, group] of catalog.limitGroups.entries()) {
    const count = members.get(group)?.size ?? 0
    if (count === 0) continue
    const say = (why: string, help: string): Problem => ({
      code: 'group_never_binds',
      pointer: `/limit_groups/${index}`,
      message: `limit group ${quote(group.id)} never holds anything back: ${why}`,
      help,
    })
    if (group.count === 'experiences' && count < group.rateLimitSize) {
      yield say(`it allows ${group.rateLimitSize} experiences and has ${count}`, 'lower its size')
      continue
    }
    // Two that say the same are the business of `sameGroup`.
    const stricter = catalog.limitGroups.find(
      (other) => other !== group && implies(other, group) && !implies(group, other),
    )
    if (stricter === undefined) continue
    yield say(
      `${quote(stricter.id)} is full whenever it is`,
      `every experience of ${quote(group.id)} is in ${quote(stricter.id)}, which allows ${terms(stricter)} where ${quote(group.id)} allows ${terms(group)}`,
    )
  }
}

const terms = ({ rateLimitSize, rateLimitKind }: LimitGroup): string => `${rateLimitSize} per ${rateLimitKind}`
