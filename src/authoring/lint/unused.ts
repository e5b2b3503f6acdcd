import type { Catalog, Condition, Problem } from '../../model/index.js'
import { quote } from '../quote.js'

/** Segments and tags that nothing refers to. */
export function* unused(catalog: Catalog): Generator<Problem> {
  const conditions = [
    ...catalog.segments.map((segment) => segment.conditions),
    ...catalog.experiences.flatMap(({ segment }) => (segment === null ? [] : [segment])),
  ]
  const segments = new Set(conditions.flatMap((condition) => [...referencesOf(condition)]))
  const tags = new Set([
    ...catalog.experiences.flatMap(({ tagIds }) => tagIds),
    ...catalog.limitGroups.flatMap(({ tagIds }) => tagIds),
  ])
  for (const [index, { id }] of catalog.tags.entries()) {
    if (!tags.has(id))
      yield { code: 'unused_tag', pointer: `/tags/${index}`, message: `tag ${quote(id)} is used nowhere` }
  }
  for (const [index, { id }] of catalog.segments.entries()) {
    if (segments.has(id)) continue
    yield { code: 'unused_segment', pointer: `/segments/${index}`, message: `segment ${quote(id)} is used nowhere` }
  }
}

function* referencesOf(condition: Condition): Generator<string> {
  if ('condition' in condition) yield condition.condition
  else if ('not' in condition) yield* referencesOf(condition.not)
  else if ('all' in condition) for (const part of condition.all) yield* referencesOf(part)
  else if ('any' in condition) for (const part of condition.any) yield* referencesOf(part)
}
