import { pointerTo } from '../document/pointer.js'
import { type Findings, isAbsent } from './findings.js'
import type { ImportedObject } from './imported.js'

/** The URL rules of the first step decide where an experience starts (C1). The steps themselves are kept. */
export function readUrlRules(steps: unknown, pointer: string, findings: Findings): ImportedObject {
  if (isAbsent(steps)) return {}
  const list = findings.list(steps, pointer, 'a list of steps')
  if (list.length === 0) return {}
  const at = pointerTo(pointer, 0)
  const urls = findings.record(list[0], at, 'a step')?.quantifier_urls
  if (isAbsent(urls)) return {}
  const from = pointerTo(at, 'quantifier_urls')
  const rules = findings.list(urls, from, 'a list of URL rules').map((value, index) => {
    const ruleAt = pointerTo(from, index)
    const rule = findings.record(value, ruleAt, 'a URL rule') ?? {}
    findings.onlyKeys(rule, ruleAt, ['id', 'created_at', 'updated_at', 'url', 'match_type'], 'a URL rule')
    return { url: rule.url, match_type: rule.match_type }
  })
  return rules.length === 0 ? {} : { url: rules }
}
