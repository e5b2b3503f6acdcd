import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { compileCondition, createConditionCompiler, type Facts } from '../../src/conditions/index.js'
import type { Condition } from '../../src/model/index.js'

const day = 86_400_000
const noon = Date.UTC(2029, 1, 3, 12)
const facts = (traits: Record<string, unknown>, history: Facts['history'] = () => ({ shows: 0 })): Facts => ({
  traits,
  history,
})
const plan = (value: unknown): Condition => ({ fact: 'plan', operator: 'equal', value })
const newer = (days: number): Condition => ({ fact: 'joined', operator: 'chameleon.gt-d', value: days })
const older = (days: number): Condition => ({ fact: 'joined', operator: 'chameleon.lt-d', value: days })
const none = (): undefined => undefined
const trial = facts({ plan: 'trial', role: 'owner' })

describe('compileCondition (S1)', () => {
  it.each<[Condition, boolean]>([
    [plan('trial'), true],
    [plan('paid'), false],
    [{ all: [] }, true],
    [{ any: [] }, true],
    [{ all: [plan('trial'), plan('paid')] }, false],
    [{ any: [plan('trial'), plan('paid')] }, true],
    [{ any: [plan('paid')] }, false],
    [{ not: plan('paid') }, true],
    [{ not: { any: [] } }, false],
    [{ not: { all: [plan('trial'), { not: plan('trial') }] } }, true],
    [{ fact: 'constructor', operator: 'notEqual', value: 1 }, true],
    [{ fact: 'toString', operator: 'chameleon.ex', value: null }, false],
    [{ fact: '__proto__', operator: 'chameleon.ex', value: null }, false],
  ])('%j for a trial owner is %j', (condition, expected) => {
    expect(compileCondition(condition, none).test(trial, noon)).toBe(expected)
  })

  it('reads a trait called __proto__ where the profile really has one', () => {
    const condition: Condition = { fact: '__proto__', operator: 'equal', value: 5 }
    expect(compileCondition(condition, none).test(facts(JSON.parse('{"__proto__": 5}')), noon)).toBe(true)
  })

  it('reads history through a path, whatever a trait of that name says', () => {
    const condition: Condition = { fact: 'history.nps.v2', path: '$.shows', operator: 'greaterThan', value: 2 }
    const compiled = compileCondition(condition, none)
    const shown = (shows: number) =>
      facts({ 'history.nps.v2': { shows: 9 } }, (id) => ({ shows: id === 'nps.v2' ? shows : 9 }))
    expect(compiled.test(shown(2), noon)).toBe(false)
    expect(compiled.test(shown(3), noon)).toBe(true)
    expect([compiled.usesHistory, compiled.usesTime]).toEqual([true, false])
  })

  it('follows a reference, and compiles its segment once', () => {
    const resolve = vi.fn((id: string) => (id === 'trials' ? plan('trial') : undefined))
    const compile = createConditionCompiler(resolve)
    const reference: Condition = { condition: 'trials' }
    expect(compile({ all: [reference, { not: { not: reference } }] }).test(trial, noon)).toBe(true)
    expect(compile(reference)).toBe(compile(reference))
    expect(resolve).toHaveBeenCalledTimes(1)
  })

  it('throws for what authoring must have refused', () => {
    const segments: Record<string, Condition> = { a: { not: { condition: 'b' } }, b: { any: [{ condition: 'a' }] } }
    const compile = (condition: Condition) => () => compileCondition(condition, (id) => segments[id])
    expect(compile({ condition: 'c' })).toThrow('unknown segment "c"')
    expect(compile({ condition: 'a' })).toThrow('segment "a" refers to itself')
    expect(compile({ fact: 'plan', operator: 'equals', value: 1 })).toThrow('unknown operator "equals"')
    expect(compile({ fact: 'plan', operator: 'equal', value: 1, path: '$..a' })).toThrow('not a path: $..a')
  })
})

