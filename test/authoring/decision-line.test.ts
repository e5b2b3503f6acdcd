import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type DecisionLine, decisionLineSchema } from '../../src/authoring/decision-line.js'

const line: DecisionLine = {
  line: 3,
  at: '2029-02-03T10:00:01Z',
  profile_id: 'u1',
  href: 'https://app.example.com/dashboard',
  outcome: 'none',
}

describe('a line of the decisions', () => {
  it.each<[string, DecisionLine]>([
    ['of what did not show', { ...line, reasons: { nps: 'rate_limited', d1: 'before_from' }, next_at: { nps: null } }],
    ['of an automatic show', { ...line, outcome: 'show', experience_id: 'nps', via: 'automatic' }],
    [
      'of a delivery, with its options',
      { ...line, outcome: 'show', experience_id: 'nps', via: 'delivery', delivery_id: 'd1', options: { a: [1] } },
    ],
  ])('%s is kept as it is', (_, given) => {
    expect(v.parse(decisionLineSchema, given)).toStrictEqual(given)
  })

  it.each<[string, object, string]>([
    ['an unknown code', { ...line, reasons: { nps: 'rate_limit' } }, 'reasons.nps'],
    ['an unknown outcome', { ...line, outcome: 'hide' }, 'outcome'],
    ['a line before the first', { ...line, line: 0 }, 'line'],
    ['an instant that is no text', { ...line, next_at: { nps: 5 } }, 'next_at.nps'],
  ])('%s is none', (_, given, path) => {
    expect(v.safeParse(decisionLineSchema, given).issues?.map((issue) => v.getDotPath(issue))).toEqual([path])
  })
})
