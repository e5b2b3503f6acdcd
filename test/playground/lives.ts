import fc from 'fast-check'
import { writeCatalog } from '../../src/authoring/index.js'
import { type Experience, formatInstant, type ProfileEvent } from '../../src/index.js'
import { arbitraryLife } from '../naive/arbitrary.js'

/** What somebody may have typed: a catalog, and lines of a trace of two people. */
export const arbitraryTexts: fc.Arbitrary<{ readonly catalog: string; readonly events: string }> = fc
  .tuple(arbitraryLife, fc.infiniteStream(fc.record({ other: fc.nat(5), deliver: fc.nat(9), key: fc.nat(3) })))
  .map(([{ catalog: given, events }, stream]) => {
    const catalog = { ...given, experiences: given.experiences.map(writable) }
    const lines = events.flatMap((event): readonly object[] => {
      const { other, deliver, key } = stream.next().value
      const profileId = other === 0 ? 'u2' : 'u1'
      const written = lineOf(event, profileId)
      const model = catalog.experiences[deliver]
      if (model === undefined || deliver > 2) return written
      const at = formatInstant(event.at)
      const parameters = { model_kind: model.kind, model_id: model.id, idempotency_key: `k${key}` }
      return [{ type: 'deliver', at, profile_id: profileId, ...parameters }, ...written]
    })
    return {
      catalog: JSON.stringify(writeCatalog(catalog)),
      events: lines.map((line) => JSON.stringify(line)).join('\n'),
    }
  })

/** In a document a trigger says what it is on (E7), except for time. */
const writable = (experience: Experience): Experience => ({
  ...experience,
  triggers: experience.triggers.map((one) =>
    one.on === 'time_on_page' || one.element !== null || one.name !== null ? one : { ...one, name: 'any' },
  ),
})

function lineOf(event: ProfileEvent, profileId: string): readonly object[] {
  const parts = { type: event.type, at: formatInstant(event.at), profile_id: profileId }
  switch (event.type) {
    case 'page':
      return [{ ...parts, href: event.href }]
    case 'identify': {
      const { traits, disabled } = event
      return [{ ...parts, traits, disabled }]
    }
    case 'track':
      return [{ ...parts, event: event.event }]
    case 'trigger': {
      const { on, element, name } = event
      // A timer is no line of a trace (E7).
      return on === 'time_on_page' ? [] : [{ ...parts, on, element, name }]
    }
    case 'interaction': {
      const { experienceId, state, deferUntil = null, groupKind, groupId } = event
      const snooze = state === 'snoozed' ? { defer_until: formatInstant(deferUntil ?? event.at + 3_600_000) } : {}
      return [{ ...parts, experience_id: experienceId, state, ...snooze, group_kind: groupKind, group_id: groupId }]
    }
    default:
      return []
  }
}
