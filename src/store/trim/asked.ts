import { membership } from '../../engine/index.js'
import type { CalendarUnit, Catalog, Comparison, Condition, Interaction } from '../../model/index.js'
import { dayMs, parseWindow } from '../../model/index.js'

/** How long a local period is at most, and two days more: its zone may change, and a profile's zone with it. */
const calendarMs: Readonly<Record<CalendarUnit, number>> = {
  day: 3 * dayMs,
  week: 9 * dayMs,
  month: 33 * dayMs,
  quarter: 94 * dayMs,
  year: 368 * dayMs,
}

/** How far back the catalog's groups count at most, but for sessions and lifetimes (L5). */
export function longestWindowMs({ limitGroups }: Catalog): number {
  const lengths = limitGroups.map(({ rateLimitKind }) => {
    const window = parseWindow(rateLimitKind)
    if (window?.kind === 'rolling') return window.windowMs
    return window?.kind === 'calendar' ? calendarMs[window.unit] : 0
  })
  return Math.max(0, ...lengths)
}

/** Whether an interaction is of an experience whose every show is asked for, however long ago. */
export function wholeHistories(catalog: Catalog): (interaction: Interaction) => boolean {
  const counted = new Set(countedInSegments(catalog))
  for (const group of catalog.limitGroups) {
    if (group.rateLimitKind !== 'lifetime' || group.count !== 'shows') continue
    const contains = membership(group)
    for (const experience of catalog.experiences) if (contains(experience)) counted.add(experience.id)
  }
  return ({ experienceId }) => counted.has(experienceId)
}

/** S1: the experiences of which a segment reads more than the last instants. */
function countedInSegments({ segments, experiences }: Catalog): readonly string[] {
  const conditions = [...segments.map((one) => one.conditions), ...experiences.flatMap(({ segment }) => segment ?? [])]
  return conditions.flatMap(leaves).flatMap(({ fact, path }) => {
    if (!fact.startsWith(prefix) || lastInstants.has(path ?? '$')) return []
    return [fact.slice(prefix.length)]
  })
}

const prefix = 'history.'
const lastInstants: ReadonlySet<string> = new Set(['$.started', '$.completed', '$.exited'])

function leaves(condition: Condition): readonly Comparison[] {
  if ('all' in condition) return condition.all.flatMap(leaves)
  if ('any' in condition) return condition.any.flatMap(leaves)
  if ('not' in condition) return leaves(condition.not)
  return 'fact' in condition ? [condition] : []
}
