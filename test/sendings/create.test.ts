import { describe, expect, it } from 'vitest'
import { createSending, type Sending } from '../../src/sendings/index.js'
import { freeze } from '../support/freeze.js'
import { answer, done, engine, engineOf, made, minuteMs, now, toAnn } from './support.js'

const create = (params: unknown) => createSending(engine, params, { now, id: 's1' })
const faults = (params: unknown): readonly unknown[] => answer(create(params)).slice(2)

const everyChannel: Sending['message'] = { channels: [{ type: 'sms' }, { type: 'email' }, { type: 'push' }] }

describe("the documents' own payloads", () => {
  it('N2: without a schedule it is a draft, here to whoever has a first name', () => {
    const conditions = [
      { condition_group: 'member_properties', field: 'first_name', operator: 'match', value: 'Piotr' },
    ]
    expect(create({ audience: { type: 'inline', conditions } })).toEqual({
      status: 201,
      baseVersion: null,
      sending: {
        id: 's1',
        version: 1,
        status: 'draft',
        statusAt: now,
        createdAt: now,
        updatedAt: now,
        isDraft: false,
        message: everyChannel,
        channelsPreference: null,
        schedule: null,
        scheduledAt: null,
        prepareAt: null,
        failAt: null,
        audience: {
          type: 'inline',
          condition: { all: [{ fact: 'first_name', operator: 'mpc.match', value: 'Piotr' }] },
          conditions,
        },
        recipients: [],
        dispatches: [],
        handedOut: 0,
        transmitted: 0,
        preparedAt: null,
        transmittedAt: null,
      } satisfies Sending,
    })
  })

  it('N4: two days from now, to an audience by its id and to two recipients', () => {
    const created = create({
      schedule: { type: 'relative', in: '2 days' },
      audience: { type: 'inline', id: 15 },
      recipients: [
        { member_id: 150, properties: { name: 'Piotr' } },
        { email: 'jan@example.com', properties: { name: 'Jan' } },
      ],
    })
    const at = Date.UTC(2029, 1, 5, 10)
    expect(done(created)).toMatchObject({
      status: 'scheduled',
      scheduledAt: at,
      prepareAt: at,
      failAt: at + 20 * minuteMs,
      audience: { type: 'reference', id: '15' },
      recipients: [
        { memberId: '150', properties: { name: 'Piotr' } },
        { memberId: null, email: 'jan@example.com', msisdn: null, appToken: null, properties: { name: 'Jan' } },
      ],
    })
  })

  it("N4: a member's other identifiers are ignored", () => {
    const recipient = {
      member_id: 150,
      msisdn: '4740769126',
      email: 'recipient@example.com',
      app_token: 'c6OE_joK28g:APA91bFkT5fzhdWJMJswPo3btVLxtMmhi7jKdOE',
      properties: { first_name: 'Piotr' },
    }
    expect(made({ recipients: [recipient] }).recipients).toEqual([
      { memberId: '150', properties: { first_name: 'Piotr' } },
    ])
  })
})

describe('identifiers', () => {
  it('N4: a push token goes by either name, and the newer one counts where both are given', () => {
    const tokens = [{ push: 'a' }, { app_token: 'b' }, { push: 'c', app_token: 'd' }, { push: 'e', app_token: null }]
    const recipients = made({ recipients: tokens }).recipients
    expect(recipients.map((one) => one.memberId === null && one.appToken)).toEqual(['a', 'b', 'd', 'e'])
  })

  it('are text, whether they came as text or as numbers', () => {
    expect(made({ recipients: [{ msisdn: 4740769126 }] }).recipients).toMatchObject([{ msisdn: '4740769126' }])
  })
})

