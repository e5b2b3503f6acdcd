import type { Catalog, Condition } from '../../model/index.js'

/** The traits that the segments of a catalog's experiences ask for, sorted. History is no trait: it is always known. */
export function factsRead({ segments, experiences }: Catalog): readonly string[] {
  const facts = new Set<string>()
  const visit = (part: Condition): void => {
    if ('any' in part) part.any.forEach(visit)
    else if ('all' in part) part.all.forEach(visit)
    else if ('not' in part) visit(part.not)
    else if ('fact' in part && !part.fact.startsWith('history.')) facts.add(part.fact)
  }
  for (const { conditions } of segments) visit(conditions)
  for (const { segment } of experiences) if (segment !== null) visit(segment)
  return [...facts].sort()
}
