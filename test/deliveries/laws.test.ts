import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commit, createDelivery, listDeliveries, removeDelivery, updateDelivery } from '../../src/deliveries/index.js'
import { type Delivery, delivery } from '../../src/model/delivery.js'
import type { Profile } from '../../src/model/index.js'
import { freeze, least, now, profileWith, sceneOf, seen } from './support.js'

const key = fc.constantFrom('k', '__proto__', '🎉', null)
const position = fc.oneof(fc.constantFrom('first', 'last'), fc.nat({ max: 5 }))
const limit = fc.integer({ min: 1, max: 3 })
const model = fc.constantFrom('pricing', 'draft', 'gone')
const id = fc.nat({ max: 12 }).map((n) => `d${n}`)
const until = fc.constantFrom(null, '+1s', '2020-01-01')

const command = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      key,
      position,
      limit,
      model,
      drop: fc.boolean(),
      until,
    }),
  },
  fc.record({ do: fc.constant('update' as const), id, position, once: fc.constantFrom(true, 7) }),
  fc.record({ do: fc.constant('remove' as const), id }),
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never
const commands = fc.array(command, { maxLength: 25 })
const release = fc.boolean()

interface World {
  readonly profile: Profile
  readonly step: number
}

function run(profile: Profile, command: Command, { step, release }: { step: number; release: boolean }) {
  const scene = sceneOf([profile], { expiredDeliveries: release ? 'release' : 'count' })
  const context = { now: now + step * 700, id: `d${step}` }
  switch (command.do) {
    case 'create': {
      const params = {
        ...least,
        model_id: command.model,
        idempotency_key: command.key,
        until: command.until,
        delivery_ids_position: command.position,
        delivery_ids_limit: command.limit,
        delivery_ids_at_limit: command.drop ? 'drop' : 'error',
      }
      return createDelivery(scene, freeze(params), context)
    }
    case 'update':
      return updateDelivery(
        scene,
        profile,
        command.id,
        { once: command.once, delivery_ids_position: command.position },
        context,
      )
    case 'remove':
      return removeDelivery(profile, command.id, context)
  }
}

/** Every profile on the way, with the outcome that led to it; all of them frozen, so that a change throws. */
function walk(list: readonly Command[], releases: boolean) {
  const steps: { before: Profile; command: Command; outcome: ReturnType<typeof run>; world: World }[] = []
  let profile = freeze(seen())
  list.forEach((command, step) => {
    const outcome = freeze(run(profile, command, { step, release: releases }))
    const committed = commit(profile, outcome)
    const next = 'body' in committed ? profile : freeze(committed.profile)
    steps.push({ before: profile, command, outcome, world: { profile: next, step } })
    profile = next
  })
  return steps
}

