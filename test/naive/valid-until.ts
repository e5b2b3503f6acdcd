import { historyHolds } from './history.js'
import { groupsOver, isFull, roomAt } from './limits.js'
import { type Asked, timeTurns } from './segment.js'

/** E9: every instant at which something turns by itself, for whatever is pending or in the catalog; the least after now. */
export function validUntil(asked: Asked, armed: readonly string[]): number | null {
  const instants = [
    ...deliveryWindows(asked),
    ...publications(asked),
    ...groupReleases(asked),
    ...historyReleases(asked),
    ...segmentTurns(asked),
    ...timers(asked, armed),
  ].filter((at): at is number => at !== null && Number.isFinite(at) && at > asked.now)
  return instants.length === 0 ? null : Math.min(...instants)
}

const pending = ({ profile }: Asked) => profile.deliveries.filter(({ id }) => profile.deliveryIds.includes(id))

/** A `from`, and the millisecond after an `until`. */
const deliveryWindows = (asked: Asked) =>
  pending(asked).flatMap(({ from, until }) => [from, until === null ? null : until + 1])

/** A publication or its end. A tombstone's turn nothing. */
const publications = ({ catalog }: Asked) =>
  catalog.experiences.filter(({ removed }) => !removed).flatMap((e) => [e.publishedAt, e.unpublishedAt])

/** The room that comes in each full group over any experience: the end of a period or session too, where that makes room. */
function groupReleases({ catalog, profile, now }: Asked) {
  const over = new Set(catalog.experiences.flatMap((experience) => groupsOver(catalog, experience)))
  const full = [...over].filter((group) => isFull(catalog, group, profile, now))
  return full.map((group) => roomAt(catalog, [group], profile, now))
}

/** The end of each recurrence and of each snooze that holds. */
const historyReleases = ({ catalog, profile }: Asked) =>
  catalog.experiences.flatMap((experience) => Object.values(historyHolds(experience, profile)))

/** The turns of time operators. Deliveries direct experiences of the catalog, so these are all. */
const segmentTurns = (asked: Asked) =>
  asked.catalog.experiences.flatMap(({ segment }) => (segment === null ? [] : timeTurns(segment, asked)))

/** The timers of what waits on this page; a delivery that was removed since does not. */
const timers = ({ catalog, profile }: Asked, armed: readonly string[]) =>
  armed.flatMap((id) => {
    const delivery = profile.deliveries.find((one) => one.id === id)
    if (delivery !== undefined && delivery.state !== 'pending') return []
    const experienceId = delivery?.modelId ?? id
    const triggers = catalog.experiences.find((experience) => experience.id === experienceId)?.triggers ?? []
    return triggers.map((trigger) =>
      trigger.on === 'time_on_page' && profile.pageAt !== null ? profile.pageAt + trigger.seconds * 1000 : null,
    )
  })
