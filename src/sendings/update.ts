import { quote } from '../authoring/quote.js'
import type { Engine } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { readContent } from './body.js'
import { Faults } from './faults.js'
import { isObject } from './fields.js'
import { refuse, type SendingOutcome } from './outcome.js'
import { passTime } from './pass-time.js'
import { type Scheduling, schedulingOf, unscheduled } from './scheduling.js'
import type { Sending } from './sending.js'
import { statuses } from './status.js'

/**
 * Changes a sending that has not begun (N1): `200`, `405` where it has, then `422` for what is wrong with the values.
 *
 * What is not given stays, `null` gives the default back, recipients are replaced whole. `schedule: null` makes a draft
 * of it; a relative schedule counts from this `now` where it is given, or where the sending leaves the drafts by it.
 *
 * Law: pure, as `createSending` is.
 */
export function updateSending(
  engine: Engine,
  sending: Sending,
  params: unknown,
  { now }: { now: Instant },
): SendingOutcome {
  const old = passTime(sending, now)
  if (!statuses[old.status].isEditable) {
    const message = `status: ${old.status}, and only what is draft or scheduled can be updated: ${quote(old.id)}; create another one`
    return refuse(405, { status: [{ error: 'not_editable', message }] })
  }
  if (saysNothing(params)) return { status: 200, sending: old, baseVersion: sending.version }
  const faults = new Faults()
  const content = readContent(params, faults, { engine, now, before: old })
  const { isDraft, schedule } = content
  const isAsked = schedule !== old.schedule || old.status === 'draft'
  const scheduling: Scheduling =
    isDraft || schedule === null
      ? unscheduled
      : isAsked
        ? schedulingOf(schedule, faults, { engine, now })
        : schedulingAsItWas(old)
  if (faults.count > 0) return faults.refusal()
  const statusAt = scheduling.status === old.status ? old.statusAt : now
  const next = { ...old, ...content, ...scheduling, statusAt, updatedAt: now, version: old.version + 1 }
  return { status: 200, sending: next, baseVersion: sending.version }
}

/** Nothing is given, so nothing changes. */
const saysNothing = (params: unknown): boolean => isObject(params) && Object.keys(params).length === 0

const schedulingAsItWas = ({ status, scheduledAt, prepareAt, failAt }: Sending): Scheduling => ({
  status,
  scheduledAt,
  prepareAt,
  failAt,
})
