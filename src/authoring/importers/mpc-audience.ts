import { conditionLimits } from '../../conditions/condition-limits.js'
import type { Condition, Result } from '../../model/index.js'
import { didYouMean } from '../did-you-mean.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { Findings, isAbsent } from './findings.js'
import type { ImportedSegment } from './imported.js'
import { traitFact } from './trait-fact.js'

/**
 * Turns an MPC audience into a segment of a catalog (S5): its `conditions`, joined by AND, become a condition tree in
 * canonical operators. An audience that only names another by `id` refers to it, whether its `type` is `reference` or
 * `inline` (N4). No conditions at all is everyone.
 *
 * What cannot be expressed is a problem; all are reported at once. Never throws.
 */
export function importMpcAudience(value: unknown): Result<ImportedSegment> {
  const findings = new Findings(value)
  const audience = findings.walkable ? findings.record(value, '', 'an audience') : null
  return findings.result(audience === null ? { conditions: everyone } : readAudience(audience, findings))
}

// The audience itself is a part of its condition tree.
const maxConditions = conditionLimits.maxConditionNodes - 1

const everyone: Condition = { all: [] }

function readAudience(audience: Readonly<Record<string, unknown>>, findings: Findings): ImportedSegment {
  const { id, name, type, conditions } = audience
  if (!isAbsent(type) && type !== 'inline' && type !== 'reference') {
    findings.add('invalid_value', '/type', `expected "inline" or "reference", found ${quote(type)}`)
  }
  if (!isAbsent(name) && typeof name !== 'string') {
    findings.add('invalid_type', '/name', `expected text, found ${quote(name)}`)
  }
  findings.onlyKeys(audience, '', ['id', 'name', 'type', 'conditions', 'created_at', 'updated_at'], 'an audience')
  const named = typeof name === 'string' ? { name } : {}
  if (isAbsent(conditions) && !isAbsent(id)) return { ...named, conditions: { condition: findings.id(id, '/id') } }
  if (type === 'reference') {
    findings.add('invalid_value', '/type', 'a reference with conditions of its own', 'write "inline"')
  }
  const list = findings.list(conditions, '/conditions', 'a list of conditions')
  if (list.length > maxConditions) {
    findings.add('too_many_nodes', '/conditions', `an audience has at most ${maxConditions} conditions, found more`)
    return { conditions: everyone }
  }
  return {
    ...(isAbsent(id) ? {} : { id: findings.id(id, '/id') }),
    ...named,
    conditions: { all: list.map((item, index) => readCondition(item, `/conditions/${index}`, findings)) },
  }
}

const keys = ['condition_group', 'field', 'operator', 'type', 'value']
const fieldTypes = ['array', 'string', 'number', 'integer', 'boolean']
const operators = ['match', 'any', 'in']

function readCondition(value: unknown, pointer: string, findings: Findings): Condition {
  const given = findings.record(value, pointer, 'a condition')
  if (given === null) return everyone
  const { condition_group: group, operator, type } = given
  const at = (key: string): string => pointerTo(pointer, key)
  findings.onlyKeys(given, pointer, keys, 'a condition')
  if (group !== 'member_properties') {
    const help = 'only a member\'s properties are facts: write "member_properties"'
    findings.add(
      'unsupported',
      at('condition_group'),
      `conditions of the group ${quote(group)} cannot be expressed`,
      help,
    )
  }
  if (!isAbsent(type) && !(typeof type === 'string' && fieldTypes.includes(type))) {
    findings.add('unsupported', at('type'), `fields of the type ${quote(type)} cannot be expressed`)
  }
  const fact = traitFact(given.field, at('field'), findings, [])
  if (typeof operator !== 'string' || !operators.includes(operator)) {
    const help = typeof operator === 'string' ? didYouMean(operator, operators) : undefined
    const message = `expected ${operators.map(quote).join(' or ')}, found ${quote(operator)}`
    findings.add('unknown_operator', at('operator'), message, help)
    return everyone
  }
  judgeValue(operator, given.value, at('value'), findings)
  return { ...fact, operator: `mpc.${operator}`, value: given.value }
}

function judgeValue(operator: string, value: unknown, pointer: string, findings: Findings): void {
  const fits = operator === 'match' ? isPlain(value) : Array.isArray(value) && value.every(isPlain)
  if (fits) return
  const expected = operator === 'match' ? 'text, a number, a boolean or null' : 'a list of plain values'
  findings.add('invalid_value', pointer, `expected ${expected} as the value of "${operator}", found ${quote(value)}`)
}

const isPlain = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
