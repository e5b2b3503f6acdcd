import { describe, expect, it } from 'vitest'
import { conditionProblems, operatorNames } from '../../src/conditions/validate.js'

const leaf = { fact: 'plan', operator: 'equal', value: 'trial' }
const shapes = 'a condition is { all }, { any }, { not }, { condition } or { fact, operator, value }'
const withOperand = (operator: string, value?: unknown) =>
  value === undefined ? { fact: 'f', operator } : { fact: 'f', operator, value }

/** A leaf inside `all` inside `all`, `depth` conditions deep. */
const nested = (depth: number): unknown => {
  let condition: unknown = leaf
  for (let level = 1; level < depth; level += 1) condition = { all: [condition] }
  return condition
}

describe('conditionProblems (S1, C5)', () => {
  it.each([
    [leaf],
    [{ all: [] }],
    [{ any: [leaf, { not: leaf }, { condition: 'trials' }] }],
    [{ ...leaf, path: '$.a[0].b', name: 'a label' }],
    [withOperand('chameleon.ex')],
    [withOperand('chameleon.nx', null)],
    [withOperand('someValue:chameleon.gt-d', [1, 0])],
    [withOperand('someValue:someValue:in', [[['a']]])],
    [withOperand('swap:in', 'a')],
    [withOperand('chameleon.in-v', 'a,b')],
    [withOperand('chameleon.in-v', ['a', 5])],
    [nested(32)],
  ])('accepts %j', (condition) => {
    expect(conditionProblems(condition)).toEqual([])
  })

  it.each<[unknown, string, string, string, string?]>([
    [undefined, 'invalid_type', '', 'expected a condition, found nothing', shapes],
    [null, 'invalid_type', '', 'expected a condition, found null', shapes],
    [[], 'invalid_type', '', 'expected a condition, found a list', shapes],
    ['plan', 'invalid_type', '', 'expected a condition, found text', shapes],
    [{}, 'invalid_shape', '', 'expected a condition, found an object that is none', shapes],
    [{ all: [], any: [] }, 'invalid_shape', '', 'expected one kind of condition, found "all" and "any"', shapes],
    [{ any: leaf }, 'invalid_type', '/any', 'expected a list of conditions, found an object'],
    [{ not: [leaf] }, 'invalid_type', '/not', 'expected a condition, found a list', shapes],
    [{ condition: 5 }, 'invalid_type', '/condition', "expected a segment's id, found a number"],
    [{ ...leaf, fact: 5 }, 'invalid_type', '/fact', "expected a fact's name, found a number"],
    [{ fact: 'plan', value: 1 }, 'invalid_type', '/operator', 'expected an operator, found nothing'],
    [
      { ...leaf, priority: 1 },
      'unsupported',
      '/priority',
      '"priority" is not supported in a condition',
      'leave it out',
    ],
    [{ any: [], params: {} }, 'unsupported', '/params', '"params" is not supported in a condition', 'leave it out'],
    [{ ...leaf, 'pa/th~': '$.a' }, 'unknown_key', '/pa~1th~0', 'unknown key "pa/th~" in a condition'],
    [
      { ...leaf, value: { fact: 'other' } },
      'unsupported',
      '/value/fact',
      'a comparison with another fact is not supported',
      'give a constant',
    ],
    [
      { ...leaf, path: '$..plan' },
      'invalid_path',
      '/path',
      'expected a path, found "$..plan"',
      'a path is "$" and then any number of ".name" and "[n]"',
    ],
    [
      { ...leaf, path: 5 },
      'invalid_path',
      '/path',
      'expected a path, found a number',
      'a path is "$" and then any number of ".name" and "[n]"',
    ],
    [withOperand('equals', 1), 'unknown_operator', '/operator', 'unknown operator "equals"'],
    [withOperand('toString', 1), 'unknown_operator', '/operator', 'unknown operator "toString"'],
    [withOperand('noo:equal', 1), 'unknown_operator', '/operator', 'unknown decorator "noo" in operator "noo:equal"'],
    [
      withOperand(`${'not:'.repeat(9)}equal`, 1),
      'too_deep',
      '/operator',
      'an operator has at most 8 decorators, found 9',
    ],
    [withOperand('equal'), 'invalid_operand', '/value', 'expected a value, found nothing as the value of "equal"'],
    [withOperand('in', 'abc'), 'invalid_operand', '/value', 'expected a list, found text as the value of "in"'],
    [
      withOperand('greaterThan', null),
      'invalid_operand',
      '/value',
      'expected a number or text, found null as the value of "greaterThan"',
    ],
    [
      withOperand('chameleon.gt-d', -1),
      'invalid_operand',
      '/value',
      'expected a number of days, 0 or more, found -1 as the value of "chameleon.gt-d"',
    ],
    [
      withOperand('chameleon.lt-d', '7'),
      'invalid_operand',
      '/value',
      'expected a number of days, 0 or more, found text as the value of "chameleon.lt-d"',
    ],
    [
      withOperand('chameleon.eq', ['a']),
      'invalid_operand',
      '/value',
      'expected text, a number, a boolean or null, found a list as the value of "chameleon.eq"',
    ],
    [
      withOperand('chameleon.in', 5),
      'invalid_operand',
      '/value',
      'expected text, found 5 as the value of "chameleon.in"',
    ],
    [
      withOperand('mpc.any', [['a']]),
      'invalid_operand',
      '/value',
      'expected a list of plain values, found a list as the value of "mpc.any"',
    ],
    [
      withOperand('someValue:in', [['a'], 'b']),
      'invalid_operand',
      '/value/1',
      'expected a list, found text as the value of "someValue:in"',
    ],
    [
      withOperand('everyValue:equal', 'b'),
      'invalid_operand',
      '/value',
      'expected a list, found text as the value of "everyValue:equal"',
    ],
    [withOperand('swap:in'), 'invalid_operand', '/value', 'expected a value, found nothing as the value of "swap:in"'],
  ])('of %j', (condition, code, pointer, message, help) => {
    expect(conditionProblems(condition)).toEqual([{ code, pointer, message, ...(help === undefined ? {} : { help }) }])
  })

  it('reports everything at once, below the pointer given, with what was meant', () => {
    const condition = { all: [{ ...leaf, operator: 'equals' }, { not: { ...leaf, pth: '$.a' } }, 5] }
    const suggest = (name: string, candidates: readonly string[]) =>
      candidates.find((candidate) => candidate.startsWith(name[0] ?? ''))
    expect(conditionProblems(condition, { pointer: '/segments/0/conditions', suggest })).toEqual([
      {
        code: 'unknown_operator',
        pointer: '/segments/0/conditions/all/0/operator',
        message: 'unknown operator "equals"',
        help: 'did you mean "equal"?',
      },
      {
        code: 'unknown_key',
        pointer: '/segments/0/conditions/all/1/not/pth',
        message: 'unknown key "pth" in a condition',
        help: 'did you mean "path"?',
      },
      {
        code: 'invalid_type',
        pointer: '/segments/0/conditions/all/2',
        message: 'expected a condition, found a number',
        help: shapes,
      },
    ])
  })

  it('names its limits', () => {
    expect(conditionProblems(nested(33))).toEqual([
      { code: 'too_deep', pointer: '/all/0'.repeat(32), message: 'conditions nest at most 32 deep, found more' },
    ])
    expect(conditionProblems(nested(200_000))).toHaveLength(1)
    expect(conditionProblems({ all: Array(9_999).fill(leaf) })).toEqual([])
    expect(conditionProblems({ all: Array(50_000).fill(leaf) })).toEqual([
      { code: 'too_many_nodes', pointer: '/all/9999', message: 'a condition has at most 10000 parts, found more' },
    ])
  })

  it('keeps them to the part', () => {
    expect(conditionProblems(nested(32))).toEqual([])
    const negated = (depth: number): unknown => (depth === 1 ? leaf : { not: negated(depth - 1) })
    expect(conditionProblems(negated(32))).toEqual([])
    expect(conditionProblems(negated(33))).toEqual([
      { code: 'too_deep', pointer: '/not'.repeat(32), message: 'conditions nest at most 32 deep, found more' },
    ])
    const leaves = Array(9_998).fill(leaf)
    expect(conditionProblems({ all: [...leaves, 7] }).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['invalid_type', '/all/9998'],
    ])
    const inner = Array(6_000).fill(leaf)
    expect(conditionProblems({ all: [{ any: inner }, { not: { all: inner } }, { any: inner }] })).toEqual([
      {
        code: 'too_many_nodes',
        pointer: '/all/1/not/all/3996', // behind the whole, the first list with its 6,000, the not and its list
        message: 'a condition has at most 10000 parts, found more',
      },
    ])
    const decorated = (count: number) => withOperand(`${'not:'.repeat(count)}equal`, 1)
    expect(conditionProblems(decorated(8))).toEqual([])
    expect(conditionProblems(decorated(9)).map(({ code }) => code)).toEqual(['too_deep'])
  })

  it('lets every kind of condition have a name', () => {
    for (const condition of [{ all: [] }, { any: [] }, { not: leaf }, { condition: 's' }, leaf]) {
      expect(conditionProblems({ ...condition, name: 'trials' })).toEqual([])
    }
  })

  it.each<readonly [operator: string, taken: readonly unknown[], refused: readonly unknown[], expected: string]>([
    ['chameleon.eq', ['', 0, false, null], [{}, [], Number.NaN], 'text, a number, a boolean or null'],
    ['mpc.any', [[], ['a', 1, true, null]], ['a', [1, {}], [[]]], 'a list of plain values'],
    ['chameleon.gt', ['', 0, -1.5], [null, true, Number.NaN], 'a number or text'],
    ['chameleon.gt-d', [0, 0.5, 7], [-1, '5', Number.NaN, Number.POSITIVE_INFINITY], 'a number of days, 0 or more'],
    ['chameleon.in-v', ['a,b', 5, [], ['a', 5]], [true, null, {}, [{}]], 'text with commas, or a list of plain values'],
    ['not:someValue:equal', [[], [5]], [5, 'a', {}], 'a list'],
  ])('%s takes %j, and nothing like %j', (operator, taken, refused, expected) => {
    for (const value of taken) expect(conditionProblems(withOperand(operator, value)), String(value)).toEqual([])
    for (const value of refused) {
      const [found] = conditionProblems({ fact: 'f', operator, value })
      expect(found?.code, String(value)).toBe('invalid_operand')
      expect(found?.message).toContain(`expected ${expected}, found `)
    }
  })

  it('takes no path that something stands before (S1)', () => {
    for (const path of ['a$', 'a$.b', ' $', '$ ', '$.a b']) {
      expect(
        conditionProblems({ ...leaf, path }).map(({ code }) => code),
        path,
      ).toEqual(['invalid_path'])
    }
  })

  it('takes only text for a path', () => {
    expect(conditionProblems({ ...leaf, path: ['$'] })).toEqual([
      {
        code: 'invalid_path',
        pointer: '/path',
        message: 'expected a path, found a list',
        help: 'a path is "$" and then any number of ".name" and "[n]"',
      },
    ])
  })

  it('has help only where there is some', () => {
    expect(conditionProblems({ ...leaf, fact: 7 })).toStrictEqual([
      { code: 'invalid_type', pointer: '/fact', message: "expected a fact's name, found a number" },
    ])
  })

  it('offers the names of all operators', () => {
    expect(operatorNames).toContain('chameleon.nin-a')
    expect(operatorNames).toHaveLength(31)
  })
})
