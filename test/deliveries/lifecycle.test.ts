import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { commit, createDelivery, listDeliveries, removeDelivery, updateDelivery } from '../../src/deliveries/index.js'
import { apply } from '../../src/history/index.js'
import type { Profile } from '../../src/model/index.js'
import { least, now, sceneOf, seen } from './support.js'

/** What a caller may know of a profile's deliveries: the pending ones in order, what became of the others, used keys. */
interface Model {
  pending: string[]
  readonly over: Map<string, 'triggered' | 'discarded' | 'removed' | 'dropped'>
  readonly keys: Map<string, string>
  made: number
}

interface Real {
  profile: Profile
}

type Step = fc.Command<Model, Real>

const limit = 3

/** Both say the same of what is pending, and nothing that is over comes back (D6). */
function agree({ pending, over }: Model, { profile }: Real): void {
  deepEqual(profile.deliveryIds, pending)
  for (const { id, state } of profile.deliveries) equal(state, over.get(id) ?? 'pending')
  const listed = listDeliveries(profile.deliveries, { limit: 500 }, { now })
  const isListed = (id: string): boolean => over.get(id) !== 'removed' && over.get(id) !== 'dropped'
  const ids = profile.deliveries.map(({ id }) => id).filter(isListed)
  deepEqual('deliveries' in listed && listed.deliveries.map(({ id }) => id).sort(), ids.sort())
}

/** D5, D7, D8. */
class Create implements Step {
  constructor(
    readonly key: string | null,
    readonly position: 'first' | 'last' | number,
    readonly drop: boolean,
  ) {}

  check = (): boolean => true

  run(model: Model, real: Real): void {
    const id = `d${model.made++}`
    const { key, position, drop } = this
    const keyed = key === null ? {} : { idempotency_key: key }
    const params = {
      ...least,
      ...keyed,
      delivery_ids_position: position,
      delivery_ids_at_limit: drop ? 'drop' : 'error',
    }
    const committed = commit(
      real.profile,
      createDelivery(sceneOf([real.profile]), params, { now: now + model.made, id }),
    )
    if ('profile' in committed) real.profile = committed.profile

    const first = key === null ? undefined : model.keys.get(key)
    if (first !== undefined) {
      equal(committed.status, 200)
      equal('delivery' in committed && committed.delivery.id, first)
    } else {
      const index = position === 'first' ? 0 : position === 'last' ? model.pending.length : position
      const placed = model.pending.toSpliced(index, 0, id)
      const popped = placed.slice(limit)
      const isRefused = popped.length > 0 && (!drop || popped.includes(id))
      equal(committed.status, isRefused ? 409 : 201)
      if (!isRefused) {
        model.pending = placed.slice(0, limit)
        for (const one of popped) model.over.set(one, 'dropped')
        if (key !== null) model.keys.set(key, id)
      }
    }
    agree(model, real)
  }

  toString = (): string => `create(${this.key}, ${this.position}, ${this.drop ? 'drop' : 'error'})`
}

/** D10: one that was made, by its number; a position moves it. */
class Move implements Step {
  constructor(
    readonly which: number,
    readonly position: 'first' | 'last' | number,
  ) {}

  check = ({ made }: Readonly<Model>): boolean => made > 0

  run(model: Model, real: Real): void {
    const id = `d${this.which % model.made}`
    const params = { delivery_ids_position: this.position }
    const committed = commit(real.profile, updateDelivery(sceneOf([real.profile]), real.profile, id, params, { now }))
    if ('profile' in committed) real.profile = committed.profile
    equal(committed.status, statusOf(model, id))
    if (committed.status === 200) {
      const others = model.pending.filter((one) => one !== id)
      const index = this.position === 'first' ? 0 : this.position === 'last' ? others.length : this.position
      model.pending = others.toSpliced(index, 0, id)
    }
    agree(model, real)
  }

  toString = (): string => `move(${this.which}, ${this.position})`
}

/** D10. */
class Remove implements Step {
  constructor(readonly which: number) {}

  check = ({ made }: Readonly<Model>): boolean => made > 0

  run(model: Model, real: Real): void {
    const id = `d${this.which % model.made}`
    const committed = commit(real.profile, removeDelivery(real.profile, id, { now }))
    if ('profile' in committed) real.profile = committed.profile
    equal(committed.status, statusOf(model, id))
    if (committed.status === 200) end(model, id, 'removed')
    agree(model, real)
  }

  toString = (): string => `remove(${this.which})`
}

/** E3, E6: the first pending one shows, or is discarded. */
class Settle implements Step {
  constructor(readonly shows: boolean) {}

  check = ({ pending }: Readonly<Model>): boolean => pending.length > 0

  run(model: Model, real: Real): void {
    const id = model.pending[0] as string
    const of = { at: now, deliveryId: id }
    const show = { type: 'show', href: '', experienceId: 'pricing', interactionId: id, completed: true, ...of } as const
    real.profile = apply(real.profile, this.shows ? show : { type: 'discard', reason: 'already_seen', ...of })
    end(model, id, this.shows ? 'triggered' : 'discarded')
    agree(model, real)
  }

  toString = (): string => (this.shows ? 'show' : 'discard')
}

const end = (model: Model, id: string, state: 'triggered' | 'discarded' | 'removed'): void => {
  model.pending = model.pending.filter((one) => one !== id)
  model.over.set(id, state)
}

/** What a call about a delivery is answered that may be over, or may never have been made. */
const statusOf = ({ pending, over }: Model, id: string): number =>
  pending.includes(id) ? 200 : over.has(id) ? 409 : 404

const position = fc.oneof(fc.constantFrom('first' as const, 'last' as const), fc.nat({ max: 4 }))
const commands = fc.commands(
  [
    fc.tuple(fc.constantFrom(null, null, 'k', '__proto__'), position, fc.boolean()).map((all) => new Create(...all)),
    fc.tuple(fc.nat({ max: 9 }), position).map((both) => new Move(...both)),
    fc.nat({ max: 9 }).map((which) => new Remove(which)),
    fc.boolean().map((shows) => new Settle(shows)),
  ],
  { maxCommands: 40 },
)

describe('D5 to D10: the lifecycle against a model of it', () => {
  test('whatever is called in whatever order', () => {
    const lives = fc.property(commands, (steps) => {
      const model: Model = { pending: [], over: new Map(), keys: new Map(), made: 0 }
      fc.modelRun(() => ({ model, real: { profile: seen() } }), steps)
    })
    fc.assert(lives, { numRuns: 400 })
  })
})
