import { describe, expect, it } from 'vitest'
import { apply } from '../../src/history/index.js'
import { type Profile, profile } from '../../src/model/index.js'
import {
  advance,
  type Dispatch,
  gatherRecipients,
  gatherRecipientsNow,
  membersNamed,
} from '../../src/sendings/index.js'
import { ann, bob, engine, engineOf, made, now } from './support.js'

const immediate = { schedule: { type: 'immediate' } }
const preparing = (params: object) => advance(made({ ...immediate, ...params }), now).sending
const dispatches = (params: object, profiles: readonly Profile[] = [ann, bob]): readonly Dispatch[] =>
  gatherRecipientsNow(engine, preparing(params), profiles).dispatches
const brief = (params: object, profiles?: readonly Profile[]): readonly string[] =>
  dispatches(params, profiles).map(({ memberId, channel, to }) => `${memberId} ${channel} ${to}`)

const trial = { audience: { type: 'reference', id: 15 } }

describe('N4: who a sending goes to', () => {
  it('the members of a segment', () => {
    expect(brief(trial)).toEqual(['ann sms 4740769126'])
  })

  it('those of whom all conditions hold', () => {
    const condition = (field: string, value: string) => ({
      condition_group: 'member_properties',
      field,
      operator: 'match',
      value,
    })
    const with_ = (...conditions: object[]) => ({ audience: { type: 'inline', conditions } })
    expect(brief(with_(condition('plan', 'paid')))).toEqual(['bob push b0b'])
    expect(brief(with_(condition('plan', 'paid'), condition('plan', 'trial')))).toEqual([])
    expect(brief(with_())).toEqual(['ann sms 4740769126', 'bob push b0b'])
  })

  it('those who are named, and those of an audience, both at once, each member once', () => {
    const recipients = [{ member_id: 'bob' }, { member_id: 'ann' }, { email: 'jan@example.com' }, { member_id: 'bob' }]
    expect(brief({ ...trial, recipients })).toEqual([
      'ann sms 4740769126',
      'bob push b0b',
      'null email jan@example.com',
    ])
  })

  it('a profile that comes twice counts once', () => {
    expect(brief(trial, [ann, bob, ann])).toEqual(['ann sms 4740769126'])
  })

  it('nobody who was never seen, or is not there', () => {
    expect(brief({ recipients: [{ member_id: 'eve' }, { member_id: 'zoe' }] }, [ann, profile('eve')])).toEqual([])
  })

  it('a segment is asked as the catalog stands, and one that is gone has no members', () => {
    const recipients = [{ member_id: 'bob' }]
    const found = gatherRecipientsNow(engineOf('segments: []'), preparing({ ...trial, recipients }), [ann, bob])
    expect(found.dispatches.map(({ memberId }) => memberId)).toEqual(['bob'])
  })

  it('S1: a segment may ask what was shown', () => {
    const report = { type: 'interaction', at: now - 1, experienceId: 'nps', state: 'started' } as const
    expect(brief({ audience: { type: 'reference', id: 'saw_nps' } }, [ann, apply(bob, report)])).toEqual([
      'bob push b0b',
    ])
  })

  it('N3: time operators are asked at the instant at which preparation begins', () => {
    const joined = profile('new', {
      seen: true,
      email: 'new@example.com',
      traits: { joined: '2029-02-02T10:00:00.001Z' },
    })
    const fresh = { audience: { type: 'reference', id: 'fresh' } }
    expect(brief(fresh, [joined])).toHaveLength(1)
    const late = advance(made({ ...immediate, ...fresh }), now + 60_000).sending
    expect(gatherRecipientsNow(engine, late, [joined]).dispatches).toHaveLength(1)
    const next = advance(made({ ...immediate, ...fresh }, now + 1), now + 1).sending
    expect(gatherRecipientsNow(engine, next, [joined]).dispatches).toHaveLength(0)
    // Also where it is asked once more when the sending has long been prepared.
    const gathered = gatherRecipientsNow(engine, late, [joined])
    const prepared = advance(late, now + 60_000, { gathered }).sending
    expect(gatherRecipientsNow(engine, prepared, [joined])).toEqual(gathered)
  })
})

describe('N4: what a dispatch carries', () => {
  it("a member's own properties, with those that were given on top", () => {
    const named = dispatches({
      ...trial,
      recipients: [
        { member_id: 'ann', properties: { plan: 'gold', name: 'Ann' } },
        { member_id: 'ann', properties: { name: 'Anne' } },
      ],
    })
    expect(named).toEqual([
      {
        id: 's1:ann',
        sendingId: 's1',
        channel: 'sms',
        memberId: 'ann',
        to: '4740769126',
        properties: { msisdn: 4740769126, plan: 'gold', name: 'Anne' },
      },
    ])
  })

  it('of somebody who is no member, what was given', () => {
    expect(dispatches({ recipients: [{ msisdn: '1', push: 't', properties: { name: 'Jan' } }] })).toEqual([
      { id: 's1#0', sendingId: 's1', channel: 'sms', memberId: null, to: '1', properties: { name: 'Jan' } },
    ])
  })

  it('for an experience, only what was given', () => {
    const message = { channels: [{ type: 'experience', delivery: { model_kind: 'tour', model_id: 'pricing' } }] }
    expect(dispatches({ ...trial, message, recipients: [{ member_id: 'bob', properties: { name: 'Bob' } }] })).toEqual([
      { id: 's1:ann', sendingId: 's1', channel: 'experience', memberId: 'ann', to: 'ann', properties: {} },
      { id: 's1:bob', sendingId: 's1', channel: 'experience', memberId: 'bob', to: 'bob', properties: { name: 'Bob' } },
    ])
  })

  it('an address that is given twice is written to once', () => {
    const recipients = [
      { email: 'jan@example.com', properties: { name: 'Jan', plan: 'free' } },
      { msisdn: '1' },
      { email: 'jan@example.com', properties: { name: 'J.' } },
    ]
    expect(dispatches({ recipients }).map(({ id, properties }) => [id, properties])).toEqual([
      ['s1#0', { name: 'J.', plan: 'free' }],
      ['s1#1', {}],
    ])
  })
})

