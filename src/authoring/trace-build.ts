import type { Instant } from '../model/index.js'
import type { TraceEvent, WireParams } from './trace-event.js'
import type { WireTraceEvent } from './trace-schema.js'

/** What a line's texts of time were read as; `deferUntil` counts in a snooze only. */
interface TraceInstants {
  readonly at: Instant
  readonly deferUntil: Instant
}

/**
 * A line whose shape is right, in the model's words. `value` is the same line as it came: Valibot leaves out traits
 * and parameters that are named `constructor` and the like.
 */
export function buildTraceEvent(wire: WireTraceEvent, value: WireParams, instants: TraceInstants): TraceEvent {
  const { at, deferUntil } = instants
  const parts = { at, profileId: idText(wire.profile_id), eventId: idText(wire.event_id) }
  // The schema wants a profile for these types.
  const someone = { ...parts, profileId: String(wire.profile_id) }
  switch (wire.type) {
    case 'identify':
      return {
        type: 'identify',
        ...someone,
        ...(wire.uid === undefined ? {} : { uid: idText(wire.uid) }),
        ...(wire.email === undefined ? {} : { email: wire.email }),
        ...(wire.traits ? { traits: value.traits as WireParams } : {}),
        ...(typeof wire.disabled === 'boolean' ? { disabled: wire.disabled } : {}),
      }
    case 'trigger':
      return { type: 'trigger', ...someone, on: wire.on, element: wire.element ?? null, name: wire.name ?? null }
    case 'track':
      return { type: 'track', ...someone, event: wire.event }
    case 'interaction':
      return {
        type: 'interaction',
        ...someone,
        experienceId: String(wire.experience_id),
        state: wire.state,
        deferUntil: wire.state === 'snoozed' ? deferUntil : null,
        groupKind: wire.group_kind ?? null,
        groupId: idText(wire.group_id),
      }
    case 'deliver':
      return { type: 'deliver', ...parts, id: idText(wire.id), params: without(value, ['id']) }
    case 'deliver.update':
      return { type: 'deliver.update', ...parts, id: String(wire.id), params: without(value, ['id', 'profile_id']) }
    case 'deliver.remove':
      return { type: 'deliver.remove', ...parts, id: String(wire.id) }
    case 'sending':
      return {
        type: 'sending',
        ...parts,
        profileId: null,
        id: idText(wire.id),
        params: without(value, ['id', 'profile_id']),
      }
    case 'sending.update':
      return {
        type: 'sending.update',
        ...parts,
        profileId: null,
        id: String(wire.id),
        params: without(value, ['id', 'profile_id']),
      }
    case 'sending.cancel':
      return { type: 'sending.cancel', ...parts, profileId: null, id: String(wire.id) }
    case 'catalog':
      return { type: 'catalog', ...parts, edit: without(value, ['profile_id']) }
    case 'tick':
      return { type: 'tick', ...parts }
    case 'list':
      return { type: 'list', ...parts, query: without(value, []) }
    default:
      return { type: 'page', ...someone, href: wire.href, peek: wire.peek ?? false }
  }
}

/** D2: ids are text. */
const idText = (id: string | number | null | undefined): string | null =>
  id === null || id === undefined ? null : String(id)

/** A call's parameters: the line without what makes it a line, and without what is read from it by name. */
function without(value: WireParams, named: readonly string[]): WireParams {
  const { type: _, at: __, event_id: ___, expect: ____, ...params } = value
  return Object.fromEntries(Object.entries(params).filter(([key]) => !named.includes(key)))
}
