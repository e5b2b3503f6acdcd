import { type Catalog, dayMs, hourMs, minuteMs, type Profile, sessionGapMs } from '../../src/model/index.js'
import { nextPeriodStart } from '../naive/calendar.js'
import type { NaiveDecision } from '../naive/decide.js'
import type { Draw } from './draw.js'
import { zoneNames } from './vocabulary.js'

/** Where time may be heading for: the profile that is looked at, and what was last decided about it. */
export interface View {
  readonly catalog: Catalog
  readonly profile: Profile
  readonly decision: NaiveDecision | null
  readonly now: number
}

const windowsMs = [30_000, hourMs, 90 * minuteMs, 2 * hourMs, dayMs, 7 * dayMs]
const calendars = ['day', 'day', 'week', 'month', 'quarter', 'year'] as const

/** An instant at which something about the profile may just turn; `null` where this draw knows none. */
function drawBoundary(draw: Draw, { catalog, profile, decision, now }: View): number | null {
  const { interactions, deliveries, pageAt } = profile
  const pick = <T>(list: readonly T[]): T | undefined => (list.length === 0 ? undefined : draw.pick(list))
  switch (draw.below(9)) {
    case 0:
    case 1:
      return decision?.validUntil ?? null
    case 2:
      return decision === null ? null : (pick([...decision.nextAt.values()]) ?? null)
    case 3: {
      const one = pick(interactions)
      return one === undefined ? null : one.startedAt + draw.pick(windowsMs)
    }
    case 4: {
      const one = pick(interactions)
      return one?.deferUntil ?? (one?.stateAt == null ? null : one.stateAt + draw.pick([1, 2]) * draw.pick(windowsMs))
    }
    case 5: {
      const one = pick(deliveries)
      return (draw.once(3) ? one?.from : one?.until) ?? null
    }
    case 6:
      return pageAt === null ? null : pageAt + draw.pick([sessionGapMs, sessionGapMs, 1000, 30_000, hourMs])
    case 7: {
      const one = pick(catalog.experiences)
      return (draw.once(2) ? one?.publishedAt : one?.unpublishedAt) ?? null
    }
    default:
      return nextPeriodStart(now, draw.pick(calendars), draw.pick(zoneNames))
  }
}

const spansMs = [0, 0, 1, 1000, 30_000, hourMs, sessionGapMs, sessionGapMs + 1, dayMs, 7 * dayMs]

const latest = Date.UTC(2045, 0, 1)

/** The next instant: half of the time a boundary or a millisecond beside it, else a while later, seldom long. */
export function drawNext(draw: Draw, view: View): number {
  const boundary = draw.once(2) ? drawBoundary(draw, view) : null
  const at = boundary === null ? null : boundary + draw.pick([0, 0, -1, 1])
  // What lies years ahead is left alone, so that no life goes on for longer than the data of its zones.
  const isNear = at !== null && at >= view.now && at < view.now + 400 * dayMs && view.now < latest
  return isNear ? at : view.now + draw.pick(spansMs)
}
