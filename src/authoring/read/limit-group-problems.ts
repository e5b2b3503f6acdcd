import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import type { Problems } from './problems.js'
import type { RawItem } from './raw-items.js'

/** Each list belongs to one kind of group (L2), and that kind needs it. */
export function judgeLimitGroup({ part, pointer, object }: RawItem, problems: Problems): void {
  const { kind } = object
  if (typeof kind !== 'string') return
  for (const [list, owner] of [
    ['tag_ids', 'tags'],
    ['campaign_ids', 'campaigns'],
  ] as const) {
    const given = object[list] ?? null
    if (kind === owner && given === null) {
      problems.add({
        part,
        pointer,
        code: 'missing_key',
        message: `a group of kind "${owner}" without ${list}`,
        help: `list its ${list}`,
      })
    } else if (kind !== owner && Array.isArray(given) && given.length > 0) {
      const message = `${list} in a group of kind ${quote(kind)}`
      const help = `${list} belongs to kind "${owner}"`
      problems.add({ part, pointer: pointerTo(pointer, list), code: 'contradiction', message, help, at: 'key' })
    }
  }
}

/** The groups of all documents count together. One list that is too long alone is what its schema refuses. */
export function judgeGroupCount(groups: readonly RawItem[], most: number, problems: Problems): void {
  const beyond = groups[most]
  if (beyond === undefined || groups.filter(({ part }) => part === beyond.part).length > most) return
  const message = `expected at most ${most} limit groups in all documents, found ${groups.length}`
  problems.add({ part: beyond.part, pointer: '/limit_groups', code: 'invalid_value', message })
}
