import type { Catalog, Profile } from '../../src/index.js'
import { compile, decide } from '../../src/index.js'
import type { Contestant } from './glue.js'
import type { Condition } from './peer.js'
import type { Candidate, Task, Traits } from './task.js'

// Questions about profiles as they come from a database: nothing is prepared, and nothing is recorded.

const nothing = (): void => {}

export function coldOncue(catalog: Catalog, profiles: readonly Profile[]): Contestant {
  const engine = compile(catalog)
  return {
    page({ who, href, at }) {
      const decision = decide(engine, profiles[who] as Profile, { href }, at)
      return decision.outcome === 'show' ? decision.experienceId : null
    },
    learn: nothing,
  }
}

interface Asked {
  readonly task: Task
  readonly profiles: readonly Profile[]
}

/** Every candidate in order: its page, its segment, what was seen, its limits, each counted for it. */
export function coldGlued({ task, profiles }: Asked, conditions: readonly Condition<boolean>[]): Contestant {
  return {
    page({ who, href, at }) {
      const profile = profiles[who] as Profile
      const traits = profile.traits as unknown as Traits
      for (const { id, index, fragment, limits } of task.candidates) {
        if (!href.includes(fragment) || !conditions[index]?.(traits) || hasSeen(profile, id)) continue
        if (!limits.some((limit) => isFull(task, limit, profile, at))) return id
      }
      return null
    },
    learn: nothing,
  }
}

/** The same for conditions that answer later. */
export function coldGluedLater(
  { task, profiles }: Asked,
  conditions: readonly Condition<Promise<boolean>>[],
): Contestant {
  return {
    async page({ who, href, at }) {
      const profile = profiles[who] as Profile
      const traits = profile.traits as unknown as Traits
      for (const { id, index, fragment, limits } of task.candidates) {
        if (!href.includes(fragment) || !(await conditions[index]?.(traits)) || hasSeen(profile, id)) continue
        if (!limits.some((limit) => isFull(task, limit, profile, at))) return id
      }
      return null
    },
    learn: nothing,
  }
}

/** What the address has is remembered; then what was seen, then the limits, and only then the segments. */
export function coldBest({ task, profiles }: Asked, conditions: readonly Condition<boolean>[]): Contestant {
  const onPage = pages(task)
  return {
    page({ who, href, at }) {
      const profile = profiles[who] as Profile
      const room = createRoom(task, profile, at)
      for (const { id, index, limits } of onPage(href)) {
        if (hasSeen(profile, id) || !limits.every(room)) continue
        if (conditions[index]?.(profile.traits as unknown as Traits)) return id
      }
      return null
    },
    learn: nothing,
  }
}

/** The same for conditions that answer later. */
export function coldBestLater(
  { task, profiles }: Asked,
  conditions: readonly Condition<Promise<boolean>>[],
): Contestant {
  const onPage = pages(task)
  return {
    async page({ who, href, at }) {
      const profile = profiles[who] as Profile
      const room = createRoom(task, profile, at)
      for (const { id, index, limits } of onPage(href)) {
        if (hasSeen(profile, id) || !limits.every(room)) continue
        if (await conditions[index]?.(profile.traits as unknown as Traits)) return id
      }
      return null
    },
    learn: nothing,
  }
}

/** Whether a limit has room, found once for each that is asked about. */
function createRoom(task: Task, profile: Profile, at: number): (limit: number) => boolean {
  const known: boolean[] = []
  return (limit) => {
    known[limit] ??= !isFull(task, limit, profile, at)
    return known[limit]
  }
}

function pages({ candidates }: Task): (href: string) => readonly Candidate[] {
  const known = new Map<string, readonly Candidate[]>()
  return (href) => {
    let found = known.get(href)
    if (found === undefined) {
      found = candidates.filter(({ fragment }) => href.includes(fragment))
      known.set(href, found)
    }
    return found
  }
}

const hasSeen = ({ interactions }: Profile, id: string): boolean =>
  interactions.some(({ experienceId }) => experienceId === id)

/** A limit is full when so many different experiences showed within its window; what a delivery showed takes no room. */
function isFull({ limits, fills }: Task, limit: number, { interactions }: Profile, at: number): boolean {
  const { size, windowMs } = limits[limit] as Task['limits'][number]
  const counted: string[] = []
  for (let k = interactions.length - 1; k >= 0; k--) {
    const { experienceId, startedAt, groupKind } = interactions[k] as Profile['interactions'][number]
    if (at - startedAt >= windowMs) return false // those before are older still
    if (groupKind === 'delivery' || counted.includes(experienceId)) continue
    if (!fills.get(experienceId)?.includes(limit)) continue
    counted.push(experienceId)
    if (counted.length >= size) return true
  }
  return false
}
