import fc from 'fast-check'
import type { Facts } from '../../src/conditions/index.js'
import { conditionProblems, decoratorNames, operatorNames } from '../../src/conditions/validate.js'
import type { Comparison, Condition, Segment } from '../../src/model/index.js'

export const now = Date.UTC(2029, 1, 10, 12)

const factNames = ['plan', 'age', 'tags', '', '__proto__', 'constructor', 'then']
const text = fc.constantFrom('', 'a', 'b', 'A', 'a,b', '3', '5', '3.0', 'NaN', '2029-02-03', '2029-02-10T12:00:00Z')
const scalar = fc.oneof(text, fc.constantFrom(null, true, false, 0, -0, 3, 5, 1.5, now / 1000))
const strange = fc.constantFrom<unknown>(
  Number.NaN,
  Number.POSITIVE_INFINITY,
  {},
  { toString: 1, valueOf: 1 },
  { length: 1, indexOf: null },
  JSON.parse('{"__proto__": {"a": 3}}'),
)

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    strange,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor'), tie('value'), { noNullPrototype: true }),
  ),
}))

/** What a document can say: text, numbers, lists of them. `conditionProblems` then leaves what it accepts. */
const operand = fc.oneof(scalar, fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), { maxLength: 12 }))

const operator = fc
  .tuple(fc.array(fc.constantFrom(...decoratorNames), { maxLength: 3 }), fc.constantFrom(...operatorNames))
  .map(([decorators, name]) => [...decorators, name].join(':'))

const path = fc.constantFrom('$', '$.a', '$.a.b', '$[0]', '$[1].a', '$.length', '$.constructor', '$.__proto__')
const experienceIds = ['nps', 'tour', '__proto__']

const traitComparison: fc.Arbitrary<Comparison> = fc
  .record(
    { fact: fc.constantFrom(...factNames), operator, value: operand, path },
    { requiredKeys: ['fact', 'operator', 'value'] },
  )
  .filter((leaf) => conditionProblems(leaf).length === 0)

const historyComparison: fc.Arbitrary<Comparison> = fc.record({
  fact: fc.constantFrom(...experienceIds).map((id) => `history.${id}`),
  path: fc.constantFrom('$.shows', '$.started', '$.completed', '$'),
  operator: fc.constantFrom('greaterThan', 'equal', 'notEqual', 'chameleon.gt-d', 'chameleon.ex'),
  value: fc.constantFrom(0, 1, 3),
})

const segmentIds = ['s0', '', '__proto__']

const conditionOver = (references: readonly string[]): fc.Arbitrary<Condition> =>
  fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      traitComparison,
      historyComparison,
      fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
      ...(references.length === 0 ? [] : [fc.record({ condition: fc.constantFrom(...references) })]),
    ),
  })).condition

/** Segments that refer only to those before them. */
export const segments: fc.Arbitrary<readonly Segment[]> = fc
  .tuple(...segmentIds.map((_, index) => conditionOver(segmentIds.slice(0, index))))
  .map((conditions) =>
    conditions.map((condition, index) => ({ id: segmentIds[index] as string, name: null, conditions: condition })),
  )

export const condition: fc.Arbitrary<Condition> = conditionOver(segmentIds)

/** Own traits only, `__proto__` among them. */
const traits = fc
  .array(fc.tuple(fc.constantFrom(...factNames, 'history.nps'), value), { maxLength: 8 })
  .map((entries) => Object.fromEntries(entries))

const instant = fc.constantFrom('2029-02-03T00:00:00Z', '2029-02-10T12:00:00.001Z', '2028-01-01T00:00:00Z')
const history = fc
  .array(
    fc.tuple(
      fc.constantFrom(...experienceIds),
      fc.record({ started: instant, completed: instant, shows: fc.nat(4) }, { requiredKeys: ['shows'] }),
    ),
  )
  .map((entries) => new Map(entries))

export const facts: fc.Arbitrary<Facts> = fc
  .tuple(traits, history)
  .map(([own, past]) => ({ traits: own, history: (id) => past.get(id) ?? { shows: 0 } }))
