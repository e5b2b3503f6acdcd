import { describe, expect, it } from 'vitest'
import {
  type Advanced,
  advance,
  type Dispatch,
  gatherRecipientsNow,
  type Sending,
  type SendingStatus,
  type Work,
} from '../../src/sendings/index.js'
import { engine, inStatus, made, minuteMs, now } from './support.js'

const minutesOn = (minutes: number): number => now + minutes * minuteMs

describe('N3, N6: a whole life, answer by answer', () => {
  const recipients = ['a@x', 'b@x', 'c@x'].map((email) => ({ email }))
  const created = made({ recipients, schedule: { type: 'relative', in: '10 minutes', prescheduled: true } })
  const dispatches = ['a@x', 'b@x', 'c@x'].map(
    (to, n): Dispatch => ({ id: `s1#${n}`, sendingId: 's1', channel: 'email', memberId: null, to, properties: {} }),
  )
  const [first, second, third] = dispatches

  /** What each call changes in the sending, but for its version, and what it answers besides. */
  const calls: readonly [
    at: number,
    work: 'recipients' | Work,
    changes: Partial<Sending>,
    Omit<Advanced, 'sending'>,
  ][] = [
    [now, {}, {}, { dispatches: [], needsRecipients: false, nextAt: minutesOn(5) }],
    [
      minutesOn(5),
      {},
      { status: 'preparing', statusAt: minutesOn(5), updatedAt: minutesOn(5) },
      { dispatches: [], needsRecipients: true, nextAt: minutesOn(30) },
    ],
    [
      minutesOn(6),
      'recipients',
      { status: 'prepared', statusAt: minutesOn(6), updatedAt: minutesOn(6), dispatches, preparedAt: minutesOn(6) },
      { dispatches: [], needsRecipients: false, nextAt: minutesOn(10) },
    ],
    [
      minutesOn(10),
      { most: 2 },
      { status: 'transmitting', statusAt: minutesOn(10), updatedAt: minutesOn(10), handedOut: 2 },
      { dispatches: [first, second] as Dispatch[], needsRecipients: false, nextAt: minutesOn(10) },
    ],
    [
      minutesOn(11),
      { most: 2 },
      { handedOut: 3 },
      { dispatches: [third] as Dispatch[], needsRecipients: false, nextAt: minutesOn(30) },
    ],
    [
      minutesOn(12),
      { transmitted: 2 },
      { transmitted: 2 },
      { dispatches: [], needsRecipients: false, nextAt: minutesOn(30) },
    ],
    [
      minutesOn(13),
      { transmitted: 3 },
      {
        status: 'transmitted',
        statusAt: minutesOn(13),
        updatedAt: minutesOn(13),
        transmitted: 3,
        transmittedAt: minutesOn(13),
      },
      { dispatches: [], needsRecipients: false, nextAt: null },
    ],
  ]

  it('is what it did, at the instants at which it did it', () => {
    let sending = created
    for (const [at, work, changes, besides] of calls) {
      const done = work === 'recipients' ? { gathered: gatherRecipientsNow(engine, sending, []) } : work
      const advanced = advance(sending, at, done)
      const { version } = advanced.sending
      expect(advanced).toEqual({ sending: { ...sending, ...changes, version }, ...besides })
      if (advanced.sending !== sending) expect(version).toBeGreaterThan(sending.version)
      sending = advanced.sending
    }
  })
})

/** When time alone changes something next: the immediate and the early ones are due at `now` and two minutes later. */
const wants: Readonly<Record<SendingStatus, Pick<Advanced, 'needsRecipients' | 'nextAt'>>> = {
  draft: { needsRecipients: false, nextAt: null },
  scheduled: { needsRecipients: false, nextAt: minutesOn(60) },
  preparing: { needsRecipients: true, nextAt: minutesOn(20) },
  prepared: { needsRecipients: false, nextAt: minutesOn(2) },
  transmitting: { needsRecipients: false, nextAt: minutesOn(20) },
  transmitted: { needsRecipients: false, nextAt: null },
  skipped: { needsRecipients: false, nextAt: null },
  failed: { needsRecipients: false, nextAt: null },
  cancelled: { needsRecipients: false, nextAt: null },
}

it.each(Object.keys(wants) as SendingStatus[])('N6: says what it wants next where it is %s', (status) => {
  const sending = inStatus[status]()
  expect(advance(sending, now)).toEqual({ sending, dispatches: [], ...wants[status] })
})

describe('no time is not the time 0', () => {
  it.each<[SendingStatus, Partial<Sending>, string]>([
    ['scheduled', { prepareAt: null, failAt: null }, 'begins to be prepared'],
    ['scheduled', { prepareAt: null }, 'begins to be prepared'],
    ['preparing', { failAt: null }, 'fails'],
    ['prepared', { scheduledAt: null }, 'hands anything out'],
  ])('a sending that is %s and came with %j never %s', (status, without) => {
    const sending = { ...inStatus[status](), ...without }
    expect(advance(sending, now)).toMatchObject({ sending, dispatches: [] })
  })
})
