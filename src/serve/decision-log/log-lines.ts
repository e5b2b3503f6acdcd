import { formatInstant } from '../../conditions/index.js'
import type { Recorded } from '../../http/recorded.js'
import type { ProfileEvent } from '../../model/index.js'

/** A line of a trace, as data. */
export type LogLine = Readonly<Record<string, unknown>>

/**
 * What happened to a profile, as the lines of a trace that a replay takes for it: a show is the recorded start of an
 * interaction (P2). What a replay works out by itself has no line: discards, redirects, what is armed, timers.
 */
export function logLines({ profileId, events, call }: Recorded): readonly LogLine[] {
  const lines: LogLine[] = []
  for (const event of events) {
    const body = event.type === 'deliveries' ? call : bodyOf(event)
    if (body === null) continue
    // A call may have said both in its own way: the API passes over `at`, and a profile may be named by its `uid`.
    const { type, at: _, profile_id: __, ...rest } = body
    lines.push({ type, at: formatInstant(event.at), profile_id: profileId, ...rest })
  }
  return lines
}

function bodyOf(event: ProfileEvent): LogLine | null {
  switch (event.type) {
    case 'page':
      return { type: 'page', href: event.href }
    case 'identify': {
      const { at: _, ...identify } = event
      return identify
    }
    case 'track':
      return { type: 'track', event: event.event }
    case 'trigger': {
      // E7: it follows from the page load.
      if (event.on === 'time_on_page') return null
      return { type: 'trigger', on: event.on, ...given({ element: event.element, name: event.name }) }
    }
    case 'interaction': {
      const { experienceId, state, deferUntil, groupKind, groupId } = event
      return {
        type: 'interaction',
        experience_id: experienceId,
        state,
        ...given({
          defer_until: deferUntil == null ? null : formatInstant(deferUntil),
          group_kind: groupKind,
          group_id: groupId,
        }),
      }
    }
    case 'show': {
      const { experienceId, deliveryId } = event
      const way = deliveryId === null ? { group_kind: 'automatic' } : { group_kind: 'delivery', group_id: deliveryId }
      return { type: 'interaction', experience_id: experienceId, state: 'started', ...way }
    }
    default:
      return null
  }
}

const given = (fields: LogLine): LogLine =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