describe('N5: one channel for each', () => {
  const all = profile('all', { seen: true, email: 'a@x', traits: { msisdn: '1', app_token: 't' } })
  const everyone = { audience: { type: 'inline', conditions: [] } }

  it.each([
    [['sms', 'email', 'push'], null, 'sms'],
    [['push', 'email', 'sms'], null, 'push'],
    [['sms', 'email', 'push'], ['email', 'sms'], 'email'],
    [['sms', 'email'], ['push', 'email'], 'email'],
    [
      ['email', { type: 'experience', delivery: { model_kind: 'tour', model_id: 'pricing' } }],
      ['experience'],
      'experience',
    ],
  ])('%j, preferring %j, goes by %s', (channels, preference, channel) => {
    const params = { ...everyone, message: { channels }, channels_preference: preference }
    expect(dispatches(params, [all]).map((one) => one.channel)).toEqual([channel])
  })

  it('the first for which there is an identifier; nobody is reached by none', () => {
    const params = { ...everyone, message: { channels: ['sms', 'push'] } }
    const mute = profile('mute', { seen: true, email: 'm@x' })
    const found = gatherRecipientsNow(engine, preparing(params), [all, bob, mute])
    expect(found.dispatches.map(({ memberId, channel }) => [memberId, channel])).toEqual([
      ['all', 'sms'],
      ['bob', 'push'],
    ])
    expect(found).toMatchObject({ members: 3, unreachable: 1 })
  })

  it('a preference may leave somebody without a channel that the message has', () => {
    const params = {
      message: { channels: ['sms', 'email'] },
      channels_preference: ['email'],
      recipients: [{ msisdn: '1' }],
    }
    expect(dispatches(params)).toEqual([])
  })

  it.each([
    [{ email: 'own@x' }, 'own@x'],
    [{ email: 'own@x', traits: { email: 'trait@x' } }, 'own@x'],
    [{ traits: { email: 'trait@x' } }, 'trait@x'],
    [{ traits: { email: '' } }, undefined],
    [{ traits: { email: ['a@x'] } }, undefined],
  ])('the address of %j is %s', (given, to) => {
    const params = { ...everyone, message: { channels: ['email'] } }
    expect(dispatches(params, [profile('p', { seen: true, ...given })])[0]?.to).toBe(to)
  })
})

it('comes to the same from a stream', async () => {
  const params = { ...trial, recipients: [{ member_id: 'bob' }, { email: 'jan@example.com' }] }
  async function* stream() {
    for (const one of [bob, ann, bob]) yield one
  }
  const sending = preparing(params)
  expect(await gatherRecipients(engine, sending, stream())).toEqual(gatherRecipientsNow(engine, sending, [bob, ann]))
  expect(membersNamed(sending)).toEqual(['bob'])
})

it('hands on what the stream throws', async () => {
  // biome-ignore lint/correctness/useYield: it fails before it yields anything.
  async function* broken(): AsyncGenerator<Profile> {
    throw new Error('the store is gone')
  }
  await expect(gatherRecipients(engine, preparing(trial), broken())).rejects.toThrow('the store is gone')
})

it('N6: takes time in proportion to its recipients', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => profile(`p${n}`, { seen: true, email: `${n}@x` }))
  const run = (count: number): number => {
    const profiles = many(count)
    const params = {
      audience: { type: 'inline', conditions: [] },
      recipients: profiles.map(({ id }) => ({ member_id: id })),
    }
    const from = performance.now()
    const sending = preparing(params)
    let { sending: next, dispatches } = advance(sending, now, {
      gathered: gatherRecipientsNow(engine, sending, profiles),
      most: 100,
    })
    let transmitted = 0
    while (dispatches.length > 0) {
      transmitted += dispatches.length
      ;({ sending: next, dispatches } = advance(next, now, { transmitted, most: 100 }))
    }
    expect(next).toMatchObject({ status: 'transmitted', transmitted: count })
    return performance.now() - from
  }
  run(2_000)
  const [few, more] = [run(2_000), run(40_000)]
  // Twenty times as many: what grew with the square would take four hundred times as long.
  expect(more).toBeLessThan(Math.max(few, 5) * 100)
})
