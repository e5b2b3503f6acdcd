import { describe, expect, it } from 'vitest'
import { profile } from '../../src/model/index.js'
import { memberAddresses } from '../../src/sendings/addresses.js'
import { Faults } from '../../src/sendings/faults.js'
import { advance, createSending } from '../../src/sendings/index.js'
import { answer, engine, gathered, inStatus, made, now } from './support.js'

describe('what is no work of this sending (N6)', () => {
  it('is a bug where the recipients are those of another one', () => {
    const sending = inStatus.preparing()
    expect(() => advance(sending, now, { gathered: { ...gathered(sending), sendingId: 's2' } })).toThrow(
      'recipients of sending "s2" given to "s1"',
    )
  })

  it('is a bug where more is transmitted than was handed out', () => {
    expect(() => advance(inStatus.transmitting(), now, { transmitted: 2 })).toThrow(
      '2 dispatches of "s1" transmitted, and 1 handed out',
    )
  })

  it('is nothing where it was reported already', () => {
    const sending = inStatus.transmitting()
    expect(advance(sending, now, { transmitted: 0 }).sending).toBe(sending)
  })

  it('is nothing where it comes in another status', () => {
    const sending = inStatus.transmitted()
    expect(advance(sending, now, { transmitted: 9, gathered: gathered(sending) }).sending).toBe(sending)
  })
})

describe('what a member is reached by (N4)', () => {
  const of = (traits: Readonly<Record<string, unknown>>, email: string | null = null) =>
    memberAddresses(profile('u', { traits, email }))

  it('is text that is not empty, or a whole number', () => {
    expect(of({ msisdn: '+4740769126' }).msisdn).toBe('+4740769126')
    expect(of({ msisdn: 4740769126 }).msisdn).toBe('4740769126')
    for (const msisdn of ['', 1.5, 2 ** 53, Number.NaN, true, ['1'], null, undefined]) {
      expect(of({ msisdn }).msisdn, String(msisdn)).toBe(null)
    }
  })

  it('is the email of the profile before that of its traits, and app_token before push', () => {
    expect(of({ email: 'b@example.com' }, 'a@example.com').email).toBe('a@example.com')
    expect(of({ email: 'b@example.com' }).email).toBe('b@example.com')
    expect(of({ app_token: 'a', push: 'b' }).appToken).toBe('a')
    expect(of({ push: 'b' }).appToken).toBe('b')
    expect(of({ toString: 'x' })).toEqual({ msisdn: null, email: null, appToken: null })
  })
})

describe('a refusal', () => {
  it('without a fault is a bug', () => {
    expect(() => new Faults().refusal()).toThrow('a refusal without a fault')
  })

  it('says that a request has too many fields, and reads none of them (N8)', () => {
    const params = Object.fromEntries(Array.from({ length: 201 }, (_, k) => [`f${k}`, k]))
    expect(answer(createSending(engine, params, { now, id: 's1' }))).toEqual([
      422,
      'Invalid parameters',
      'sending too_many | sending: more than 200 fields: 201; send those that are documented',
    ])
  })

  it('says what delivery is meant where an experience is sent without one (N7)', () => {
    const refused = (delivery: unknown) =>
      answer(
        createSending(
          engine,
          { message: { channels: [{ type: 'experience', delivery }] }, recipients: [{ member_id: 'ann' }] },
          { now, id: 's1' },
        ),
      )
    expect(refused(null).join('\n')).toContain('blank | ')
    expect(refused(7).join('\n')).toContain('invalid_type | ')
  })
})

it('N2: a schedule beyond the year 9999 is refused', () => {
  expect(made().status).toBe('draft')
  const params = { recipients: [{ member_id: 'ann' }], schedule: { type: 'relative', in: '9999 years' } }
  expect(answer(createSending(engine, params, { now, id: 's1' })).at(-1)).toBe(
    'schedule.in too_far_in_the_future | schedule.in: beyond the year 9999: "9999 years"; write less',
  )
})