describe('schedules', () => {
  it('N2: "draft" holds back whatever is scheduled', () => {
    const held = made({ ...toAnn, draft: true, schedule: { type: 'immediate' } })
    expect(held).toMatchObject({ status: 'draft', scheduledAt: null, schedule: { type: 'immediate' } })
    expect(made({ ...toAnn, draft: false, schedule: { type: 'immediate' } }).status).toBe('scheduled')
    expect(made({ ...toAnn, draft: null, schedule: null }).status).toBe('draft')
  })

  it.each([
    ['immediate', { type: 'immediate' }, now, now],
    ['an instant', { type: 'absolute', at: '2029-02-03T10:30:00Z' }, now + 30 * minuteMs, now + 30 * minuteMs],
    ['the next millisecond', { type: 'absolute', at: '2029-02-03T10:00:00.001Z' }, now + 1, now + 1],
    ['half an hour', { type: 'relative', in: '30 minutes' }, now + 30 * minuteMs, now + 30 * minuteMs],
    ['nothing', { type: 'relative', in: '0 seconds' }, now, now],
    [
      'prescheduled, half an hour',
      { type: 'relative', in: '30 minutes', prescheduled: true },
      now + 30 * minuteMs,
      now + 25 * minuteMs,
    ],
    ['prescheduled, in less', { type: 'relative', in: '2 minutes', prescheduled: true }, now + 2 * minuteMs, now],
    ['prescheduled, at once', { type: 'immediate', prescheduled: true }, now, now],
  ])('N3: %s', (_, schedule, at, prepareAt) => {
    expect(made({ ...toAnn, schedule })).toMatchObject({ scheduledAt: at, prepareAt, failAt: at + 20 * minuteMs })
  })

  it('N3: both lengths of time are settings', () => {
    const other = engineOf('settings: { sendings: { prescheduled_minutes: 60, failed_after_minutes: 5 } }')
    const schedule = { type: 'relative', in: '2 hours', prescheduled: true }
    const at = now + 120 * minuteMs
    expect(made({ ...toAnn, schedule }, now, other)).toMatchObject({
      prepareAt: at - 60 * minuteMs,
      failAt: at + 5 * minuteMs,
    })
  })
})

