import { parseCatalog } from '../src/authoring/index.js'
import { type Explanation, explain } from '../src/explain/index.js'
import { type Code, compile, type Delivery, type Interaction, type Profile, profile } from '../src/index.js'
import { delivery } from '../src/model/delivery.js'

/** The catalog of the examples. */
export const catalogText = `segments:
  - id: admins
    conditions:
      all:
        - { fact: role, operator: in, value: [admin, owner] }
        - { fact: plan, operator: equal, value: team }
experiences:
  - { id: nps, kind: survey, published_at: 2029-01-01, segment_id: admins,
      recurrence: { kind: every, amount: 3, unit: month } }
  - { id: exports, kind: tour, published_at: 2029-01-01, triggers: [{ on: click, element: "#export" }] }
  - { id: reports, kind: tour, published_at: 2029-01-01, url: [{ url: /reports, match_type: simple }],
      start_url: https://app.example.com/reports }
  - { id: spring, kind: tour, published_at: 2029-03-01 }
  - { id: welcome, kind: tour, published_at: 2029-01-01, experiment_range: [90, 100] }
limit_groups:
  - { id: one_tour_a_week, kind: tour, rate_limit_size: 1, rate_limit_kind: 7d }
`

export const now = Date.UTC(2029, 1, 3, 10)
export const href = 'https://app.example.com/'

const hour = 3_600_000
const day = 24 * hour

interface Situation {
  /** Whose code it is: an experience or a delivery. */
  readonly id: string
  /** What there is to know of ada, beside her percent of 20. */
  readonly ada: Partial<Profile>
  /** Asked as things stand, without a page load. */
  readonly peek?: boolean
}

const delivered = (given: Partial<Delivery>): Partial<Profile> => {
  const d1 = delivery({
    id: 'd1',
    createdAt: now - 2 * day,
    modelKind: 'tour',
    modelId: 'reports',
    profileId: 'ada',
    ...given,
  })
  return { deliveries: [d1], deliveryIds: d1.state === 'pending' ? ['d1'] : [] }
}

const settled = (state: Delivery['state']): Partial<Profile> => delivered({ state, stateAt: now - day })

const interacted = (experienceId: string, given: Partial<Interaction> = {}): Partial<Profile> => {
  const startedAt = now - 3 * day
  const one = { id: 'ada:1', experienceId, startedAt, groupKind: 'automatic', groupId: null, assumed: false } as const
  return { interactions: [{ ...one, state: 'completed', stateAt: startedAt, deferUntil: null, ...given }] }
}

const admin = { role: 'admin', plan: 'team' }

/** A situation for each code of the closed list. */
const situations: Readonly<Record<Code, Situation>> = {
  shown: { id: 'welcome', ada: {} },
  redirected: { id: 'd1', ada: delivered({ redirect: true, skipUrlMatch: false }) },
  armed: { id: 'exports', ada: {} },
  profile_disabled: { id: 'welcome', ada: { disabled: true } },
  profile_unseen: { id: 'welcome', ada: {}, peek: true },
  before_from: { id: 'd1', ada: delivered({ from: now + 2 * hour }) },
  after_until: { id: 'd1', ada: delivered({ until: now - 2 * hour }) },
  not_live: { id: 'spring', ada: {} },
  url_mismatch: { id: 'reports', ada: {} },
  segment_mismatch: { id: 'nps', ada: { traits: { role: 'guest' } } },
  already_seen: { id: 'd1', ada: { ...delivered({ once: true }), ...interacted('reports') } },
  recurrence: { id: 'nps', ada: { traits: admin, ...interacted('nps') } },
  snoozed: { id: 'nps', ada: { traits: admin, ...interacted('nps', { state: 'snoozed', deferUntil: now + day }) } },
  rate_limited: { id: 'welcome', ada: interacted('exports') },
  control_group: { id: 'welcome', ada: { traits: { percent: 93.5 } } },
  busy: { id: 'welcome', ada: { seen: true, busy: true }, peek: true },
  outranked: { id: 'welcome', ada: { traits: admin } },
  triggered: { id: 'd1', ada: settled('triggered') },
  discarded: { id: 'd1', ada: settled('discarded') },
  removed: { id: 'd1', ada: settled('removed') },
  dropped: { id: 'd1', ada: settled('dropped') },
}

/** A code's situation, explained, and whose code it is. */
export function explainSituation(code: Code): { readonly id: string; readonly explanation: Explanation } {
  const read = parseCatalog(catalogText)
  if (!read.ok) throw new Error(read.problems[0].message)
  const { id, ada, peek = false } = situations[code]
  const traits = { percent: 20, ...ada.traits }
  return { id, explanation: explain(compile(read.value), profile('ada', { ...ada, traits }), { href, peek }, now) }
}
