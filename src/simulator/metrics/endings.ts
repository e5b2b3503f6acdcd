import { Pasts } from '../../eligibility/past.js'
import type { Engine } from '../../engine/index.js'
import type { Delivery, Profile } from '../../model/index.js'
import { own } from '../../model/own.js'
import type { Life } from '../life.js'
import { Counter, entryOf, sortedPairs } from './counter.js'
import { dayOf, dayText } from './days.js'
import { DeliveryTally } from './deliveries.js'
import { factsRead } from './facts.js'
import { fatigueWindows, mostShows } from './fatigue.js'
import { GroupTally } from './groups.js'
import {
  busiestSize,
  dayMetrics,
  type ExperienceMetrics,
  emptyMetrics,
  experienceMetrics,
  type Metrics,
  type StarvationMetrics,
} from './metrics.js'
import { counts, type Keyed, type Ranked, top } from './monoid.js'
import { ownShows } from './own-shows.js'
import type { Sessions } from './sessions.js'
import type { Wait, Waits } from './waits.js'

/** What is read off lives when they are over, and needs nothing kept on the way. */
export class Endings {
  readonly #engine: Engine
  readonly #sessions: Sessions
  readonly #waits: Waits
  readonly #facts: readonly string[]
  readonly #groups: readonly GroupTally[]
  readonly #fatigue = fatigueWindows.map(([name, windowMs]) => ({ name, windowMs, users: new Counter<number>() }))
  readonly #deliveries = new Map<string, DeliveryTally>()
  readonly #unobserved = new Counter()
  readonly #users = new Counter()
  readonly #daysWithShow = new Counter<number>()
  readonly #starvation = new Map<string, StarvationMetrics>()
  #busiest: readonly Ranked[] = []
  #profiles = 0
  #withShow = 0
  #inUnknownZones = 0
  #shownNothing = 0

  /** @param engine the catalog as it stands at the end of the trace */
  constructor(engine: Engine, sessions: Sessions, waits: Waits) {
    this.#engine = engine
    this.#sessions = sessions
    this.#waits = waits
    this.#facts = factsRead(engine.catalog)
    this.#groups = engine.groups.map((group) => new GroupTally(group))
  }

  add(life: Life): void {
    const { draft: profile, at, shows } = life
    this.#profiles += 1
    if (shows > 0) this.#withShow += 1
    if (shows > 0) this.#rank(profile.id, shows)
    if (isInUnknownZone(profile, this.#engine)) this.#inUnknownZones += 1
    for (const fact of this.#facts) if (!Object.hasOwn(profile.traits, fact)) this.#unobserved.add(fact)
    for (const delivery of profile.deliveries) this.#tallyOf(delivery).add(delivery, at)
    for (const wait of this.#waits.inVain(profile)) this.#starve(wait)
    if (profile.interactions.length === 0) this.#shownNothing += 1
    else this.#addSeen(life)
  }

  #addSeen({ draft: profile, at: until }: Life): void {
    const engine = this.#engine
    const shows = ownShows(profile)
    for (const id of new Set(shows.map(({ experienceId }) => experienceId))) this.#users.add(id)
    for (const day of new Set(shows.map(({ startedAt }) => dayOf(startedAt)))) this.#daysWithShow.add(day)
    for (const { windowMs, users } of this.#fatigue) users.add(mostShows(profile.interactions, windowMs))
    if (this.#groups.length === 0) return
    const seen = { engine, profile, pasts: new Pasts(engine, profile), sessions: this.#sessions.of(profile.id), until }
    for (const group of this.#groups) group.add(seen)
  }

  #tallyOf({ modelId }: Delivery): DeliveryTally {
    return entryOf(this.#deliveries, modelId, () => new DeliveryTally())
  }

  #rank(id: string, shows: number): void {
    const last = this.#busiest[busiestSize - 1]
    if (last === undefined || shows >= last[1]) this.#busiest = busiest.merge(this.#busiest, [[id, shows]])
  }

  #starve({ experienceId, days, outrankedBy }: Wait): void {
    const before = this.#starvation.get(experienceId)
    this.#starvation.set(experienceId, {
      users: (before?.users ?? 0) + 1,
      days: (before?.days ?? 0) + days,
      outrankedBy: counts.merge(before?.outrankedBy ?? [], outrankedBy.pairs),
    })
  }

  get metrics(): Metrics {
    return {
      ...emptyMetrics,
      profiles: this.#profiles,
      profilesWithShow: this.#withShow,
      profilesInUnknownZones: this.#inUnknownZones,
      days: this.#daysWithShow.pairs.map(([day, users]) => [
        dayText(day),
        { ...dayMetrics.empty, profilesWithShow: users },
      ]),
      experiences: this.#experiences,
      deliveries: sortedPairs(new Map([...this.#deliveries].map(([id, tally]) => [id, tally.metrics]))),
      groups: sortedPairs(
        new Map(this.#groups.filter(({ users }) => users > 0).map((one) => [one.group.source.id, one.metrics])),
      ),
      fatigue: this.#fatigueOfAll,
      unobserved: this.#unobserved.pairs,
      busiest: this.#busiest,
    }
  }

  get #experiences(): Keyed<ExperienceMetrics> {
    const experiences = new Map<string, ExperienceMetrics>()
    for (const [id, users] of this.#users.pairs) experiences.set(id, { ...experienceMetrics.empty, users })
    for (const [id, starvation] of this.#starvation) {
      experiences.set(id, { ...(experiences.get(id) ?? experienceMetrics.empty), starvation })
    }
    return sortedPairs(experiences)
  }

  /** Those who were shown nothing are told apart from the first life on, and counted once, here. */
  get #fatigueOfAll(): Metrics['fatigue'] {
    if (this.#profiles === 0) return []
    const nothing: Keyed<number, number> = this.#shownNothing === 0 ? [] : [[0, this.#shownNothing]]
    return sortedPairs(new Map(this.#fatigue.map(({ name, users }) => [name, [...nothing, ...users.pairs]])))
  }
}

const busiest = top(busiestSize)

function isInUnknownZone({ traits }: Profile, { zones }: Engine): boolean {
  const zone = own(traits, 'zone')
  return zone !== undefined && zone !== 'UTC' && !zones.has(zone as string) // what is no text is no zone either
}
