import { pathOfPointer } from '../authoring/document/pointer.js'
import { importMpcAudience } from '../authoring/importers/mpc-audience.js'
import { quote } from '../authoring/quote.js'
import { identifier, oneOf } from '../deliveries/readers.js'
import type { Engine } from '../engine/index.js'
import type { Condition } from '../model/index.js'
import type { Faults } from './faults.js'
import { Fields } from './fields.js'
import type { Audience, InlineAudience } from './sending.js'

const known = ['type', 'id', 'conditions']

/**
 * Reads whose members a sending is for (N4): `reference` with the id of a segment, which `inline` with an id means
 * too; or `inline` with conditions, all of which must hold.
 *
 * @returns `null` where something is wrong with it, which has been told
 */
export function readAudience(given: unknown, faults: Faults, engine: Engine): Audience | null {
  const fields = Fields.open(given, 'audience', { faults, known })
  if (fields === null) return null
  const type = fields.read('type', oneOf('reference', 'inline'), 'invalid_value')
  if ((fields.raw('type') ?? null) === null) fields.refuse('type', 'blank', 'missing; write "reference" or "inline"')
  const hasId = (fields.raw('id') ?? null) !== null
  const hasConditions = (fields.raw('conditions') ?? null) !== null
  if (hasId && hasConditions) {
    fields.refuse('conditions', 'invalid_value', 'conditions beside the id of an audience; keep one of the two')
    return null
  }
  if (type === 'reference' && !hasId) {
    fields.refuse('id', 'blank', 'missing; write the id of a segment')
    return null
  }
  if (hasId) return readReference(fields, engine)
  if (!hasConditions)
    fields.refuse('conditions', 'blank', 'missing; write a list of conditions, or the id of a segment')
  return hasConditions ? readConditions(fields) : null
}

function readReference(fields: Fields, engine: Engine): Audience | null {
  const id = fields.read('id', identifier) ?? null
  if (id === null) return null
  if (engine.condition(id) !== undefined) return { type: 'reference', id }
  fields.refuse(
    'id',
    'referenced_audience_must_exist',
    `unknown segment: ${quote(id)}; name one that is in the catalog`,
  )
  return null
}

function readConditions(fields: Fields): Audience | null {
  const conditions = fields.raw('conditions')
  const read = importMpcAudience({ type: 'inline', conditions })
  if (read.ok) return copy({ type: 'inline', condition: read.value.conditions, conditions: conditions as unknown[] })
  for (const { code, pointer, message, help } of read.problems) {
    const path = pathOfPointer(pointer)
    fields.refuse(path === '' ? 'conditions' : path, code, help === undefined ? message : `${message}; ${help}`)
  }
  return null
}

/** What was read is plain and bounded. */
const copy = (audience: InlineAudience): InlineAudience => JSON.parse(JSON.stringify(audience)) as InlineAudience

/** What holds of the members of an audience; `null` where the segment is gone, and with it its members. */
export function conditionOf(audience: Audience, engine: Engine): Condition | null {
  if (audience.type === 'inline') return audience.condition
  return engine.condition(audience.id) === undefined ? null : { condition: audience.id }
}
