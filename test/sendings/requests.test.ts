import { describe, expect, it } from 'vitest'
import { createSending, type Sending } from '../../src/sendings/index.js'
import { answer, engine, made, now, toAnn } from './support.js'

const create = (params: unknown) => createSending(engine, params, { now, id: 's1' })
const faults = (params: unknown): readonly unknown[] => answer(create(params)).slice(2)

const pricing = { model_kind: 'tour', model_id: 'pricing' }
const experience = { type: 'experience', delivery: pricing }
const jan = { email: 'jan@example.com' }

/** By the object that they stand in: a request that is sound but for one more name in it, and those that are known. */
const objects: readonly [path: string, request: (more: object) => object, known: Readonly<Record<string, string>>][] = [
  [
    '',
    (more) => ({ ...toAnn, ...more }),
    {
      Draft: 'draft',
      Message: 'message',
      channelsPreference: 'channels_preference',
      Schedule: 'schedule',
      Audience: 'audience',
      Recipients: 'recipients',
      ID: 'id',
      Status: 'status',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
      scheduledAt: 'scheduled_at',
      preparedAt: 'prepared_at',
      transmittedAt: 'transmitted_at',
      recipientsCount: 'recipients_count',
      dispatchesCount: 'dispatches_count',
    },
  ],
  [
    'audience.',
    (more) => ({ audience: { type: 'reference', id: '15', ...more } }),
    { Type: 'type', ID: 'id', Conditions: 'conditions' },
  ],
  ['message.', (more) => ({ ...toAnn, message: { channels: ['sms'], ...more } }), { Channels: 'channels' }],
  [
    'message.channels.0.',
    (more) => ({ ...toAnn, message: { channels: [{ ...experience, ...more }] } }),
    { Type: 'type', Delivery: 'delivery' },
  ],
  [
    'recipients.0.',
    (more) => ({ recipients: [{ ...jan, ...more }] }),
    {
      memberId: 'member_id',
      MSISDN: 'msisdn',
      Email: 'email',
      appToken: 'app_token',
      Push: 'push',
      Properties: 'properties',
    },
  ],
  [
    'schedule.',
    (more) => ({ ...toAnn, schedule: { type: 'immediate', ...more } }),
    { Type: 'type', At: 'at', In: 'in', Prescheduled: 'prescheduled' },
  ],
]

describe('a name that looks like one that is known', () => {
  const slips = objects.flatMap(([path, request, known]) =>
    Object.entries(known).map(([name, meant]) => [`${path}${name}`, meant, request({ [name]: 1 })] as const),
  )

  it.each(slips)('%s is taken for a misspelling of %s', (path, meant, params) => {
    expect(faults(params)).toEqual([
      `${path} unknown_parameter | ${path}: unknown parameter; did you mean ${JSON.stringify(meant)}?`,
    ])
  })

  it('is shown in one line', () => {
    expect(faults({ ...toAnn, 'audience\n': null })).toEqual([
      '"audience\\n" unknown_parameter | "audience\\n": unknown parameter; did you mean "audience"?',
    ])
  })

  it.each(objects)('is none where it looks like nothing that %s has', (_, request) => {
    expect(create(request({ colour: 'blue' })).status).toBe(201)
  })
})

const channelNames = '"sms", "email", "push", "experience"'

