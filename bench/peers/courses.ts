import type { Catalog, Profile } from '../../src/index.js'
import { naiveDecide } from '../../test/naive/index.js'
import { createWorkload, type Load, type Workload, withHistory } from '../workload.js'
import { coldBest, coldBestLater, coldGlued, coldGluedLater, coldOncue } from './cold.js'
import type { Contestant, People } from './glue.js'
import { bestGlued, bestGluedLater, glued, gluedLater, native, nativeLater } from './glue.js'
import { peers } from './index.js'
import { filteredArray, instantsPerLimit } from './limits/arrays.js'
import { createOffers, offersTaken } from './limits/course.js'
import { limiter } from './limits/limiter.js'
import { oncueLimits } from './limits/oncue.js'
import { rateLimiterFlexible } from './limits/rate-limiter-flexible.js'
import { floor, oncue } from './oncue.js'
import { answers } from './oracle.js'
import type { Peer } from './peer.js'
import { createTask, type Traits } from './task.js'

/** What is raced over: page loads, what shows on each, and who takes part. */
export interface Course {
  readonly loads: readonly Load[]
  /** The id of what shows, or `null`. */
  readonly answers: () => readonly (string | null)[]
  readonly entries: readonly Entry[]
}

export interface Entry {
  readonly who: string
  readonly way: string
  readonly nodeFlags?: readonly string[]
  readonly create: () => Contestant | Promise<Contestant>
}

export type CourseName =
  | { readonly kind: 'replay'; readonly experiences: number; readonly profiles: number; readonly loads: number }
  | { readonly kind: 'cold' | 'limits'; readonly profiles: number; readonly loads: number }

export function createCourse(name: CourseName): Course {
  switch (name.kind) {
    case 'replay':
      return replay(createWorkload(name))
    case 'cold':
      return cold(name)
    case 'limits':
      return limits(name)
  }
}

function replay(workload: Workload): Course {
  const task = createTask(workload.catalog)
  const people = {
    task,
    traits: workload.profiles.map(({ traits }) => traits as unknown as Traits),
    hrefs: workload.loads.map(({ href }) => href),
  }
  return {
    loads: workload.loads,
    answers: () => answers(workload),
    entries: [
      { who: 'oncue', way: 'step', create: () => oncue(workload) },
      { who: 'code for this workload alone', way: 'hand-indexed', create: () => floor(workload) },
      ...peers.flatMap((peer) => ways(peer, people)),
    ],
  }
}

function ways(peer: Peer, people: People): readonly Entry[] {
  const { name: who, nodeFlags = [], conditions, conditionsLater, native: whole, nativeLater: wholeLater } = peer
  const segments = people.task.candidates.map(({ segment }) => segment)
  const entry = (way: string, create: Entry['create']): Entry => ({ who, way, nodeFlags, create })
  return [
    ...(conditions
      ? [
          entry('best glue', async () => bestGlued(people, await conditions(segments))),
          entry('glued', async () => glued(people, await conditions(segments))),
        ]
      : []),
    ...(conditionsLater
      ? [
          entry('best glue', async () => bestGluedLater(people, await conditionsLater(segments))),
          entry('glued', async () => gluedLater(people, await conditionsLater(segments))),
        ]
      : []),
    ...(whole ? [entry('native', async () => native(people, await whole(people.task)))] : []),
    ...(wholeLater ? [entry('native', async () => nativeLater(people, await wholeLater(people.task)))] : []),
  ]
}

/** The same thousand questions again and again: nothing of an answer is kept. */
function cold({ profiles, loads }: Omit<CourseName, 'kind'>): Course {
  const asked = createWorkload({ experiences: 50, profiles, loads: profiles })
  const { catalog } = asked
  const people = asked.profiles.map((one) => withHistory(one, catalog, 30))
  const questions = asked.loads.map((load, who) => ({ ...load, who }))
  const again = <T>(items: readonly T[]): readonly T[] =>
    Array.from({ length: loads }, (_, k) => items[k % items.length] as T)
  return {
    loads: again(questions),
    answers: () =>
      again(questions.map(({ who, href, at }) => naiveDecide(catalog, people[who] as Profile, { href }, at).winner)),
    entries: [
      { who: 'oncue', way: 'decide', create: () => coldOncue(catalog, people) },
      ...peers.flatMap((peer) => coldWays(peer, catalog, people)),
    ],
  }
}

function coldWays(
  { name, nodeFlags = [], conditions, conditionsLater }: Peer,
  catalog: Catalog,
  people: readonly Profile[],
): Entry[] {
  const task = createTask(catalog)
  const asked = { task, profiles: people }
  const segments = task.candidates.map(({ segment }) => segment)
  const entry = (way: string, create: Entry['create']): Entry => ({ who: name, way, nodeFlags, create })
  if (conditions) {
    return [
      entry('best glue', async () => coldBest(asked, await conditions(segments))),
      entry('glued', async () => coldGlued(asked, await conditions(segments))),
    ]
  }
  if (conditionsLater) {
    return [
      entry('best glue', async () => coldBestLater(asked, await conditionsLater(segments))),
      entry('glued', async () => coldGluedLater(asked, await conditionsLater(segments))),
    ]
  }
  return []
}

function limits({ profiles, loads }: Omit<CourseName, 'kind'>): Course {
  const offers = createOffers(profiles, loads)
  return {
    loads: offers.workload.loads,
    answers: () => offersTaken(offers),
    entries: [
      { who: 'oncue', way: 'its limits alone', create: () => oncueLimits(offers) },
      { who: 'instants per limit', way: 'by hand', create: () => instantsPerLimit(offers) },
      { who: 'one array, filtered', way: 'by hand', create: () => filteredArray(offers) },
      { who: 'rate-limiter-flexible', way: 'in memory', create: () => rateLimiterFlexible(offers) },
      { who: 'limiter', way: 'a bucket each', create: () => limiter(offers) },
    ],
  }
}
