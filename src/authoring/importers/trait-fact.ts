import { historyPrefix } from '../../conditions/facts.js'
import { pathPattern } from '../../conditions/path.js'
import { quote } from '../quote.js'
import type { Findings } from './findings.js'

export interface TraitFact {
  readonly fact: string
  readonly path?: string
}

/**
 * The trait that a product's property is: of the same name. A property of the company, as `company.plan`, is in the
 * trait `company`. A name that would read as history is refused.
 */
export function traitFact(name: unknown, pointer: string, findings: Findings, nested: readonly string[]): TraitFact {
  if (typeof name !== 'string' || name === '') {
    findings.add('invalid_type', pointer, `expected a property's name, found ${quote(name)}`)
    return { fact: '' }
  }
  const owner = nested.find((key) => name.startsWith(`${key}.`))
  const path = owner === undefined ? undefined : `$${name.slice(owner.length)}`
  if (name.startsWith(historyPrefix)) {
    findings.add('unsupported', pointer, `a property named ${quote(name)} would read as history`, 'rename the property')
  } else if (path !== undefined && !pathPattern.test(path)) {
    const help = 'use letters, digits, "_" and "-" in its name'
    findings.add('unsupported', pointer, `no path leads to the property ${quote(name)}`, help)
  }
  return owner === undefined || path === undefined ? { fact: name } : { fact: owner, path }
}
