import { expect, it } from 'vitest'
import {
  advance,
  dispatchToWire,
  gatherRecipientsNow,
  sendingToWire,
  takenSending,
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

it('answers for a new sending whose id another one has', () => {
  expect(takenSending('s1')).toEqual({
    status: 422,
    body: {
      error: 'Invalid parameters',
      details: {
        id: [{ error: 'taken', message: 'id: already the id of a sending: "s1"; choose an id that nothing else has' }],
      },
    },
  })
})