describe('every fault of a request', () => {
  it('N8: comes at once, each under its path', () => {
    const outcome = create({
      schedule: { type: 'absolute', at: '2020-10-18T10:59:32.340Z' },
      channels_preference: ['fax'],
      chanels_preference: [],
      audience: { type: 'reference', id: 99 },
      recipients: [{ email: 7 }, { member_id: 'ann', properties: [] }, 5],
      prescheduled: true,
    })
    expect(answer(outcome)).toEqual([
      422,
      'Invalid parameters',
      'chanels_preference unknown_parameter | chanels_preference: unknown parameter; did you mean "channels_preference"?',
      'prescheduled unknown_parameter | prescheduled: a parameter of the schedule; write it there',
      'audience.id referenced_audience_must_exist | audience.id: unknown segment: "99"; name one that is in the catalog',
      'recipients.0.email invalid_type | recipients.0.email: not a text: 7; write it in quotes',
      'recipients.1.properties invalid_type | recipients.1.properties: not an object: an array; write the properties by their names',
      'recipients.2 invalid_type | recipients.2: not an object: 5; send its fields by their names',
      'channels_preference.0 invalid_value | channels_preference.0: unknown channel: "fax"; write one of "sms", "email", "push", "experience"',
      'schedule.at must_be_in_the_future | schedule.at: not in the future: 2020-10-18T10:59:32.340Z, and now is 2029-02-03T10:00:00Z; write a later instant, or "immediate" as the type',
    ])
  })

  it.each<[string, unknown, readonly string[]]>([
    ['no object', [], ['sending invalid_type | sending: not an object: an array; send its fields by their names']],
    [
      'nobody',
      {},
      [
        'sending sending_must_have_audience_or_recipients | sending: neither audience nor recipients; give one of them or both',
      ],
    ],
    [
      'nobody, in as many words',
      { audience: null, recipients: [] },
      [
        'sending sending_must_have_audience_or_recipients | sending: neither audience nor recipients; give one of them or both',
      ],
    ],
    [
      'a flag in quotes',
      { ...toAnn, draft: 'false' },
      ['draft invalid_type | draft: not a boolean: "false"; write true or false, without quotes'],
    ],
    [
      'a schedule of no type',
      { ...toAnn, schedule: {} },
      ['schedule.type blank | schedule.type: missing; write "immediate", "absolute" or "relative"'],
    ],
    [
      'a schedule of another type',
      { ...toAnn, schedule: { type: 'tomorrow' } },
      [
        'schedule.type invalid_value | schedule.type: not "immediate" or "absolute" or "relative": "tomorrow"; write "immediate" or "absolute" or "relative"',
      ],
    ],
    [
      'no instant',
      { ...toAnn, schedule: { type: 'absolute' } },
      ['schedule.at blank | schedule.at: missing; write an instant'],
    ],
    [
      'an instant that is none',
      { ...toAnn, schedule: { type: 'absolute', at: '2029-02-30' } },
      [
        'schedule.at invalid_format | schedule.at: no such date or time: "2029-02-30"; check the day, hour, minute and second',
      ],
    ],
    [
      'this very instant',
      { ...toAnn, schedule: { type: 'absolute', at: '2029-02-03T10:00:00Z' } },
      [
        'schedule.at must_be_in_the_future | schedule.at: not in the future: 2029-02-03T10:00:00Z, and now is 2029-02-03T10:00:00Z; write a later instant, or "immediate" as the type',
      ],
    ],
    [
      'no length of time',
      { ...toAnn, schedule: { type: 'relative' } },
      ['schedule.in blank | schedule.in: missing; write a number and a unit, as "30 minutes" or "5 months"'],
    ],
    ...['2 fortnights', '-1 day', '1.5 hours', '1  day', ' 1 day', '1 dayss', 'day', '', 5, '1 DAY', '1 day\n'].map(
      (given): [string, unknown, readonly string[]] => [
        `${JSON.stringify(given)} as a length of time`,
        { ...toAnn, schedule: { type: 'relative', in: given } },
        [
          `schedule.in invalid_format | schedule.in: not a number of units: ${JSON.stringify(given)}; write a number and a unit, as "30 minutes" or "5 months"`,
        ],
      ],
    ),
    ...['7971 years', `${'9'.repeat(30)} days`].map((given): [string, unknown, readonly string[]] => [
      given,
      { ...toAnn, schedule: { type: 'relative', in: given } },
      [`schedule.in too_far_in_the_future | schedule.in: beyond the year 9999: ${JSON.stringify(given)}; write less`],
    ]),
    [
      'an audience of no type',
      { audience: { id: '15' } },
      ['audience.type blank | audience.type: missing; write "reference" or "inline"'],
    ],
    [
      'a reference to nothing',
      { audience: { type: 'reference' } },
      ['audience.id blank | audience.id: missing; write the id of a segment'],
    ],
    [
      'an inline audience of nothing',
      { audience: { type: 'inline' } },
      ['audience.conditions blank | audience.conditions: missing; write a list of conditions, or the id of a segment'],
    ],
    [
      'an audience of two kinds',
      { audience: { type: 'inline', id: '15', conditions: [] } },
      [
        'audience.conditions invalid_value | audience.conditions: conditions beside the id of an audience; keep one of the two',
      ],
    ],
    [
      'conditions that cannot be',
      {
        audience: {
          type: 'inline',
          conditions: [{ condition_group: 'member_properties', field: 'plan', operator: 'macth', value: 'x' }, 5],
        },
      },
      [
        'audience.conditions.0.operator unknown_operator | audience.conditions.0.operator: expected "match" or "any" or "in", found "macth"; did you mean "match"?',
        'audience.conditions.1 invalid_type | audience.conditions.1: expected a condition, found 5',
      ],
    ],
    [
      'an arbitrary recipient with nothing to reach it by',
      { recipients: [{ properties: { name: 'Jan' } }, {}] },
      [
        'recipients.0 recipient_must_have_identifier | recipients.0: no identifier for sms, email, push; give an msisdn or an email or an app_token',
        'recipients.1 recipient_must_have_identifier | recipients.1: no identifier for sms, email, push; give an msisdn or an email or an app_token',
      ],
    ],
    [
      'an identifier that the message has no channel for',
      { message: { channels: ['sms'] }, recipients: [{ email: 'jan@example.com' }] },
      ['recipients.0 recipient_must_have_identifier | recipients.0: no identifier for sms; give an msisdn'],
    ],
    [
      'somebody of whom only an address is known, for an experience',
      {
        message: { channels: [{ type: 'experience', delivery: { model_kind: 'tour', model_id: 'pricing' } }] },
        recipients: [{ email: 'jan@example.com' }],
      },
      ['recipients.0 recipient_must_have_identifier | recipients.0: no identifier for experience; give a member_id'],
    ],
    [
      'a misspelt recipient',
      { recipients: [{ memberId: 'ann' }, { member_id: '' }] },
      [
        'recipients.0.memberId unknown_parameter | recipients.0.memberId: unknown parameter; did you mean "member_id"?',
        'recipients.1.member_id invalid_type | recipients.1.member_id: empty text; write a text, or leave it out',
      ],
    ],
    [
      'no channel',
      { ...toAnn, message: { channels: [] }, channels_preference: [] },
      [
        'message.channels blank | message.channels: no channel; name some of "sms", "email", "push", "experience"',
        'channels_preference blank | channels_preference: no channel; leave it out, and all are used',
      ],
    ],
    [
      'channels that are none, or come twice',
      { ...toAnn, message: { channels: [{ type: 'fax' }, 'sms', 'sms', 7] }, channels_preference: ['sms', 'sms'] },
      [
        'message.channels.0.type invalid_value | message.channels.0.type: unknown channel: "fax"; write one of "sms", "email", "push", "experience"',
        'message.channels.2 duplicate | message.channels.2: named before: "sms"; name each channel once',
        'message.channels.3 invalid_value | message.channels.3: unknown channel: 7; write one of "sms", "email", "push", "experience"',
        'channels_preference.1 duplicate | channels_preference.1: named before: "sms"; name each channel once',
      ],
    ],
    [
      'a preference for none of the channels',
      { ...toAnn, message: { channels: ['sms'] }, channels_preference: ['email'] },
      [
        "channels_preference must_include_a_channel_of_the_message | channels_preference: none of the message's channels; name some of sms",
      ],
    ],
    [
      'an experience that is not said',
      { ...toAnn, message: { channels: ['experience'] } },
      [
        'message.channels.0 invalid_type | message.channels.0: not an object: "experience"; send its fields by their names',
      ],
    ],
    [
      'an experience without its delivery',
      { ...toAnn, message: { channels: [{ type: 'experience' }] } },
      [
        'message.channels.0.delivery blank | message.channels.0.delivery: not an object: null; write the parameters of a delivery',
      ],
    ],
    [
      'a delivery of nothing, to somebody',
      { ...toAnn, message: { channels: [{ type: 'experience', delivery: { uid: '7', once: 'yes' } }] } },
      [
        'message.channels.0.delivery.uid invalid_value | message.channels.0.delivery.uid: each recipient is named by the sending: "7"; leave it out',
        'message.channels.0.delivery invalid_delivery | message.channels.0.delivery: model_kind: missing; write "tour" or "survey"',
        'message.channels.0.delivery invalid_delivery | message.channels.0.delivery: model_id: missing; write the id of a tour or survey',
        'message.channels.0.delivery invalid_delivery | message.channels.0.delivery: once: not a boolean: "yes"; write true or false, without quotes',
      ],
    ],
    ...(
      [
        ['nothing', 'tour'],
        ['gone', 'tour'],
        ['nps', 'tour'],
      ] as const
    ).map(([model_id, model_kind]): [string, unknown, readonly string[]] => [
      `a delivery of ${model_id}`,
      { ...toAnn, message: { channels: [{ type: 'experience', delivery: { model_id, model_kind } }] } },
      [
        `message.channels.0.delivery.model_id referenced_experience_must_exist | message.channels.0.delivery.model_id: unknown tour: "${model_id}"; name one that is in the catalog`,
      ],
    ]),
  ])('%s', (_, params, expected) => {
    expect(faults(params)).toEqual(expected)
  })

  it('N8: are counted where they are too many to list', () => {
    const told = faults({ recipients: Array.from({ length: 1_000 }, () => 7) })
    expect(told).toHaveLength(101)
    expect(told.at(-1)).toBe('sending too_many_faults | sending: 900 more faults; correct those that are listed first')
  })

  it('N4: name no more recipients than a request may', () => {
    const recipients = Array.from({ length: 100_001 }, (_, index) => ({ member_id: index }))
    expect(faults({ recipients })).toEqual([
      'recipients too_many | recipients: more than 100000 recipients: 100001; name the others by an audience',
    ])
    expect(create({ recipients: recipients.slice(1) }).status).toBe(201)
  })
})

