import { describe, expect, test } from 'vitest'
import { importChameleonSegment } from '../../../src/authoring/importers/index.js'
import { conditionProblems } from '../../../src/conditions/validate.js'
import type { Condition, Problem } from '../../../src/model/index.js'

describe('a property filter, by operator', () => {
  test.each<[string, unknown, unknown]>([
    ['ex', undefined, null],
    ['ex', '', null],
    ['nx', null, null],
    ['eq', 'admin', 'admin'],
    ['eq', null, null],
    ['ne', true, true],
    ['gt', '4', '4'],
    ['gte', 3, 3],
    ['lt', '2029-02-03', '2029-02-03'],
    ['lte', -8, -8],
    ['gt-d', 7, 7],
    ['gt-d', '7', 7],
    ['lt-d', '0.5', 0.5],
    ['in', '@acme.co', '@acme.co'],
    ['in', 5, '5'],
    ['in-i', 'ACME', 'ACME'],
    ['nin', 'x', 'x'],
    ['nin-i', 'x', 'x'],
    ['in-v', 'admin,owner,superuser', 'admin,owner,superuser'],
    ['nin-v', 'a,b', 'a,b'],
    ['in-a', 'beta', 'beta'],
    ['nin-a', 4, 4],
  ])('%s %j', (op, value, expected) => {
    const condition = conditionOf({ kind: 'property', prop: 'role', op, value })
    expect(condition).toEqual({ fact: 'role', operator: `chameleon.${op}`, value: expected })
    expect(conditionProblems(condition)).toEqual([])
  })

  test('a property of the company is in the trait "company"', () => {
    expect(conditionOf({ kind: 'property', prop: 'company.plan.name', op: 'eq', value: 'growth' })).toEqual({
      fact: 'company',
      path: '$.plan.name',
      operator: 'chameleon.eq',
      value: 'growth',
    })
    expect(conditionOf({ prop: 'address.city', op: 'ex' })).toEqual({
      fact: 'address.city',
      operator: 'chameleon.ex',
      value: null,
    })
  })

  test('a name that only looks special is a name', () => {
    expect(conditionOf({ kind: 'property', prop: '__proto__', op: 'ex' })).toMatchObject({ fact: '__proto__' })
  })
})

describe('an interaction filter', () => {
  test.each<[Record<string, unknown>, Condition]>([
    [
      { kind: 'tour', value: 't1', range: 'completed' },
      { fact: 'history.t1', path: '$.completed', operator: 'chameleon.ex', value: null },
    ],
    [
      { kind: 'tour', value: 't1', range: 'exited', cond: 'gt-d', int: 3 },
      { fact: 'history.t1', path: '$.exited', operator: 'chameleon.gt-d', value: 3 },
    ],
    [
      { kind: 'survey', value: 's1', op: 'ex' },
      { fact: 'history.s1', path: '$.started', operator: 'chameleon.ex', value: null },
    ],
    [
      { kind: 'survey', value: 's1', op: 'nx', range: 'started', cond: 'lt-d', int: '30' },
      { not: { fact: 'history.s1', path: '$.started', operator: 'chameleon.lt-d', value: 30 } },
    ],
  ])('%j', (filter, expected) => {
    expect(conditionOf(filter)).toEqual(expected)
    expect(conditionProblems(expected)).toEqual([])
  })
})

test.each<[unknown, Condition]>([
  [undefined, { condition: 'trial' }],
  ['eq', { condition: 'trial' }],
  ['nx', { not: { condition: 'trial' } }],
  ['ne', { not: { condition: 'trial' } }],
])('a filter by another segment, op %j', (op, expected) => {
  expect(conditionOf({ kind: 'segment', value: 'trial', op })).toEqual(expected)
})

describe('how filters are joined', () => {
  const admin = { id: 'f1', created_at: '2029-01-01', kind: 'property', prop: 'role', op: 'eq', value: 'admin' }
  const leaf = { fact: 'role', operator: 'chameleon.eq', value: 'admin' }
  const west = { kind: 'property', prop: 'browser_tz', op: 'lt', value: -8 }
  const westLeaf = { fact: 'browser_tz', operator: 'chameleon.lt', value: -8 }

  test.each<[string, unknown, Condition]>([
    ['and by default', { items: [admin, west] }, { all: [leaf, westLeaf] }],
    ['and', { items: [admin, west], items_op: 'and' }, { all: [leaf, westLeaf] }],
    ['or', { items: [admin, west], items_op: 'or' }, { any: [leaf, westLeaf] }],
    ['none is everyone', { items: [], items_op: null }, { all: [] }],
    [
      'groups',
      { items: [admin, { kind: 'group', filters_op: 'or', filters: [west, { kind: 'group', filters: [admin] }] }] },
      { all: [leaf, { any: [westLeaf, { all: [leaf] }] }] },
    ],
    ["a search's filters", { filters_op: 'or', filters: [admin] }, { any: [leaf] }],
  ])('%s', (_, segment, expected) => {
    expect(importChameleonSegment(segment)).toEqual({ ok: true, value: { conditions: expected } })
  })

  test("the API's answer for one segment, with its id, its name and what else it has", () => {
    const segment = { id: '5f3c', name: 'Admins', created_at: '2029-04-07T12:18:00Z', items: [admin] }
    expect(importChameleonSegment({ segment })).toEqual({
      ok: true,
      value: { id: '5f3c', name: 'Admins', created_at: '2029-04-07T12:18:00Z', conditions: { all: [leaf] } },
    })
  })
})

