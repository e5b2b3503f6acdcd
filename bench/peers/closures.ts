import type { Peer } from './peer.js'

/** No library: the conditions as somebody would write them down. What the glue alone costs. */
export const closures: Peer = {
  name: 'hand-written closures',
  package: null,
  conditions: (segments) =>
    segments.map(
      ({ plans, role, seats }) =>
        (traits) =>
          (plans.includes(traits.plan) || traits.beta) && traits.role !== role && traits.seats >= seats,
    ),
  notes: 'no library: the least that the glue costs',
}
