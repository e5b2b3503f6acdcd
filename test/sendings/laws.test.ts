import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../../src/model/index.js'
import {
  type Advanced,
  advance,
  cancelSending,
  createSending,
  type Dispatch,
  gatherRecipientsNow,
  type Sending,
  type SendingStatus,
  statuses,
  updateSending,
  type Work,
} from '../../src/sendings/index.js'
import { freeze } from '../support/freeze.js'
import { ann, bob, engine, minuteMs, now } from './support.js'

const schedule = fc.oneof(
  fc.constant({ type: 'immediate' }),
  fc.record({
    type: fc.constant('relative'),
    in: fc.nat({ max: 40 }).map((minutes) => `${minutes} minutes`),
    prescheduled: fc.boolean(),
  }),
)
const recipients = fc.subarray([
  { member_id: 'ann' },
  { member_id: 'bob' },
  { member_id: 'nobody' },
  { email: 'jan@example.com' },
  { msisdn: '1' },
])
const params = fc.record({
  schedule: fc.option(schedule),
  draft: fc.boolean(),
  recipients,
  audience: fc.option(fc.constant({ type: 'reference', id: 15 })),
})

const afterMs = fc.oneof(
  fc.nat({ max: 3 }),
  fc.nat({ max: 30 }).map((minutes) => minutes * minuteMs),
  fc.nat({ max: 30 * minuteMs }),
)
const call = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      afterMs,
      gathers: fc.boolean(),
      reports: fc.boolean(),
      most: fc.option(fc.integer({ min: 1, max: 2 })),
    }),
  },
  fc.record({ do: fc.constant('update' as const), afterMs, params }),
  fc.record({ do: fc.constant('cancel' as const), afterMs }),
)
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never

/** So much work as there is to do. */
function workFor(sending: Sending, { gathers, reports, most }: Call & { do: 'advance' }): Work {
  return {
    ...(gathers && sending.status === 'preparing'
      ? { gathered: gatherRecipientsNow(engine, sending, [ann, bob]) }
      : {}),
    ...(reports ? { transmitted: sending.handedOut } : {}),
    ...(most === null ? {} : { most }),
  }
}

interface Step {
  readonly at: Instant
  readonly call: Call
  readonly before: Sending
  readonly after: Sending
  readonly out: readonly Dispatch[]
}

/** A life of a sending: each is frozen, so that a change to it throws. */
function live(first: object, calls: readonly Call[]): readonly Step[] {
  const created = createSending(engine, freeze({ ...first, recipients: [{ member_id: 'ann' }] }), { now, id: 's1' })
  if (!('sending' in created)) throw new Error(JSON.stringify(created.body))
  let sending = freeze(created.sending)
  let at = now
  return calls.map((call) => {
    at += call.afterMs
    const before = sending
    let out: readonly Dispatch[] = []
    if (call.do === 'advance') {
      const begun = advance(sending, at).sending
      const advanced = advance(begun, at, workFor(begun, call))
      sending = advanced.sending
      out = [...advance(before, at).dispatches, ...advanced.dispatches]
    } else {
      const outcome =
        call.do === 'update'
          ? updateSending(engine, sending, call.params, { now: at })
          : cancelSending(sending, { now: at })
      if ('sending' in outcome) sending = outcome.sending
    }
    freeze(sending)
    return { at, call, before, after: sending, out }
  })
}

const lives = fc.tuple(params, fc.array(call, { maxLength: 25 }))
const forEachLife = (check: (steps: readonly Step[]) => void): void =>
  fc.assert(
    fc.property(lives, ([first, calls]) => check(live(first, calls))),
    { numRuns: 500 },
  )

const forward: Readonly<Record<SendingStatus, readonly SendingStatus[]>> = {
  draft: ['draft', 'scheduled'],
  scheduled: [
    'scheduled',
    'draft',
    'preparing',
    'prepared',
    'transmitting',
    'transmitted',
    'skipped',
    'failed',
    'cancelled',
  ],
  preparing: ['preparing', 'prepared', 'transmitting', 'transmitted', 'skipped', 'failed', 'cancelled'],
  prepared: ['prepared', 'transmitting', 'transmitted', 'failed', 'cancelled'],
  transmitting: ['transmitting', 'transmitted', 'failed', 'cancelled'],
  transmitted: ['transmitted'],
  skipped: ['skipped'],
  failed: ['failed'],
  cancelled: ['cancelled'],
}

