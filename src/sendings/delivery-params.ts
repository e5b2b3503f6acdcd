import { quote } from '../authoring/quote.js'
import { knownParams, readCreation } from '../deliveries/creation.js'
import type { Engine } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import type { Faults } from './faults.js'
import { isObject } from './fields.js'
import type { ExperienceChannel } from './sending.js'

interface Ground {
  readonly faults: Faults
  readonly engine: Engine
  readonly now: Instant
}

const named = ['profile_id', 'uid', 'email'] as const

/**
 * Reads what each recipient is to be delivered (N7): by D's rules, as for a creation. What is live is asked when the
 * delivery is made.
 *
 * @returns `null` where something is wrong with it, which has been told
 */
export function readDelivery(given: unknown, path: string, ground: Ground): ExperienceChannel['delivery'] | null {
  const { faults, engine, now } = ground
  if (!isObject(given)) {
    const error = (given ?? null) === null ? 'blank' : 'invalid_type'
    faults.add(path, error, `not an object: ${quote(given ?? null)}; write the parameters of a delivery`)
    return null
  }
  const before = faults.count
  for (const name of named) {
    if ((given[name] ?? null) === null) continue
    const what = `each recipient is named by the sending: ${quote(given[name])}; leave it out`
    faults.add(`${path}.${name}`, 'invalid_value', what)
  }
  const whole = { ...given, profile_id: 'anybody', uid: null, email: null }
  const read = readCreation(whole, { settings: engine.catalog.settings, now, id: 'anything' })
  if (!read.ok) for (const message of read.refusal.body.messages) faults.add(path, 'invalid_delivery', message)
  else if (!isThere(read.value, engine)) {
    const { modelId, modelKind } = read.value
    const what = `unknown ${modelKind}: ${quote(modelId)}; name one that is in the catalog`
    faults.add(`${path}.model_id`, 'referenced_experience_must_exist', what)
  }
  return faults.count > before ? null : copy(given)
}

function isThere({ modelId, modelKind }: { modelId: string; modelKind: string }, engine: Engine): boolean {
  const source = engine.experiences[engine.indexOf.get(modelId) ?? -1]?.source
  return source !== undefined && !source.removed && source.kind === modelKind
}

/** Of the parameters that were read, which are JSON: the options in a copy of their own. */
function copy(given: Readonly<Record<string, unknown>>): ExperienceChannel['delivery'] {
  const known = Object.entries(given).filter(([name]) => knownParams.includes(name))
  return JSON.parse(JSON.stringify(Object.fromEntries(known))) as ExperienceChannel['delivery']
}