it('N7: takes the parameters of a delivery in the dialect of the catalog', () => {
  const redirecting = {
    ...toAnn,
    message: {
      channels: [{ type: 'experience', delivery: { model_kind: 'tour', model_id: 'pricing', redirect: true } }],
    },
  }
  expect(create(redirecting).status).toBe(422)
  const older = engineOf('settings: { dialect: 2021-08 }\nexperiences: [{ id: pricing, kind: tour }]')
  expect(createSending(older, redirecting, { now, id: 's1' }).status).toBe(201)
})

it('changes nothing that it is given, and keeps nothing of it', () => {
  const params = {
    message: {
      channels: [{ type: 'experience', delivery: { model_kind: 'tour', model_id: 'pricing', options: { a: [1] } } }],
    },
    audience: {
      type: 'inline',
      conditions: [{ condition_group: 'member_properties', field: 'a', operator: 'in', value: ['b'] }],
    },
    recipients: [{ member_id: 1, properties: { list: [1] } }],
  }
  const created = JSON.stringify(made(freeze(structuredClone(params))))
  const given = structuredClone(params)
  const sending = made(given)
  given.recipients[0]?.properties.list.push(2)
  given.message.channels[0]?.delivery.options.a.push(2)
  given.audience.conditions[0]?.value.push('c')
  expect(JSON.stringify(sending)).toBe(created)
})

it.each(['__proto__', 'constructor', 'toString'])(
  'takes nothing from a name that nobody sent, and %j as a name',
  (name) => {
    expect(faults({ audience: { type: 'reference', id: name } })).toEqual([
      `audience.id referenced_audience_must_exist | audience.id: unknown segment: "${name}"; name one that is in the catalog`,
    ])
    expect(made({ recipients: [{ member_id: name }] }).recipients[0]?.memberId).toBe(name)
  },
)
