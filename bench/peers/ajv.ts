import { Ajv } from 'ajv'
import type { Peer } from './peer.js'
import type { Segment, Traits } from './task.js'

const toSchema = ({ plans, role, seats }: Segment): object => ({
  type: 'object',
  required: ['plan', 'role', 'seats', 'beta'],
  anyOf: [{ properties: { plan: { enum: [...new Set(plans)] } } }, { properties: { beta: { const: true } } }],
  properties: { role: { not: { const: role } }, seats: { type: 'number', minimum: seats } },
})

export const ajv: Peer = {
  name: 'ajv',
  package: 'ajv',
  conditions: (segments) => {
    const compiler = new Ajv({ strict: false })
    return segments.map((segment) => {
      const validate = compiler.compile<Traits>(toSchema(segment))
      return (traits) => validate(traits)
    })
  },
  notes: 'it validates one document with one schema, and knows no first of many: glued only',
}
