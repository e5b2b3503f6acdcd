import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IdentityJoins, profileIdOf } from '../../../src/simulator/traces/identity.js'
import { readText } from './read-all.js'

interface Join {
  readonly from: string
  readonly to: string
  readonly at: number
  readonly line: number
}

function resolve(joins: readonly Join[]): ReadonlyMap<string, string> {
  const gathered = new IdentityJoins()
  for (const { from, to, at, line } of joins) gathered.join(from, to, at, line)
  return gathered.resolve()
}

/** Few ids and instants, so that they meet; each join on a line of its own. */
const joins = fc
  .array(
    fc.record({
      from: fc.constantFrom('a', 'b', 'c', 'd'),
      to: fc.constantFrom('a', 'b', 'c', 'd', 'u', 'v'),
      at: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((join, line) => ({ ...join, line })))

describe('joins of ids', () => {
  test('come to the same in any order', () => {
    const shuffled = joins.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(shuffled, ([all, others]) => {
        expect(new Map([...resolve(others)].sort())).toEqual(new Map([...resolve(all)].sort()))
      }),
    )
  })

  test('of an id after its first one change nothing', () => {
    fc.assert(
      fc.property(joins, fc.nat(), fc.constantFrom('u', 'v', 'w'), (all, pick, to) => {
        const { from } = all[pick % all.length] ?? { from: 'nobody' }
        fc.pre(all.some((join) => join.from === from && join.to !== from))
        expect(resolve([...all, { from, to, at: 9, line: 99 }])).toEqual(resolve(all))
      }),
    )
  })

  test('are followed to their end: nobody is sent on to one who is sent on', () => {
    fc.assert(
      fc.property(joins, (all) => {
        const identities = resolve(all)
        for (const [from, to] of identities) {
          expect(identities.has(to)).toBe(false)
          expect(from).not.toBe(to)
        }
      }),
    )
  })

  test('make no two people of ids that were joined, where no id was joined twice', () => {
    const once = joins.map((all) => all.filter(({ from }, k) => all.findIndex((one) => one.from === from) === k))
    fc.assert(
      fc.property(once, (all) => {
        const identities = resolve(all)
        const end = (id: string) => identities.get(id) ?? id
        for (const { from, to } of all) expect(end(from)).toBe(end(to))
      }),
    )
  })

  test.each<[what: string, joins: readonly Join[], expected: Readonly<Record<string, string>>]>([
    ['nothing', [], {}],
    ['an id with itself', [{ from: 'a', to: 'a', at: 0, line: 1 }], {}],
    [
      'an id with two users: the earlier, wherever it stands',
      [
        { from: 'a', to: 'v', at: 5, line: 1 },
        { from: 'a', to: 'u', at: 4, line: 2 },
      ],
      { a: 'u' },
    ],
    [
      'an id with two users at one instant: the earlier line',
      [
        { from: 'a', to: 'v', at: 5, line: 2 },
        { from: 'a', to: 'u', at: 5, line: 1 },
      ],
      { a: 'u' },
    ],
    [
      'a chain',
      [
        { from: 'b', to: 'u', at: 2, line: 2 },
        { from: 'a', to: 'b', at: 1, line: 1 },
      ],
      { a: 'u', b: 'u' },
    ],
    [
      'two ids both ways: called what the first join called them',
      [
        { from: 'b', to: 'a', at: 2, line: 2 },
        { from: 'a', to: 'b', at: 1, line: 1 },
      ],
      { a: 'b' },
    ],
  ])('%s', (_what, all, expected) => {
    expect(Object.fromEntries(resolve(all))).toEqual(expected)
  })

  test('a chain of a hundred thousand ids is no matter of depth', () => {
    const all = Array.from({ length: 100_000 }, (_, k) => ({ from: `i${k}`, to: `i${k + 1}`, at: -k, line: k }))
    const identities = resolve(all)
    expect(identities.get('i0')).toBe('i100000')
    expect(identities.size).toBe(100_000)
  })

  test('a user who is named is that user, whoever else was on the device, unless an alias gave the user another id', () => {
    const identities = new Map([
      ['a', 'u'],
      ['w', 'u'],
    ])
    expect(profileIdOf({ anonymousId: 'a', userId: 'v' }, identities)).toBe('v')
    expect(profileIdOf({ anonymousId: 'b', userId: 'w' }, identities)).toBe('u')
    expect(profileIdOf({ anonymousId: 'a', userId: null }, identities)).toBe('u')
    expect(profileIdOf({ anonymousId: 'b', userId: null }, identities)).toBe('b')
    expect(profileIdOf({ anonymousId: null, userId: null }, identities)).toBe(null)
  })
})

const row = (id: string, second: number, ids: object): string =>
  JSON.stringify({
    type: 'page',
    messageId: id,
    ...ids,
    timestamp: `2029-02-03T10:00:${String(second).padStart(2, '0')}Z`,
    properties: { url: '/' },
  })

describe('a trace', () => {
  /** A shared computer: two users, one device; and another device that nobody signs in on. */
  const rows = [
    row('m1', 1, { anonymousId: 'a' }),
    row('m2', 2, { anonymousId: 'a', userId: 'ada' }),
    row('m3', 3, { anonymousId: 'a', userId: 'bob' }),
    row('m4', 4, { anonymousId: 'a' }),
    row('m5', 5, { userId: 'bob' }),
    row('m6', 6, { anonymousId: 'z' }),
  ]
  const expected = { m1: 'ada', m2: 'ada', m3: 'bob', m4: 'ada', m5: 'bob', m6: 'z' }

  test('gives every row its profile, whatever the order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
        const { events } = await readText(shuffled.join('\n'), { format: 'segment' })
        expect(Object.fromEntries(events.map(({ eventId, profileId }) => [eventId, profileId]))).toEqual(expected)
      }),
      { numRuns: 20 },
    )
  })

  test('a row without a time joins nobody', async () => {
    const broken = row('m0', 0, { anonymousId: 'z', userId: 'eve' }).replace('2029-02-03', 'then')
    const { events, problems } = await readText([broken, ...rows].join('\n'), { format: 'segment' })
    expect(events.at(-1)?.profileId).toBe('z')
    expect(problems).toHaveLength(1)
  })

  test("Segment's alias of a user takes the user's own rows along, and those of the user's devices", async () => {
    const alias = (previousId: string, userId: string, second: number) =>
      JSON.stringify({ type: 'alias', previousId, userId, timestamp: `2029-02-03T11:00:0${second}Z` })
    const aliases = [alias('ada', 'ada@example.com', 1), alias('ada@example.com', '7', 2)]
    const { events } = await readText([...rows, ...aliases, row('m7', 7, { userId: 'ada@example.com' })].join('\n'), {
      format: 'segment',
    })
    expect(Object.fromEntries(events.map(({ eventId, profileId }) => [eventId, profileId]))).toEqual({
      ...expected,
      m1: '7',
      m2: '7',
      m4: '7',
      m7: '7',
    })
  })

  test("Segment's alias joins what it was to what it is", async () => {
    const alias = JSON.stringify({ type: 'alias', previousId: 'z', userId: 'zoe', timestamp: '2029-02-03T11:00:00Z' })
    const { events, passedOver } = await readText([...rows, alias].join('\n'), { format: 'segment' })
    expect(events.at(-1)?.profileId).toBe('zoe')
    expect(passedOver).toEqual([7])
  })
})