describe('what cannot be expressed is named', () => {
  test.each<[Record<string, unknown>, string, string, string]>([
    [
      { kind: 'event', prop: 'invited', op: 'gt', value: 3 },
      'unsupported',
      '/kind',
      'a filter of kind "event" cannot be expressed',
    ],
    [{ kind: 'action', value: 'a' }, 'unsupported', '/kind', 'a filter of kind "action" cannot be expressed'],
    [{ kind: 'intercom', prop: 'x' }, 'unsupported', '/kind', 'a filter of kind "intercom" cannot be expressed'],
    [
      { kind: 'propert', prop: 'role', op: 'eq' },
      'invalid_value',
      '/kind',
      'expected "property" or "group" or "tour" or "survey" or "segment", found "propert"',
    ],
    [
      { value: 3 },
      'invalid_value',
      '/kind',
      'expected "property" or "group" or "tour" or "survey" or "segment", found nothing',
    ],
    [{ kind: 'property', op: 'ex' }, 'invalid_type', '/prop', "expected a property's name, found nothing"],
    [
      { kind: 'property', prop: 'history.t1', op: 'ex' },
      'unsupported',
      '/prop',
      'a property named "history.t1" would read as history',
    ],
    [
      { kind: 'property', prop: 'company.full name', op: 'ex' },
      'unsupported',
      '/prop',
      'no path leads to the property "company.full name"',
    ],
    [{ kind: 'property', prop: 'role' }, 'invalid_type', '/op', 'expected an operator, found nothing'],
    [
      { kind: 'property', prop: 'role', op: 'nin-x', value: 'a' },
      'unknown_operator',
      '/op',
      'unknown operator "nin-x"',
    ],
    [
      { kind: 'property', prop: 'role', op: 'constructor' },
      'unknown_operator',
      '/op',
      'unknown operator "constructor"',
    ],
    [
      { kind: 'property', prop: 'role', op: 'eq', value: {} },
      'invalid_value',
      '/value',
      'expected text, a number, a boolean or null as the value of "eq", found an object',
    ],
    [
      { kind: 'property', prop: 'role', op: 'ex', value: 'x' },
      'invalid_value',
      '/value',
      'expected nothing as the value of "ex", found "x"',
    ],
    [
      { kind: 'property', prop: 'seen', op: 'gt-d', value: 'soon' },
      'invalid_value',
      '/value',
      'expected a number of days, 0 or more as the value of "gt-d", found "soon"',
    ],
    [
      { kind: 'property', prop: 'seen', op: 'gt', value: true },
      'invalid_value',
      '/value',
      'expected a number or text as the value of "gt", found true',
    ],
    [
      { kind: 'property', prop: 'role', op: 'ex', integration: 'heap' },
      'unsupported',
      '/integration',
      '"integration" of a property filter cannot be expressed',
    ],
    [
      { kind: 'property', prop: 'role', op: 'ex', mod: 'gte' },
      'unsupported',
      '/mod',
      '"mod" of a property filter cannot be expressed',
    ],
    [
      { kind: 'survey', value: 's1', mod: 'gte', range: 9 },
      'unsupported',
      '/mod',
      'a filter by what was answered cannot be expressed',
    ],
    [
      { kind: 'survey', value: 's1', range: 9 },
      'unsupported',
      '/range',
      'a filter by what was answered cannot be expressed',
    ],
    [
      { kind: 'tour', value: 't1', range: 'displayed' },
      'invalid_value',
      '/range',
      'expected "started" or "completed" or "exited", found "displayed"',
    ],
    [{ kind: 'tour', range: 'started' }, 'invalid_type', '/value', "expected a tour's id, found nothing"],
    [
      { kind: 'tour', value: 't1', op: 'gt' },
      'unknown_operator',
      '/op',
      'expected "ex", "eq", "nx" or "ne" in a filter of kind "tour", found "gt"',
    ],
    [
      { kind: 'tour', value: 't1', cond: 'gt-d' },
      'invalid_value',
      '/int',
      'expected a number of days, 0 or more, found nothing',
    ],
    [{ kind: 'tour', value: 't1', int: 3 }, 'invalid_value', '/cond', 'expected "gt-d" or "lt-d", found nothing'],
    [{ kind: 'segment', value: [] }, 'invalid_type', '/value', "expected a segment's id, found an array"],
    [{ kind: 'group', filters: {} }, 'invalid_type', '/filters', 'expected a list of filters, found an object'],
    [
      { kind: 'group', filters: [], filters_op: 'xor' },
      'invalid_value',
      '/filters_op',
      'expected "and" or "or", found "xor"',
    ],
    [
      { kind: 'group', filters: [], negate: true },
      'unsupported',
      '/negate',
      '"negate" of a group of filters cannot be expressed',
    ],
  ])('%j', (filter, code, at, message) => {
    const [problem, ...others] = problemsOf({ items: [filter] })
    expect(problem).toMatchObject({ code, pointer: `/items/0${at}`, message })
    expect(others).toEqual([])
  })

  test('all at once, in their order, with a hint where one is near', () => {
    const items = [
      { kind: 'event' },
      null,
      { kind: 'property', prop: 'a', op: 'nin_v', value: 'x' },
      { kind: 'tours', value: 't' },
    ]
    expect(problemsOf({ items_op: 'nor', items }).map(({ pointer, help }) => [pointer, help])).toEqual([
      ['/items_op', undefined],
      ['/items/0/kind', 'keep what the event says as a trait, and filter by that'],
      ['/items/1', undefined],
      ['/items/2/op', 'did you mean "nin-v"?'],
      ['/items/3/kind', 'did you mean "tour"?'],
    ])
  })

  test.each<[unknown, string, string]>([
    [null, '', 'expected a segment, found null'],
    ['text', '', 'expected a segment, found "text"'],
    [[], '', 'expected a segment, found an array'],
    [{}, '/items', 'expected a list of filters, found nothing'],
    [{ segment: 7 }, '/segment', 'expected a segment, found 7'],
    [{ items: [], filters: [] }, '/filters', 'a segment with both "items" and "filters"'],
    [{ items: [], name: 7 }, '/name', 'expected text, found 7'],
    [{ items: [], id: {} }, '/id', 'expected an id, found an object'],
    [
      { items: [], conditions: { all: [] } },
      '/conditions',
      '"conditions" is no key of a segment in Chameleon\'s answers, and means something of its own in a catalog',
    ],
    [{ segment: { items: [] }, tours: [] }, '/tours', '"tours" of the answer cannot be expressed'],
  ])('%j', (segment, pointer, message) => {
    expect(problemsOf(segment)).toMatchObject([{ pointer, message }])
  })
})