describe('N8: what is wrong with a request', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'a flag in quotes holds nothing back: its schedule is judged too',
      { ...toAnn, draft: 'yes', schedule: { type: 'absolute', at: '2029-02-03T09:00:00Z' } },
      [
        'draft invalid_type | draft: not a boolean: "yes"; write true or false, without quotes',
        'schedule.at must_be_in_the_future | schedule.at: not in the future: 2029-02-03T09:00:00Z, and now is 2029-02-03T10:00:00Z; write a later instant, or "immediate" as the type',
      ],
    ],
    [
      'an instant beyond the years that there are',
      { ...toAnn, schedule: { type: 'absolute', at: '+010000-01-01' } },
      ['schedule.at invalid_format | schedule.at: instant beyond the years 0000 to 9999: "+010000-01-01"'],
    ],
    [
      'a length of time in a list',
      { ...toAnn, schedule: { type: 'relative', in: ['1 day'] } },
      [
        'schedule.in invalid_format | schedule.in: not a number of units: an array; write a number and a unit, as "30 minutes" or "5 months"',
      ],
    ],
    [
      'an id of an audience that is none',
      { audience: { type: 'reference', id: true } },
      ['audience.id invalid_type | audience.id: not a text: true; write it in quotes'],
    ],
    [
      'conditions that nobody could walk',
      { audience: { type: 'inline', conditions: Array(1_001).fill(Array(1_000).fill(0)) } },
      [
        'audience.conditions too_many_values | audience.conditions: more than 1000000 values; the limit is 1000000 values',
      ],
    ],
    [
      'recipients that are no list',
      { recipients: 7 },
      ['recipients invalid_type | recipients: not a list: 7; write a list of recipients'],
    ],
    ...[{}, { channels: null }, { channels: [] }].map((message): [string, unknown, readonly string[]] => [
      `a message of ${JSON.stringify(message)}`,
      { ...toAnn, message },
      [`message.channels blank | message.channels: no channel; name some of ${channelNames}`],
    ]),
    [
      'channels that are no list',
      { ...toAnn, message: { channels: 'sms' } },
      ['message.channels invalid_type | message.channels: not a list: "sms"; write a list of channels'],
    ],
    [
      'more channels than there are, none of which is read',
      { ...toAnn, message: { channels: ['sms', 'fax', 'fax', 'fax', 'fax'] } },
      ['message.channels too_many | message.channels: more channels than there are: 5; name each once'],
    ],
    [
      'what could not be read is no duplicate of what could not be read',
      { ...toAnn, message: { channels: [{ type: 'experience' }, { type: 'experience' }] } },
      [0, 1].map(
        (n) =>
          `message.channels.${n}.delivery blank | message.channels.${n}.delivery: not an object: null; write the parameters of a delivery`,
      ),
    ],
    [
      'options of a delivery that are no JSON',
      { ...toAnn, message: { channels: [{ type: 'experience', delivery: { ...pricing, options: 10n } }] } },
      [
        'message.channels.0.delivery invalid_delivery | message.channels.0.delivery: options: not JSON: 10; send objects, arrays, texts, finite numbers, true, false and null',
      ],
    ],
    [
      'a preference that is no list',
      { ...toAnn, channels_preference: 'sms' },
      ['channels_preference invalid_type | channels_preference: not a list: "sms"; write a list of channels'],
    ],
    [
      'a preference for more channels than there are',
      { ...toAnn, channels_preference: ['sms', 'fax', 'fax', 'fax', 'fax'] },
      ['channels_preference too_many | channels_preference: more channels than there are: 5; name each once'],
    ],
    [
      'a preference for none of several channels',
      { ...toAnn, message: { channels: ['sms', 'push'] }, channels_preference: ['email'] },
      [
        "channels_preference must_include_a_channel_of_the_message | channels_preference: none of the message's channels; name some of sms, push",
      ],
    ],
  ])('%s', (_, params, expected) => {
    expect(faults(params)).toEqual(expected)
  })

  it('is told fault by fault up to a hundred', () => {
    const told = faults({ recipients: Array.from({ length: 100 }, () => 7) })
    const line = (n: number) =>
      `recipients.${n} invalid_type | recipients.${n}: not an object: 7; send its fields by their names`
    expect(told).toEqual(Array.from({ length: 100 }, (_, n) => line(n)))
  })
})

describe('what a request may hold', () => {
  it('two hundred fields', () => {
    const others = Object.fromEntries(Array.from({ length: 199 }, (_, n) => [`f${n}`, n]))
    expect(create({ ...others, ...toAnn }).status).toBe(201)
  })

  it('a preference for each of the channels, in another order', () => {
    const message = { channels: ['sms', 'email', 'push', experience] }
    const preference: Sending['channelsPreference'] = ['experience', 'push', 'email', 'sms']
    expect(made({ ...toAnn, message, channels_preference: preference }).channelsPreference).toEqual(preference)
  })

  it('N4: a recipient whose member_id is null, which is the same as none', () => {
    expect(made({ recipients: [{ member_id: null, ...jan }] }).recipients).toEqual([
      { memberId: null, msisdn: null, email: 'jan@example.com', appToken: null, properties: {} },
    ])
  })

  it('N7: names in a delivery that nobody knows, which are not kept', () => {
    const delivery = { ...pricing, once: true, colour: 'blue' }
    expect(made({ ...toAnn, message: { channels: [{ type: 'experience', delivery }] } }).message).toEqual({
      channels: [{ type: 'experience', delivery: { ...pricing, once: true } }],
    })
  })

  it('N2: the last instant that there is', () => {
    const from = Date.UTC(9998, 11, 31, 23, 59, 59, 999)
    const last = Date.UTC(9999, 11, 31, 23, 59, 59, 999)
    expect(made({ ...toAnn, schedule: { type: 'relative', in: '1 year' } }, from).scheduledAt).toBe(last)
    expect(
      answer(
        createSending(engine, { ...toAnn, schedule: { type: 'relative', in: '1 year' } }, { now: from + 1, id: 's1' }),
      ).slice(2),
    ).toEqual(['schedule.in too_far_in_the_future | schedule.in: beyond the year 9999: "1 year"; write less'])
  })
})
