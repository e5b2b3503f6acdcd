import { describe, expect, it } from 'vitest'
import { explainCondition } from '../../src/conditions/index.js'
import type { Condition } from '../../src/model/index.js'

const segments: Record<string, Condition> = { owners: { fact: 'role', operator: 'equal', value: 'owner' } }
const facts = { traits: { plan: 'trial', company: { size: 3 } }, history: () => ({ shows: 4 }) }
const explain = (condition: Condition) => explainCondition(condition, (id) => segments[id], facts, 0)

describe('explainCondition (X3)', () => {
  it('keeps every answer and actual value, also behind the one that settles it', () => {
    const condition: Condition = {
      all: [
        { not: { condition: 'owners' } },
        { any: [] },
        { fact: 'company', path: '$.size', operator: 'greaterThan', value: 5 },
        { fact: 'history.nps', path: '$.shows', operator: 'equal', value: 4 },
      ],
    }
    expect(explain(condition)).toEqual({
      kind: 'all',
      holds: false,
      conditions: [
        {
          kind: 'not',
          holds: true,
          condition: {
            kind: 'segment',
            holds: false,
            segmentId: 'owners',
            condition: {
              kind: 'comparison',
              holds: false,
              fact: 'role',
              path: null,
              operator: 'equal',
              value: 'owner',
              actual: undefined,
            },
          },
        },
        { kind: 'any', holds: true, conditions: [] },
        {
          kind: 'comparison',
          holds: false,
          fact: 'company',
          path: '$.size',
          operator: 'greaterThan',
          value: 5,
          actual: 3,
        },
        {
          kind: 'comparison',
          holds: true,
          fact: 'history.nps',
          path: '$.shows',
          operator: 'equal',
          value: 4,
          actual: 4,
        },
      ],
    })
  })

  it('throws for a segment that authoring must have refused', () => {
    expect(() => explain({ condition: 'admins' })).toThrow('unknown segment "admins"')
  })
})
