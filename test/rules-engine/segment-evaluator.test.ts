import { describe, expect, it, vi } from 'vitest'
import type { Facts } from '../../src/conditions/index.js'
import type { Condition, Segment } from '../../src/model/index.js'
import { createSegmentEvaluator } from '../../src/rules-engine/index.js'

const noon = Date.UTC(2029, 1, 3, 12)
const day = 86_400_000
const segment = (id: string, conditions: Condition): Segment => ({ id, name: null, conditions })
const paid: Condition = { fact: 'plan', operator: 'equal', value: 'paid' }
const facts: Facts = {
  traits: { plan: 'trial', company: { id: 7 }, joined: '2029-02-03T12:00:00Z' },
  history: (id) => ({ shows: id === 'nps' ? 2 : 0 }),
}

describe('createSegmentEvaluator (S2)', () => {
  it('waits for a fact that has to be fetched, which goes before the trait', async () => {
    const evaluator = createSegmentEvaluator([segment('payers', paid)], {
      facts: { plan: async ({ traits }) => (traits.company === undefined ? 'trial' : 'paid') },
    })
    expect(await evaluator.evaluate('payers', facts, noon)).toBe(true)
    expect(await createSegmentEvaluator([segment('payers', paid)]).evaluate('payers', facts, noon)).toBe(false)
  })

  it('fetches a fact once, and only where it is named', async () => {
    const plan = vi.fn(async () => 'paid')
    const seats = vi.fn(async () => 5)
    const evaluator = createSegmentEvaluator([segment('payers', paid)], { facts: { plan, seats } })
    await evaluator.evaluate({ all: [paid, { condition: 'payers' }, { not: paid }] }, facts, noon)
    expect(plan).toHaveBeenCalledExactlyOnceWith(facts, noon)
    expect(seats).not.toHaveBeenCalled()
  })

  it('follows a path into what was fetched', async () => {
    const evaluator = createSegmentEvaluator([], { facts: { account: async () => ({ owners: [{ role: 'admin' }] }) } })
    const leaf: Condition = { fact: 'account', path: '$.owners[0].role', operator: 'equal', value: 'admin' }
    expect(await evaluator.evaluate(leaf, facts, noon)).toBe(true)
  })

  it('takes now from the call (T1), also for evaluations that overlap', async () => {
    const { evaluate } = createSegmentEvaluator([
      segment('new', { fact: 'joined', operator: 'chameleon.gt-d', value: 1 }),
    ])
    const instants = [noon, noon + day - 1, noon + day, noon + 2 * day, noon + 1]
    expect(await Promise.all(instants.map((now) => evaluate('new', facts, now)))).toEqual([
      true,
      true,
      false,
      false,
      true,
    ])
  })

  it('reads history from the profile', async () => {
    const leaf: Condition = { fact: 'history.nps', path: '$.shows', operator: 'greaterThan', value: 1 }
    expect(await createSegmentEvaluator([]).evaluate(leaf, facts, noon)).toBe(true)
    expect(() => createSegmentEvaluator([], { facts: { 'history.nps': () => null } })).toThrow(
      '"history.nps" cannot be fetched: history is the profile\'s own',
    )
  })

  it('rejects with what a fact source rejects with', async () => {
    const broken = async () => {
      throw new Error('no connection')
    }
    const rejecting = createSegmentEvaluator([], { facts: { plan: broken } })
    await expect(rejecting.evaluate({ any: [paid, { not: paid }] }, facts, noon)).rejects.toThrow('no connection')
    const throwing = createSegmentEvaluator([], {
      facts: {
        plan: () => {
          throw new Error('no disk')
        },
      },
    })
    await expect(throwing.evaluate(paid, facts, noon)).rejects.toThrow('no disk')
  })

  it('rejects a segment that does not exist or refers to itself', async () => {
    const evaluator = createSegmentEvaluator([segment('a', { not: { condition: 'a' } })])
    await expect(evaluator.evaluate('b', facts, noon)).rejects.toThrow('unknown segment "b"')
    await expect(evaluator.evaluate('a', facts, noon)).rejects.toThrow('segment "a" refers to itself')
  })

  it('lets no path but ours through', async () => {
    const leaf: Condition = { fact: 'company', path: '$[?(@.id)]', operator: 'equal', value: 7 }
    await expect(createSegmentEvaluator([]).evaluate(leaf, facts, noon)).rejects.toThrow('not a path: $[?(@.id)]')
  })
})
