import { type CompiledGroup, type Engine, nextPeriodStart } from '../../engine/index.js'
import { dayMs, type Instant, sessionGapMs, utc, type Zone } from '../../model/index.js'
import { dayText } from './days.js'
import type { Metrics } from './metrics.js'

/** For how long after its beginning a trace cannot know what fills the limits. */
export interface WarmUp {
  /** From this instant on nothing from before the trace counts; lifetime groups left aside. */
  readonly until: Instant
  /** The group whose window is the last to pass. */
  readonly groupId: string
  /** On the UTC days that begin before `until`. */
  readonly pageLoads: number
  readonly shows: number
}

/** @returns `null` where no group has a window that passes, or nothing was loaded */
export function warmUpOf({ firstAt, days }: Metrics, engine: Engine): WarmUp | null {
  if (firstAt === null) return null
  const last = lastToPass(engine, firstAt)
  if (last === null) return null
  const firstLater = dayText(Math.ceil(last.until / dayMs))
  const early = days.filter(([day]) => day < firstLater)
  return {
    ...last,
    pageLoads: early.reduce((sum, [, { pageLoads }]) => sum + pageLoads, 0),
    shows: early.reduce(
      (sum, [, { pageLoadsWithShow, showsByTrigger }]) => sum + pageLoadsWithShow + showsByTrigger,
      0,
    ),
  }
}

/** The groups that count a lifetime: no trace is long enough for them. */
export const lifetimeGroups = ({ groups }: Engine): readonly string[] =>
  groups
    .filter(({ window, source }) => window.kind === 'lifetime' && source.rateLimitSize > 0)
    .map(({ source }) => source.id)

function lastToPass(engine: Engine, firstAt: Instant): Pick<WarmUp, 'until' | 'groupId'> | null {
  let last: Pick<WarmUp, 'until' | 'groupId'> | null = null
  for (const group of engine.groups) {
    const until = group.source.rateLimitSize === 0 ? null : passedAt(group, engine, firstAt)
    if (until !== null && (last === null || until > last.until)) last = { until, groupId: group.source.id }
  }
  return last
}

/** `null` for a lifetime, which does not pass. */
function passedAt(group: CompiledGroup, engine: Engine, firstAt: Instant): Instant | null {
  const { window } = group
  switch (window.kind) {
    case 'rolling':
      return firstAt + window.windowMs
    case 'calendar':
      return Math.max(...zonesOf(group, engine).map((zone) => nextPeriodStart(window.unit, zone, firstAt)))
    case 'session':
      return firstAt + sessionGapMs
    case 'lifetime':
      return null
  }
}

/** L5: the group's own zone, else whatever zone a profile may live in. */
function zonesOf({ source: { zone } }: CompiledGroup, { zones }: Engine): readonly Zone[] {
  return zone === null ? [utc, ...zones.values()] : [zones.get(zone) ?? utc]
}
