import { byCodeUnit } from '../../model/by-code-unit.js'
import { seededRandom } from './random.js'
import type { UserRow } from './user-rows.js'

export interface BootstrapOptions {
  /** How many times as many users as there are are drawn. */
  readonly rounds: number
  readonly seed: number
}

/** Of the rounds, in ascending order, the nearest ranks at 2.5 % and 97.5 %. */
export interface Interval {
  readonly low: number
  readonly high: number
}

export interface BootstrapResult extends BootstrapOptions {
  readonly profiles: number
  /** Experiences that were shown to anybody, by id. */
  readonly experiences: readonly {
    readonly id: string
    readonly users: Interval
    readonly shows: Interval
  }[]
}

/**
 * How far reach and shows could have come out otherwise had other people of the same kind been there: 95 % intervals by
 * drawing users, with all that they were shown, with replacement. The same rows in whatever order, with the same seed,
 * give the same intervals.
 *
 * @throws RangeError where `rounds` is not a whole number above 0
 */
export function bootstrap(perUser: readonly UserRow[], { rounds, seed }: BootstrapOptions): BootstrapResult {
  if (!Number.isSafeInteger(rounds) || rounds < 1) {
    throw new RangeError(`a bootstrap takes a whole number of rounds above 0, not ${rounds}`)
  }
  const rows = perUser.filter(({ shows }) => shows.length > 0).sort((a, b) => byCodeUnit(a.profileId, b.profileId))
  const ids = [...new Set(rows.flatMap(({ shows }) => shows.map(([id]) => id)))].sort()
  const places = new Map(ids.map((id, place) => [id, place]))
  const shown = rows.map(({ shows }) => shows.map(([id, times]) => [places.get(id) as number, times] as const))
  const random = seededRandom(seed)
  const users = ids.map(() => new Float64Array(rounds))
  const shows = ids.map(() => new Float64Array(rounds))
  for (let round = 0; round < rounds; round++) {
    for (let drawn = 0; drawn < perUser.length; drawn++) {
      // Those who were shown nothing stand behind the others, and add nothing.
      for (const [place, times] of shown[Math.floor(random() * perUser.length)] ?? []) {
        addAt(users[place] as Float64Array, round, 1)
        addAt(shows[place] as Float64Array, round, times)
      }
    }
  }
  const experiences = ids.map((id, place) => ({
    id,
    users: intervalOf(users[place] as Float64Array),
    shows: intervalOf(shows[place] as Float64Array),
  }))
  return { rounds, seed, profiles: perUser.length, experiences }
}

function addAt(values: Float64Array, index: number, added: number): void {
  values[index] = (values[index] as number) + added
}

function intervalOf(values: Float64Array): Interval {
  const sorted = values.sort()
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] as number
  return { low: at(0.025), high: at(0.975) }
}