describe('laws of the lifecycle, for any sequence of operations on frozen profiles', () => {
  it('never lets more be pending than the account allows, nor a creation more than it asked for (D7)', () => {
    fc.assert(
      fc.property(commands, release, (list, releases) => {
        for (const { command, outcome, world } of walk(list, releases)) {
          expect(world.profile.deliveryIds.length).toBeLessThanOrEqual(3)
          if (command.do === 'create' && outcome.status === 201) {
            expect(world.profile.deliveryIds.length).toBeLessThanOrEqual(command.limit)
          }
        }
      }),
    )
  })

  it('lists in delivery_ids exactly the pending ones, each once (D6)', () => {
    fc.assert(
      fc.property(commands, release, (list, releases) => {
        for (const { world } of walk(list, releases)) {
          const pending = world.profile.deliveries.filter(({ state }) => state === 'pending').map((row) => row.id)
          expect(world.profile.deliveryIds.toSorted()).toEqual(pending.toSorted())
        }
      }),
    )
  })

  it('answers every later use of a key with what it first made (D5)', () => {
    fc.assert(
      fc.property(commands, release, (list, releases) => {
        const first = new Map<string, string>()
        for (const { command, outcome, world } of walk(list, releases)) {
          if (command.do !== 'create' || command.key === null || 'body' in outcome) continue
          const known = first.get(command.key)
          expect(outcome.status).toBe(known === undefined ? 201 : 200)
          if (known === undefined) first.set(command.key, outcome.delivery.id)
          else expect(outcome.delivery).toBe(world.profile.deliveries.find((row) => row.id === known))
        }
      }),
    )
  })

  it('keeps every row, and changes none that is no longer pending', () => {
    fc.assert(
      fc.property(commands, release, (list, releases) => {
        for (const { before, world } of walk(list, releases)) {
          const rows = new Map(world.profile.deliveries.map((row) => [row.id, row]))
          for (const row of before.deliveries) {
            const next = rows.get(row.id)
            expect(next).toBeDefined()
            if (row.state !== 'pending') expect(next).toEqual(row)
          }
        }
      }),
    )
  })

  it('changes nothing at all where it refuses', () => {
    fc.assert(
      fc.property(commands, release, (list, releases) => {
        for (const { before, outcome, world } of walk(list, releases)) {
          if ('body' in outcome) expect(world.profile).toBe(before)
        }
      }),
    )
  })

  it('places, or has no room, as a plain list would: insert, then pop (D7, D8)', () => {
    fc.assert(
      fc.property(commands, (list) => {
        for (const { before, command, outcome, world } of walk(list, false)) {
          if (command.do !== 'create' || command.model !== 'pricing' || outcome.status === 200) continue
          const plain = [...before.deliveryIds]
          const at = { first: 0, last: plain.length }[command.position] ?? Number(command.position)
          plain.splice(at, 0, `d${world.step}`)
          const fits = plain.length <= command.limit
          while (plain.length > command.limit) plain.pop()
          const hasRoom = fits || (command.drop && plain.includes(`d${world.step}`))
          expect(outcome.status).toBe(hasRoom ? 201 : 409)
          if (hasRoom) expect(world.profile.deliveryIds).toEqual(plain)
        }
      }),
    )
  })

  it('answers whatever comes as parameters, and throws at none of it', () => {
    const names = fc.constantFrom(
      ...Object.keys(least),
      'uid',
      'from',
      'until',
      'options',
      'once',
      '__proto__',
      'untill',
    )
    const body = fc.oneof(fc.anything(), fc.dictionary(names, fc.anything()))
    fc.assert(
      fc.property(body, body, (params, more) => {
        const profile = profileWith([{ id: 'd1' }])
        const scene = sceneOf([profile])
        const merged = typeof more === 'object' ? { ...least, ...more } : more
        for (const given of [params, merged]) {
          const created = createDelivery(scene, freeze(given), { now, id: 'd2' })
          expect([201, 404, 409, 422]).toContain(created.status)
          expect([200, 404, 409, 422]).toContain(updateDelivery(scene, profile, 'd1', given, { now }).status)
          expect([200, 422]).toContain(listDeliveries(profile.deliveries, given, { now }).status)
        }
      }),
    )
  })
})

describe('laws of the list (D11)', () => {
  const states = ['pending', 'triggered', 'discarded', 'removed', 'dropped'] as const
  const rows = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1 }), second: fc.nat({ max: 4 }), state: fc.constantFrom(...states) }),
    { selector: ({ id }) => id, maxLength: 30 },
  )
  const toRow = ({ id, second, state }: { id: string; second: number; state: Delivery['state'] }): Delivery =>
    delivery({ id, createdAt: now + second * 1000, modelKind: 'tour', modelId: 'pricing', profileId: 'u1', state })

  it('visits each once, newest first, however the pages are cut', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (given, size) => {
        const deliveries = freeze(given.map(toRow))
        const visited: Delivery[] = []
        let before: string | undefined
        do {
          const page = listDeliveries(deliveries, { limit: size, before }, { now })
          if (page.status !== 200) throw new Error(page.body.messages.join('\n'))
          visited.push(...page.deliveries)
          before = page.cursor.before
          expect(visited.length).toBeLessThanOrEqual(deliveries.length)
        } while (before !== undefined)
        const listed = deliveries.filter(({ state }) => state !== 'removed' && state !== 'dropped')
        expect(visited.map((row) => row.id).toSorted()).toEqual(listed.map((row) => row.id).toSorted())
        visited.slice(1).forEach((row, index) => {
          const newer = visited[index] as Delivery
          expect(newer.createdAt > row.createdAt || (newer.createdAt === row.createdAt && newer.id > row.id)).toBe(true)
        })
      }),
    )
  })

  it('is what lies before and what lies after a delivery, and the delivery itself', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const deliveries = given.map(toRow)
        const ids = (query: unknown) => {
          const page = listDeliveries(deliveries, query, { now })
          return page.status === 200 ? page.deliveries.map((row) => row.id) : null
        }
        for (const { id, state } of deliveries) {
          const own = state === 'removed' || state === 'dropped' ? [] : [id]
          expect([...(ids({ after: id }) ?? []), ...own, ...(ids({ before: id }) ?? [])]).toEqual(ids({}))
        }
      }),
    )
  })
})