describe('laws of sendings, for any life', () => {
  it('N1: the status only moves forward, and draft and scheduled alone change places', () => {
    forEachLife((steps) => {
      for (const { before, after } of steps) expect(forward[before.status]).toContain(after.status)
    })
  })

  it('N6: again at the same instant it is the same, and hands out nothing', () => {
    forEachLife((steps) => {
      for (const { at, after, call } of steps) {
        if (call.do !== 'advance' || call.most !== null) continue
        const again = advance(after, at)
        expect(again.sending).toBe(after)
        expect(again.dispatches).toEqual([])
      }
    })
  })

  it('N3: nothing is handed out before its time, nor once it has failed', () => {
    forEachLife((steps) => {
      for (const { at, after, out } of steps) {
        if (out.length === 0) continue
        expect(at).toBeGreaterThanOrEqual(after.scheduledAt ?? Number.POSITIVE_INFINITY)
        expect(at).toBeLessThan(after.failAt ?? 0)
      }
    })
  })

  it('N4: each dispatch is handed out at most once, and each member has at most one', () => {
    forEachLife((steps) => {
      const out = steps.flatMap((step) => step.out)
      expect(new Set(out.map(({ id }) => id)).size).toBe(out.length)
      const members = out.flatMap(({ memberId }) => memberId ?? [])
      expect(new Set(members).size).toBe(members.length)
    })
  })

  it('N1: what is cancelled never dispatches again', () => {
    forEachLife((steps) => {
      const cancelled = steps.findIndex(({ after }) => after.status === 'cancelled')
      if (cancelled >= 0) expect(steps.slice(cancelled).flatMap(({ out }) => out)).toEqual([])
    })
  })

  it('the version grows with every change, and with nothing else', () => {
    forEachLife((steps) => {
      for (const { before, after } of steps) {
        if (after !== before) expect(after.version).toBeGreaterThan(before.version)
      }
    })
  })

  it('survives JSON', () => {
    forEachLife((steps) => {
      for (const { after } of steps) expect(JSON.parse(JSON.stringify(after))).toEqual(after)
    })
  })
})

/** A server that is there at each of these instants, and does at once what there is to do. */
function serve(sending: Sending, instants: readonly Instant[]): { sending: Sending; out: Dispatch[] } {
  const out: Dispatch[] = []
  let current = sending
  const take = ({ sending: next, dispatches }: Advanced): void => {
    current = next
    out.push(...dispatches)
  }
  for (const at of instants) {
    take(advance(current, at))
    if (current.status === 'preparing')
      take(advance(current, at, { gathered: gatherRecipientsNow(engine, current, [ann, bob]) }))
    if (current.status === 'transmitting') take(advance(current, at, { transmitted: current.handedOut }))
  }
  return { sending: current, out }
}

describe('N6: time that is parted', () => {
  const created = (given: object): Sending => {
    const outcome = createSending(engine, { ...given, audience: { type: 'reference', id: 15 } }, { now, id: 's1' })
    if (!('sending' in outcome)) throw new Error(JSON.stringify(outcome.body))
    return outcome.sending
  }
  /** The instants at which it asks to be called. */
  const wanted = (sending: Sending): readonly Instant[] => {
    const instants: Instant[] = []
    let current = sending
    for (let at: Instant | null = now; at !== null; ) {
      instants.push(at)
      ;({ sending: current } = serve(current, [at]))
      const next: Instant | null = advance(current, at).nextAt
      at = next === at ? null : next
    }
    return instants
  }

  it('comes to the same: calls between the instants that it asks for change nothing', () => {
    const between = fc.array(
      fc.nat({ max: 70 * minuteMs }).map((ms) => now + ms),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(params, between, (given, others) => {
        const sending = created(given)
        const instants = wanted(sending)
        const parted = [...new Set([...instants, ...others])].sort((a, b) => a - b)
        expect(serve(sending, parted)).toEqual(serve(sending, instants))
      }),
    )
  })

  it('where nobody does anything, comes to the same in any number of steps', () => {
    fc.assert(
      fc.property(params, fc.array(fc.nat({ max: 90 * minuteMs }), { minLength: 1, maxLength: 8 }), (given, steps) => {
        const sending = created(given)
        const instants = steps.map((ms) => now + ms).sort((a, b) => a - b)
        const stepped = instants.reduce((one, at) => advance(one, at).sending, sending)
        expect(stepped).toEqual(advance(sending, instants.at(-1) ?? now).sending)
      }),
    )
  })
})

it('answers whatever comes as parameters, and throws at none of it', () => {
  const names = fc.constantFrom(
    'draft',
    'message',
    'channels_preference',
    'schedule',
    'audience',
    'recipients',
    '__proto__',
  )
  const inner = fc.constantFrom(
    'type',
    'id',
    'conditions',
    'channels',
    'delivery',
    'in',
    'at',
    'member_id',
    'email',
    'properties',
  )
  const value = fc.oneof(
    fc.anything({ withSparseArray: true, withBigInt: true, withNullPrototype: true }),
    fc.dictionary(inner, fc.anything()),
    fc.array(fc.dictionary(inner, fc.anything())),
    fc.constantFrom('sms', 'experience', 'immediate', 'relative', 'absolute', 'inline', 'reference'),
    fc.dictionary(
      inner,
      fc.constantFrom<unknown>(
        'immediate',
        'relative',
        'absolute',
        'inline',
        'reference',
        [],
        {},
        '1 day',
        ['sms'],
        null,
      ),
    ),
  )
  const draft = createSending(engine, { recipients: [{ member_id: 'ann' }] }, { now, id: 's1' })
  if (!('sending' in draft)) throw new Error('refused')
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.dictionary(names, value)), (given) => {
      expect([201, 422]).toContain(createSending(engine, freeze(given), { now, id: 's2' }).status)
      expect([200, 422]).toContain(updateSending(engine, draft.sending, given, { now }).status)
    }),
    { numRuns: 1_000 },
  )
})

it('N1: a status is a final one exactly where nothing can be done any more', () => {
  for (const [status, { isEditable, isCancellable }] of Object.entries(statuses)) {
    expect(forward[status as SendingStatus].length === 1).toBe(!isEditable && !isCancellable)
  }
})
