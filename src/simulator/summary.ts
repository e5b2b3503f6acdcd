import { codes } from '../model/code.js'
import type { Code, ExperienceKind } from '../model/index.js'
import type { Life } from './life.js'
import type { Replay, ReplayOptions } from './replay.js'
import type { Tally } from './tally.js'

/** What a replay came to. Data alone: the same trace and catalog give the same summary on any machine (T1). */
export interface Summary {
  readonly pageLoads: number
  /** Page loads on which something showed, on which one redirected, and shows that a trigger or timer led to. */
  readonly pageLoadsWithShow: number
  readonly redirects: number
  readonly showsByTrigger: number
  readonly profiles: number
  readonly profilesWithShow: number
  /** In show order. */
  readonly experiences: readonly ExperienceSummary[]
  /** How often each code was that of an automatic candidate that came near but did not show. */
  readonly holds: CodeCounts
  readonly deliveries: DeliverySummary
  /** The profiles that were shown most, most first. */
  readonly busiest: readonly { readonly profileId: string; readonly shows: number }[]
  /** Profiles whose `zone` the catalog does not know: taken as UTC (T8). */
  readonly profilesInUnknownZones: number
  /** Edits of the catalog in the trace (C6). */
  readonly edits: { readonly accepted: number; readonly refused: number }
  /** With `--recorded compare` only. */
  readonly fidelity: Fidelity | null
  /** What has to be believed for the figures to mean anything. */
  readonly assumptions: readonly string[]
}

export type CodeCounts = Readonly<Partial<Record<Code, number>>>

export interface ExperienceSummary {
  readonly id: string
  readonly name: string | null
  readonly kind: ExperienceKind
  readonly automatic: number
  readonly delivered: number
  /** When it was live, on its page and in its segment, and did not show: why. */
  readonly holds: CodeCounts
}

export interface DeliverySummary {
  readonly created: number
  /** Calls that repeated an idempotency key, and refused calls by status. */
  readonly repeated: number
  readonly refused: Readonly<Record<string, number>>
  readonly triggered: number
  readonly discarded: CodeCounts
  readonly removed: number
  readonly dropped: number
  readonly pending: number
  /** Of the pending ones, those whose `until` had passed at their profile's last event. */
  readonly expired: number
}

/** How often the engine said what really showed automatically (P2). */
export interface Fidelity {
  readonly pageLoads: number
  readonly agreed: number
  /** It would have shown something where nothing did; nothing where something did; something else. */
  readonly onlyPredicted: number
  readonly onlyRecorded: number
  readonly different: number
}

const busiestCount = 5

export function summarise(replay: Replay, tally: Tally, options: ReplayOptions): Summary {
  const { lives } = replay
  const holds = tally.holds()
  const edits = [...replay.timeline.outcomes.values()]
  const accepted = edits.filter(({ status }) => status === 200).length
  return {
    pageLoads: tally.pageLoads,
    pageLoadsWithShow: tally.pageLoadsWithShow,
    redirects: tally.redirects,
    showsByTrigger: tally.showsByTrigger,
    profiles: lives.length,
    profilesWithShow: lives.filter(({ shows }) => shows > 0).length,
    experiences: replay.timeline.last.experiences.map(({ source: { id, name, kind } }) => ({
      id,
      name,
      kind,
      automatic: tally.automatic.get(id) ?? 0,
      delivered: tally.delivered.get(id) ?? 0,
      holds: inOrder(holds.get(id) ?? new Map()),
    })),
    holds: inOrder(total([...holds.values()])),
    deliveries: summariseDeliveries(lives, tally),
    busiest: busiest(lives),
    profilesInUnknownZones: lives.filter((life) => isInUnknownZone(life, replay)).length,
    edits: { accepted, refused: edits.length - accepted },
    fidelity: options.recorded === 'compare' ? { ...tally.fidelity } : null,
    assumptions: assumptions(options),
  }
}

/** In the order of the closed list, so that the same counts are always written in the same way. */
const inOrder = (counts: ReadonlyMap<Code, number>): CodeCounts =>
  Object.fromEntries(codes.filter((code) => counts.has(code)).map((code) => [code, counts.get(code)]))

function total(all: readonly ReadonlyMap<Code, number>[]): ReadonlyMap<Code, number> {
  const sum = new Map<Code, number>()
  for (const counts of all) for (const [code, count] of counts) sum.set(code, (sum.get(code) ?? 0) + count)
  return sum
}

function summariseDeliveries(lives: readonly Life[], { calls }: Tally): DeliverySummary {
  const all = lives.flatMap(({ draft, at }) => draft.deliveries.map((delivery) => ({ ...delivery, end: at })))
  const count = (state: string): number => all.filter((delivery) => delivery.state === state).length
  const reasons = new Map<Code, number>()
  for (const { discardReason } of all) {
    if (discardReason !== null) reasons.set(discardReason, (reasons.get(discardReason) ?? 0) + 1)
  }
  const statuses = [...calls.refused].sort(([a], [b]) => a - b)
  return {
    created: calls.created,
    repeated: calls.repeated,
    refused: Object.fromEntries(statuses),
    triggered: count('triggered'),
    discarded: inOrder(reasons),
    removed: count('removed'),
    dropped: count('dropped'),
    pending: count('pending'),
    expired: all.filter(({ state, until, end }) => state === 'pending' && until !== null && end > until).length,
  }
}

function busiest(lives: readonly Life[]): Summary['busiest'] {
  return lives
    .filter(({ shows }) => shows > 0)
    .map(({ draft, shows }) => ({ profileId: draft.id, shows }))
    .sort((a, b) => b.shows - a.shows || (a.profileId < b.profileId ? -1 : 1))
    .slice(0, busiestCount)
}

function isInUnknownZone({ draft: { traits } }: Life, { timeline }: Replay): boolean {
  const zone = Object.hasOwn(traits, 'zone') ? traits.zone : undefined
  return zone !== undefined && !(typeof zone === 'string' && timeline.last.zones.has(zone)) && zone !== 'UTC'
}

function assumptions({ recorded, behaviour }: ReplayOptions): readonly string[] {
  return [
    'the page loads would have been the same whatever was shown',
    behaviour === 'assumed'
      ? 'whatever shows is completed at once, unless a recorded interaction says otherwise'
      : 'a show ends only when a recorded interaction ends it',
    ...(recorded === 'ignore' ? ['recorded interactions are left out'] : []),
    'nobody was shown anything before the trace begins, unless it records it',
    "a profile's time ends with its last event: timers due later do not fire",
  ]
}