describe('limits', () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? { kind: 'tour', value: 't', op: 'nx' } : { kind: 'group', filters: [nested(depth - 1)] }

  test('filters nest 31 deep, and the tree is one that a catalog takes', () => {
    const result = importChameleonSegment({ items: [nested(29)] })
    expect(result.ok && conditionProblems(result.value.conditions)).toEqual([])
    expect(problemsOf({ items: [nested(30)] })).toMatchObject([
      { code: 'too_deep', message: 'filters nest at most 31 deep, found more' },
    ])
  })

  test('filters are counted', () => {
    const filters = (count: number) => Array.from({ length: count }, () => ({ kind: 'tour', value: 't', op: 'nx' }))
    const result = importChameleonSegment({ items: filters(4_999) })
    expect(result.ok && conditionProblems(result.value.conditions)).toEqual([])
    expect(problemsOf({ items: filters(5_001) })).toMatchObject([
      { code: 'too_many_nodes', pointer: '/items/4999', message: 'a segment has at most 4999 filters, found more' },
    ])
  })

  test('what is far too deep, or circular, is refused before it is walked', () => {
    let deep: unknown = []
    for (let depth = 0; depth < 200_000; depth++) deep = [deep]
    const circular: { items: unknown[] } = { items: [] }
    circular.items.push(circular)
    for (const segment of [{ items: deep }, circular]) {
      expect(problemsOf(segment)).toMatchObject([{ code: 'too_deep', message: 'nested more than 64 levels deep' }])
    }
  })
})

function conditionOf(filter: Record<string, unknown>): Condition {
  const result = importChameleonSegment({ items: [filter] })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const { conditions } = result.value
  if (!('all' in conditions) || conditions.all[0] === undefined) throw new Error('expected one condition')
  return conditions.all[0]
}

function problemsOf(segment: unknown): readonly Problem[] {
  const result = importChameleonSegment(segment)
  return result.ok ? [] : result.problems
}
