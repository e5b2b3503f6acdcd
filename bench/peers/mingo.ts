import { toMongo } from './mongo.js'
import type { Peer } from './peer.js'

export const mingo: Peer = {
  name: 'mingo',
  package: 'mingo',
  conditions: async (segments) => {
    const { Query } = await import('mingo') // takes long to load, so only where it takes part
    return segments.map((segment) => {
      const query = new Query<object>(toMongo(segment), {})
      return (traits) => query.test(traits)
    })
  },
  notes: 'it looks for documents that match one query, not for the first of many queries that match: glued only',
}
