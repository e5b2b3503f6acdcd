import { historyPrefix } from '../../conditions/facts.js'
import type { Condition, ExperienceKind } from '../../model/index.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { readDays } from './days.js'
import { type Filter, labels } from './filter.js'
import { isAbsent } from './findings.js'
import { hasOrNot } from './has-or-not.js'

/**
 * A filter of kind `tour` or `survey`: what became of it for this user, perhaps within the last days. `range` names
 * the state; without it the user has seen the experience (H2).
 */
export function interactionCondition(filter: Filter, kind: ExperienceKind): Condition {
  const { given, pointer, findings } = filter
  const at = (key: string): string => pointerTo(pointer, key)
  findings.onlyKeys(given, pointer, [...labels, 'op', 'value', 'mod', 'range', 'cond', 'int'], `a ${kind} filter`)
  const fact = `${historyPrefix}${findings.id(given.value, at('value'), `a ${kind}'s id`)}`
  return hasOrNot(filter, { fact, path: `$.${readState(filter)}`, ...readAge(filter) })
}

const states = ['started', 'completed', 'exited']

function readState({ given, pointer, findings }: Filter): string {
  const { mod, range } = given
  if (!isAbsent(mod) || typeof range === 'number') {
    const help = 'keep the answer as a trait, and filter by that'
    const key = isAbsent(mod) ? 'range' : 'mod'
    findings.add('unsupported', pointerTo(pointer, key), 'a filter by what was answered cannot be expressed', help)
  } else if (typeof range === 'string' && states.includes(range)) {
    return range
  } else if (!isAbsent(range)) {
    const message = `expected ${states.map(quote).join(' or ')}, found ${quote(range)}`
    findings.add('invalid_value', pointerTo(pointer, 'range'), message)
  }
  return 'started'
}

/** `cond` and `int` come together: newer or older than that many days. Without them, ever. */
function readAge({ given, pointer, findings }: Filter): { readonly operator: string; readonly value: unknown } {
  const { cond, int } = given
  const ever = { operator: 'chameleon.ex', value: null }
  if (isAbsent(cond) && isAbsent(int)) return ever
  if (cond !== 'gt-d' && cond !== 'lt-d') {
    findings.add('invalid_value', pointerTo(pointer, 'cond'), `expected "gt-d" or "lt-d", found ${quote(cond)}`)
    return ever
  }
  const value = readDays(int)
  if (value === undefined) {
    findings.add(
      'invalid_value',
      pointerTo(pointer, 'int'),
      `expected a number of days, 0 or more, found ${quote(int)}`,
    )
  }
  return { operator: `chameleon.${cond}`, value }
}
