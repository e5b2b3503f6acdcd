import type { Engine } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { noContent, readContent } from './body.js'
import { Faults } from './faults.js'
import type { SendingOutcome } from './outcome.js'
import { schedulingOf, unscheduled } from './scheduling.js'

/**
 * Creates a sending (N2, N4), or says everything that is wrong with the request at once (N8): `201` or `422`.
 *
 * Law: pure. What is given is neither changed nor kept: what is JSON in it is copied.
 *
 * @example
 * ```ts
 * import { catalog, compile } from 'oncue'
 * import { createSending } from 'oncue/sendings'
 *
 * const params = {
 *   schedule: { type: 'relative', in: '2 days' },
 *   recipients: [{ member_id: 150, properties: { name: 'Piotr' } }, { email: 'jan@example.com' }],
 * }
 * const created = createSending(compile(catalog()), params, { now: Date.UTC(2029, 1, 3), id: 's1' })
 * 'sending' in created && created.sending.status // 'scheduled'
 * ```
 *
 * @param engine the catalog as it stands now: its segments, experiences and settings
 * @param params the request's parameters as they came, in `snake_case`
 * @param context.id the new sending's id, which no other sending has
 */
export function createSending(engine: Engine, params: unknown, context: { now: Instant; id: string }): SendingOutcome {
  const { now, id } = context
  const faults = new Faults()
  const content = readContent(params, faults, { engine, now, before: noContent })
  const { isDraft, schedule } = content
  const scheduling = isDraft || schedule === null ? unscheduled : schedulingOf(schedule, faults, { engine, now })
  if (faults.count > 0) return faults.refusal()
  const sending = {
    id,
    version: 1,
    ...scheduling,
    statusAt: now,
    createdAt: now,
    updatedAt: now,
    ...content,
    dispatches: [],
    handedOut: 0,
    transmitted: 0,
    preparedAt: null,
    transmittedAt: null,
  }
  return { status: 201, sending, baseVersion: null }
}
