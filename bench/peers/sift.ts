import library from 'sift'
import { toMongo } from './mongo.js'
import type { Peer } from './peer.js'
import type { Traits } from './task.js'

// Its types are those of an ES module, but Node is given the CommonJS one: the function itself.
const createFilter = library as unknown as typeof library.default

export const sift: Peer = {
  name: 'sift',
  package: 'sift',
  conditions: (segments) =>
    segments.map((segment) => {
      const matches = createFilter<Traits>(toMongo(segment))
      return (traits) => matches(traits)
    }),
  notes: 'a filter for lists of documents, as mingo: glued only',
}
