import { describe, expect, it } from 'vitest'
import { type Sending, updateSending } from '../../src/sendings/index.js'
import { answer, done, engine, inStatus, made, minuteMs, now, toAnn } from './support.js'

const later = now + 10 * minuteMs
const update = (sending: Sending, params: unknown, at = later) => updateSending(engine, sending, params, { now: at })
const updated = (sending: Sending, params: unknown, at = later): Sending => done(update(sending, params, at))

describe('N1: an update', () => {
  it('changes nothing where nothing is given', () => {
    const draft = inStatus.draft()
    expect(update(draft, {})).toEqual({ status: 200, sending: draft, baseVersion: 1 })
  })

  it('changes what is given, and leaves the rest', () => {
    const draft = made({ ...toAnn, audience: { type: 'reference', id: 15 }, channels_preference: ['email'] })
    const next = updated(draft, { channels_preference: ['sms', 'email'] })
    expect(next).toEqual({ ...draft, channelsPreference: ['sms', 'email'], updatedAt: later, version: 2 })
  })

  it('gives the default back for null', () => {
    const message = { channels: ['email'] }
    const draft = made({ ...toAnn, audience: { type: 'reference', id: 15 }, message, channels_preference: ['email'] })
    expect(updated(draft, { message: null, channels_preference: null, audience: null, draft: null })).toMatchObject({
      message: { channels: [{ type: 'sms' }, { type: 'email' }, { type: 'push' }] },
      channelsPreference: null,
      audience: null,
      isDraft: false,
    })
  })

  it('replaces recipients whole, and an empty list takes them all out', () => {
    const draft = made({ ...toAnn, audience: { type: 'reference', id: 15 } })
    expect(updated(draft, { recipients: [{ member_id: 'bob' }] }).recipients).toEqual([
      { memberId: 'bob', properties: {} },
    ])
    expect(updated(draft, { recipients: [] }).recipients).toEqual([])
  })

  it('N8: is judged as the whole that it leaves', () => {
    expect(answer(update(inStatus.draft(), { recipients: null })).slice(2)).toEqual([
      'sending sending_must_have_audience_or_recipients | sending: neither audience nor recipients; give one of them or both',
    ])
    const byEmail = made({ recipients: [{ email: 'jan@example.com' }] })
    expect(answer(update(byEmail, { message: { channels: ['sms'] } })).slice(2)).toEqual([
      'recipients.0 recipient_must_have_identifier | recipients.0: no identifier for sms; give an msisdn',
    ])
    const preferring = made({ ...toAnn, channels_preference: ['email'] })
    expect(answer(update(preferring, { message: { channels: ['sms'] } })).slice(2)).toEqual([
      "channels_preference must_include_a_channel_of_the_message | channels_preference: none of the message's channels; name some of sms",
    ])
  })
})

describe('N2: between draft and scheduled', () => {
  it('a schedule schedules, counted from the update', () => {
    const next = updated(inStatus.draft(), { schedule: { type: 'relative', in: '1 hour' } })
    expect(next).toMatchObject({ status: 'scheduled', statusAt: later, scheduledAt: later + 60 * minuteMs })
  })

  it('a schedule of null is a draft again', () => {
    expect(updated(inStatus.scheduled(), { schedule: null })).toMatchObject({
      status: 'draft',
      statusAt: later,
      schedule: null,
      scheduledAt: null,
      prepareAt: null,
      failAt: null,
    })
  })

  it('"draft" takes the time away and keeps the schedule, which counts anew when it is taken back', () => {
    const held = updated(inStatus.scheduled(), { draft: true })
    expect(held).toMatchObject({ status: 'draft', scheduledAt: null, schedule: { type: 'relative', in: '1 hour' } })
    const again = now + 30 * minuteMs
    expect(updated(held, { draft: false }, again)).toMatchObject({
      status: 'scheduled',
      scheduledAt: again + 60 * minuteMs,
    })
  })

  it('a relative schedule that is not given again stays where it was', () => {
    const next = updated(inStatus.scheduled(), { channels_preference: ['email'] })
    expect(next).toMatchObject({ status: 'scheduled', statusAt: now, scheduledAt: now + 60 * minuteMs })
    expect(updated(next, { schedule: { type: 'relative', in: '1 hour' } }).scheduledAt).toBe(later + 60 * minuteMs)
  })

  it('an instant that has passed while it was a draft is refused when it is to count', () => {
    const schedule = { type: 'absolute', at: '2029-02-03T10:05:00Z' }
    const held = made({ ...toAnn, draft: true, schedule })
    expect(updated(held, { draft: false }, now + 5 * minuteMs - 1).status).toBe('scheduled')
    expect(answer(update(held, { draft: false }, now + 5 * minuteMs)).slice(2)).toEqual([
      'schedule.at must_be_in_the_future | schedule.at: not in the future: 2029-02-03T10:05:00Z, and now is 2029-02-03T10:05:00Z; write a later instant, or "immediate" as the type',
    ])
  })

  it('a schedule that cannot be leaves it as it was', () => {
    const scheduled = inStatus.scheduled()
    expect(update(scheduled, { schedule: { type: 'absolute', at: '2029-02-03' } }).status).toBe(422)
    expect(scheduled.status).toBe('scheduled')
  })
})
