import { describe, expect, it } from 'vitest'
import {
  advance,
  cancelSending,
  type SendingStatus,
  statuses,
  updateSending,
  type Work,
} from '../../src/sendings/index.js'
import { answer, engine, gathered, inStatus, minuteMs, now } from './support.js'

const all = Object.keys(inStatus) as SendingStatus[]

it('N1: is in the status that it is said to be in', () => {
  expect(all.map((status) => [status, inStatus[status]().status])).toEqual(all.map((status) => [status, status]))
  expect(all).toEqual(Object.keys(statuses))
})

/** What each call answers in each status: one that is left out does not compile. */
const calls: Readonly<Record<SendingStatus, { update: 200 | 405; cancel: 200 | 405 }>> = {
  draft: { update: 200, cancel: 405 },
  scheduled: { update: 200, cancel: 405 },
  preparing: { update: 405, cancel: 200 },
  prepared: { update: 405, cancel: 200 },
  transmitting: { update: 405, cancel: 200 },
  transmitted: { update: 405, cancel: 405 },
  skipped: { update: 405, cancel: 405 },
  failed: { update: 405, cancel: 405 },
  cancelled: { update: 405, cancel: 405 },
}

describe.each(all)('N1: a sending that is %s', (status) => {
  it(`answers ${calls[status].update} to an update, whatever is in it`, () => {
    const sending = inStatus[status]()
    for (const params of [{}, { recipients: [{ email: 'jan@example.com' }] }]) {
      expect(updateSending(engine, sending, params, { now }).status).toBe(calls[status].update)
    }
    // The state comes before what is wrong with the values.
    expect(updateSending(engine, sending, { recipients: 7 }, { now }).status).toBe(
      calls[status].update === 200 ? 422 : 405,
    )
  })

  it(`answers ${calls[status].cancel} to a cancellation`, () => {
    const outcome = cancelSending(inStatus[status](), { now })
    expect(outcome.status).toBe(calls[status].cancel)
    if ('sending' in outcome) expect(outcome.sending.status).toBe('cancelled')
  })

  it('is as it was after a refusal', () => {
    const sending = inStatus[status]()
    const before = JSON.stringify(sending)
    updateSending(engine, sending, { recipients: 7 }, { now })
    cancelSending(sending, { now })
    expect(JSON.stringify(sending)).toBe(before)
  })
})

/** Where each status goes by itself, given this work at this instant. */
const steps: Readonly<
  Record<
    SendingStatus,
    readonly (readonly [afterMs: number, work: 'none' | 'recipients' | 'transmitted', to: SendingStatus])[]
  >
> = {
  draft: [
    [0, 'none', 'draft'],
    [365 * 24 * 60 * minuteMs, 'none', 'draft'],
    [0, 'recipients', 'draft'],
  ],
  scheduled: [
    [60 * minuteMs - 1, 'none', 'scheduled'],
    [60 * minuteMs - 1, 'recipients', 'scheduled'],
    [60 * minuteMs, 'none', 'preparing'],
    [60 * minuteMs, 'recipients', 'transmitting'],
    [80 * minuteMs - 1, 'none', 'preparing'],
    [80 * minuteMs, 'none', 'failed'],
    [80 * minuteMs, 'recipients', 'failed'],
  ],
  preparing: [
    [0, 'none', 'preparing'],
    [0, 'recipients', 'transmitting'],
    [20 * minuteMs - 1, 'recipients', 'transmitting'],
    [20 * minuteMs, 'recipients', 'failed'],
    [0, 'transmitted', 'preparing'],
  ],
  prepared: [
    [2 * minuteMs - 1, 'none', 'prepared'],
    [2 * minuteMs, 'none', 'transmitting'],
    [22 * minuteMs - 1, 'none', 'transmitting'],
    [22 * minuteMs, 'none', 'failed'],
  ],
  transmitting: [
    [20 * minuteMs - 1, 'none', 'transmitting'],
    [20 * minuteMs - 1, 'transmitted', 'transmitted'],
    [20 * minuteMs, 'none', 'failed'],
    [20 * minuteMs, 'transmitted', 'failed'],
  ],
  transmitted: [
    [0, 'none', 'transmitted'],
    [20 * minuteMs, 'none', 'transmitted'],
    [0, 'recipients', 'transmitted'],
  ],
  skipped: [
    [0, 'none', 'skipped'],
    [20 * minuteMs, 'recipients', 'skipped'],
  ],
  failed: [
    [0, 'none', 'failed'],
    [0, 'recipients', 'failed'],
    [0, 'transmitted', 'failed'],
  ],
  cancelled: [
    [0, 'none', 'cancelled'],
    [20 * minuteMs, 'none', 'cancelled'],
    [2 * minuteMs, 'recipients', 'cancelled'],
  ],
}

describe.each(all)('N3: with time, a sending that is %s', (status) => {
  it.each(steps[status])('is after %d ms, with %s, %s', (afterMs, work, to) => {
    const sending = inStatus[status]()
    const done: Work =
      work === 'recipients' ? { gathered: gathered(sending) } : work === 'transmitted' ? { transmitted: 1 } : {}
    expect(advance(sending, now + afterMs, done).sending.status).toBe(to)
  })
})

describe('the messages', () => {
  it.each<[SendingStatus, 'update' | 'cancel', string]>([
    [
      'preparing',
      'update',
      'status not_editable | status: preparing, and only what is draft or scheduled can be updated: "s1"; create another one',
    ],
    [
      'scheduled',
      'cancel',
      'status not_cancellable | status: scheduled, and only what is preparing, prepared or transmitting can be cancelled: "s1"; update it with a schedule of null to hold it back',
    ],
    [
      'failed',
      'cancel',
      'status not_cancellable | status: failed, and only what is preparing, prepared or transmitting can be cancelled: "s1"; it is over',
    ],
  ])('of a sending that is %s, to %s', (status, call, message) => {
    const sending = inStatus[status]()
    const outcome = call === 'update' ? updateSending(engine, sending, {}, { now }) : cancelSending(sending, { now })
    expect(answer(outcome)).toEqual([405, 'Not allowed', message])
  })
})

describe('calls that come late', () => {
  it('N1: find a sending as time has made it', () => {
    const scheduled = inStatus.scheduled()
    const due = { now: now + 60 * minuteMs }
    expect(updateSending(engine, scheduled, {}, { now: due.now - 1 }).status).toBe(200)
    expect(updateSending(engine, scheduled, {}, due).status).toBe(405)
    expect(cancelSending(scheduled, { now: due.now - 1 }).status).toBe(405)
    expect(cancelSending(scheduled, due)).toMatchObject({ status: 200, sending: { status: 'cancelled' } })
    expect(cancelSending(scheduled, { now: now + 80 * minuteMs }).status).toBe(405)
  })

  it('say which version they were computed from', () => {
    const scheduled = inStatus.scheduled()
    const outcome = cancelSending(scheduled, { now: now + 60 * minuteMs })
    // It began to be prepared, and was cancelled: two changes.
    expect(outcome).toMatchObject({ baseVersion: scheduled.version, sending: { version: scheduled.version + 2 } })
  })
})
