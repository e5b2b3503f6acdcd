import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  advance,
  dispatchToWire,
  gatherRecipientsNow,
  listDispatches,
  sendingToWire,
  unknownSending,
} from '../../src/sendings/index.js'
import { ann, engine, inStatus, made, minuteMs, now } from './support.js'

it('writes every field of a sending', () => {
  const conditions = [{ condition_group: 'member_properties', field: 'a', operator: 'match', value: 'b' }]
  const sending = made({
    message: { channels: ['sms', { type: 'experience', delivery: { model_kind: 'tour', model_id: 'pricing' } }] },
    channels_preference: ['sms'],
    schedule: { type: 'absolute', at: '2029-02-03T11:00:00.5+01:00', prescheduled: true },
    audience: { type: 'inline', conditions },
    recipients: [{ member_id: 1 }],
  })
  expect(sendingToWire(sending)).toEqual({
    id: 's1',
    status: 'scheduled',
    created_at: '2029-02-03T10:00:00Z',
    updated_at: '2029-02-03T10:00:00Z',
    draft: false,
    message: {
      channels: [{ type: 'sms' }, { type: 'experience', delivery: { model_kind: 'tour', model_id: 'pricing' } }],
    },
    channels_preference: ['sms'],
    schedule: { type: 'absolute', at: '2029-02-03T10:00:00.500Z', prescheduled: true },
    audience: { type: 'inline', conditions },
    recipients_count: 1,
    dispatches_count: 0,
    scheduled_at: '2029-02-03T10:00:00.500Z',
    prepared_at: null,
    transmitted_at: null,
  })
})

it('writes what became of it', () => {
  const failed = advance(inStatus.transmitting(), now + 20 * minuteMs).sending
  expect(sendingToWire(failed)).toMatchObject({
    status: 'failed',
    updated_at: '2029-02-03T10:20:00Z',
    dispatches_count: 1,
    prepared_at: '2029-02-03T10:00:00Z',
    transmitted_at: null,
  })
  expect(sendingToWire(inStatus.transmitted())).toMatchObject({ transmitted_at: '2029-02-03T10:00:00Z' })
  expect(sendingToWire(inStatus.skipped())).toMatchObject({ dispatches_count: 0, prepared_at: null })
})

it('writes a dispatch', () => {
  const sending = inStatus.preparing()
  const [dispatch] = gatherRecipientsNow(engine, sending, [ann]).dispatches
  expect(dispatch && dispatchToWire(dispatch)).toEqual({
    id: 's1:ann',
    channel: 'sms',
    member_id: 'ann',
    to: '4740769126',
    properties: { msisdn: 4740769126, plan: 'trial' },
  })
})

it('N8: answers for an id that no sending has', () => {
  expect(unknownSending('s9')).toEqual({
    status: 404,
    body: {
      error: 'Not found',
      details: { id: [{ error: 'not_found', message: 'id: unknown sending: "s9"; name one that exists' }] },
    },
  })
})

describe('the list of dispatches', () => {
  const many = (count: number) => {
    const recipients = Array.from({ length: count }, (_, n) => ({ email: `${n}@x` }))
    const sending = advance(made({ recipients, schedule: { type: 'immediate' } }), now).sending
    return advance(sending, now, { gathered: gatherRecipientsNow(engine, sending, []) }).sending
  }

  it('is visited once each, in order, however the pages are cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }), (count, limit) => {
        const sending = many(count)
        const visited: string[] = []
        let after: string | undefined
        do {
          const page = listDispatches(sending, { limit: String(limit), after })
          if (page.status !== 200) throw new Error(JSON.stringify(page.body))
          visited.push(...page.dispatches.map(({ id }) => id))
          after = page.cursor.after
          expect(visited.length).toBeLessThanOrEqual(count)
        } while (after !== undefined)
        expect(visited).toEqual(sending.dispatches.map(({ id }) => id))
      }),
    )
  })

  it('has at most 50 on a page unless more are asked for', () => {
    expect(listDispatches(many(51), {})).toMatchObject({ cursor: { limit: 50, after: 's1#49' } })
    expect(listDispatches(many(50), {})).toMatchObject({ cursor: { limit: 50 } })
    expect(listDispatches(inStatus.draft(), {})).toEqual({ status: 200, dispatches: [], cursor: { limit: 50 } })
  })

  it('says what is wrong with its query', () => {
    expect(listDispatches(many(1), { limit: 501, after: 's1#7', befor: 1 })).toEqual({
      status: 422,
      body: {
        error: 'Invalid parameters',
        details: {
          limit: [
            {
              error: 'invalid_value',
              message: 'limit: not a whole number from 1 to 500: 501; write a number in that range',
            },
          ],
          after: [
            {
              error: 'not_found',
              message: 'after: no dispatch of this sending: "s1#7"; write the cursor of the page before',
            },
          ],
        },
      },
    })
  })
})