describe('turnsAt (E9)', () => {
  const joined = (instant: number) => facts({ joined: new Date(instant).toISOString() })
  const turn = (condition: Condition, given: Facts, now: number) =>
    compileCondition(condition, none).turnsAt(given, now)

  it('is the instant at which gt-d ends, and the millisecond after for lt-d', () => {
    expect(turn(newer(7), joined(noon), noon)).toBe(noon + 7 * day)
    expect(turn(older(7), joined(noon), noon)).toBe(noon + 7 * day + 1)
  })

  it('is never once it has turned, for a missing fact, and without time operators', () => {
    expect(turn(newer(7), joined(noon), noon + 7 * day)).toBe(Number.POSITIVE_INFINITY)
    expect(turn(older(7), joined(noon), noon + 7 * day)).toBe(noon + 7 * day + 1)
    expect(turn(older(7), joined(noon), noon + 7 * day + 1)).toBe(Number.POSITIVE_INFINITY)
    expect(turn(newer(7), facts({}), noon)).toBe(Number.POSITIVE_INFINITY)
    expect(turn(plan('trial'), trial, noon)).toBe(Number.POSITIVE_INFINITY)
  })

  it('is the least over all leaves, whether or not they matter for the whole', () => {
    const condition: Condition = { any: [{ all: [] }, newer(9), { not: { all: [older(8), plan('paid')] } }] }
    expect(turn(condition, joined(noon), noon)).toBe(noon + 8 * day + 1)
    expect(compileCondition(condition, none).usesTime).toBe(true)
  })

  it('of a list is the turn that turns the whole', () => {
    const visits = { visits: [noon, noon + day].map((instant) => new Date(instant).toISOString()) }
    const leaf = (operator: string): Condition => ({ fact: 'visits', operator, value: 7 })
    expect(turn(leaf('everyFact:chameleon.gt-d'), facts(visits), noon)).toBe(noon + 7 * day)
    expect(turn(leaf('someFact:chameleon.gt-d'), facts(visits), noon)).toBe(noon + 8 * day)
    expect(turn(leaf('not:someFact:chameleon.gt-d'), facts(visits), noon)).toBe(noon + 8 * day)
    expect(turn(leaf('someFact:chameleon.gt-d'), facts({ visits: 'none' }), noon)).toBe(Number.POSITIVE_INFINITY)
  })

  it('is exact: the answer is another at it, and the same until the millisecond before', () => {
    const operator = fc.constantFrom(
      'chameleon.gt-d',
      'chameleon.lt-d',
      'not:chameleon.gt-d',
      'someFact:chameleon.lt-d',
      'everyFact:chameleon.gt-d',
      'not:everyFact:chameleon.lt-d',
    )
    const instant = fc.oneof(
      fc.integer({ min: noon - 10 * day, max: noon + 10 * day }).map((ms) => new Date(ms).toISOString()),
      fc.double({ min: 1.8e9, max: 1.9e9 }),
      fc.constantFrom<unknown>(undefined, null, 'soon'),
    )
    const days = fc.oneof(fc.nat(10), fc.double({ min: 0, max: 10, noNaN: true }))
    const fact = fc.oneof(instant, fc.array(instant, { maxLength: 4 }))
    const now = fc.integer({ min: noon - 12 * day, max: noon + 12 * day })
    fc.assert(
      fc.property(operator, fact, days, now, fc.double({ min: 0, max: 1, noNaN: true }), (name, value, n, at, part) => {
        const compiled = compileCondition({ fact: 'f', operator: name, value: n }, none)
        const given = facts({ f: value })
        const turnAt = compiled.turnsAt(given, at)
        const answer = compiled.test(given, at)
        const end = Math.min(turnAt, at + 400 * day)
        for (const before of [end - 1, Math.floor(at + part * (end - 1 - at))]) {
          if (before >= at) expect(compiled.test(given, before)).toBe(answer)
        }
        if (turnAt < Number.POSITIVE_INFINITY) {
          expect(Number.isInteger(turnAt) && turnAt > at).toBe(true)
          expect(compiled.test(given, turnAt)).toBe(!answer)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
