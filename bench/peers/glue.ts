import type { Load } from '../workload.js'
import { History } from './history.js'
import type { Choose, Condition, Facts } from './peer.js'
import type { Candidate, Task, Traits } from './task.js'

/** Takes page loads, and answers with what shows. */
export interface Contestant {
  /** What shows is recorded. */
  readonly page: (load: Load) => string | null | Promise<string | null>
  /** Records a page load that it was not asked about, and what showed; a promise is waited for. */
  readonly learn: (load: Load, shown: string | null) => unknown
}

export interface People {
  readonly task: Task
  readonly traits: readonly Traits[]
  /** What will be visited: as for oncue, what an address has may be found before the clock starts. */
  readonly hrefs: Iterable<string>
}

/** Every candidate in order: its page, its segment, what was seen, its limits. */
export function glued({ task, traits }: People, conditions: readonly Condition<boolean>[]): Contestant {
  const histories = createHistories(task, traits)
  const { candidates, limits } = task
  const mayShow = (one: Candidate, history: History, { who, href, at }: Load): boolean => {
    if (!href.includes(one.fragment)) return false
    if (!conditions[one.index]?.(traits[who] as Traits)) return false
    if (history.seen.has(one.index)) return false
    for (const limit of one.limits)
      if (history.isFull(limit, limits[limit] as (typeof limits)[number], at)) return false
    return true
  }
  return {
    page(load) {
      const history = histories[load.who] as History
      for (const one of candidates) {
        if (!mayShow(one, history, load)) continue
        history.record(one, load.at)
        return one.id
      }
      return null
    },
    learn: learning(task, histories),
  }
}

/** The same for conditions that answer later. */
export function gluedLater({ task, traits }: People, conditions: readonly Condition<Promise<boolean>>[]): Contestant {
  const histories = createHistories(task, traits)
  const { candidates, limits } = task
  return {
    async page({ who, href, at }) {
      const history = histories[who] as History
      for (const one of candidates) {
        if (!href.includes(one.fragment)) continue
        if (!(await conditions[one.index]?.(traits[who] as Traits))) continue
        if (history.seen.has(one.index)) continue
        if (one.limits.some((limit) => history.isFull(limit, limits[limit] as (typeof limits)[number], at))) continue
        history.record(one, at)
        return one.id
      }
      return null
    },
    learn: learning(task, histories),
  }
}

/**
 * What can be had by hand around any conditions: the candidates of an address are remembered, which limits are full is
 * found once for all of them, and segments are asked last.
 */
export function bestGlued({ task, traits, hrefs }: People, conditions: readonly Condition<boolean>[]): Contestant {
  const histories = createHistories(task, traits)
  const onPage = pages(task, hrefs)
  return {
    page({ who, href, at }) {
      const here = onPage(href)
      if (here.length === 0) return null
      const history = histories[who] as History
      const full = fullLimits(task, history, at)
      for (const { candidate, limits } of here) {
        if ((limits & full) !== 0 || history.seen.has(candidate.index)) continue
        if (!conditions[candidate.index]?.(traits[who] as Traits)) continue
        history.record(candidate, at)
        return candidate.id
      }
      return null
    },
    learn: learning(task, histories),
  }
}

/** The same for conditions that answer later. */
export function bestGluedLater(
  { task, traits, hrefs }: People,
  conditions: readonly Condition<Promise<boolean>>[],
): Contestant {
  const histories = createHistories(task, traits)
  const onPage = pages(task, hrefs)
  return {
    async page({ who, href, at }) {
      const here = onPage(href)
      if (here.length === 0) return null
      const history = histories[who] as History
      const full = fullLimits(task, history, at)
      for (const { candidate, limits } of here) {
        if ((limits & full) !== 0 || history.seen.has(candidate.index)) continue
        if (!(await conditions[candidate.index]?.(traits[who] as Traits))) continue
        history.record(candidate, at)
        return candidate.id
      }
      return null
    },
    learn: learning(task, histories),
  }
}

/** Around a peer that has whole rules: gathers the facts, and records what it chose. */
export function native({ task, traits }: People, choose: Choose<string | null>): Contestant {
  const histories = createHistories(task, traits)
  const learn = learning(task, histories)
  return {
    page(load) {
      const chosen = choose(factsOf(task, traits[load.who] as Traits, histories[load.who] as History, load))
      learn(load, chosen)
      return chosen
    },
    learn,
  }
}

/** The same for a peer that answers later. */
export function nativeLater({ task, traits }: People, choose: Choose<Promise<string | null>>): Contestant {
  const histories = createHistories(task, traits)
  const learn = learning(task, histories)
  return {
    async page(load) {
      const chosen = await choose(factsOf(task, traits[load.who] as Traits, histories[load.who] as History, load))
      learn(load, chosen)
      return chosen
    },
    learn,
  }
}

function factsOf({ limits }: Task, traits: Traits, history: History, { href, at }: Load): Facts {
  const shown: Record<string, number> = {}
  for (const [index, limit] of limits.entries()) shown[limit.id] = history.count(index, limit, at)
  return { ...traits, href, seen: history.seenIds, shown }
}

const createHistories = (task: Task, people: readonly unknown[]): readonly History[] =>
  people.map(() => new History(task))

function learning({ candidates }: Task, histories: readonly History[]): Contestant['learn'] {
  const byId = new Map(candidates.map((one) => [one.id, one]))
  return ({ who, at }, shown) => {
    if (shown !== null) histories[who]?.record(byId.get(shown) as Candidate, at)
  }
}

interface OnPage {
  readonly candidate: Candidate
  /** A bit for each of its limits. */
  readonly limits: number
}

/** The candidates of each address. */
function pages({ candidates }: Task, hrefs: Iterable<string>): (href: string) => readonly OnPage[] {
  const all = candidates.map((candidate) => ({
    candidate,
    limits: candidate.limits.reduce((bits, limit) => bits | (1 << limit), 0),
  }))
  const known = new Map<string, readonly OnPage[]>()
  for (const href of new Set(hrefs)) {
    known.set(
      href,
      all.filter(({ candidate }) => href.includes(candidate.fragment)),
    )
  }
  return (href) => known.get(href) ?? []
}

function fullLimits({ limits }: Task, history: History, at: number): number {
  let full = 0
  for (let index = 0; index < limits.length; index++) {
    if (history.isFull(index, limits[index] as (typeof limits)[number], at)) full |= 1 << index
  }
  return full
}
