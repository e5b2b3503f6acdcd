import type { CourseName } from './courses.js'
import { broken, createOffers, offersTaken } from './limits/course.js'
import { type RaceOptions, type Result, race } from './race.js'

type Replay = CourseName & { readonly kind: 'replay' }

/** How everybody stands after all races. */
export interface Standing {
  readonly replay: readonly { readonly name: Replay; readonly results: readonly Result[] }[]
  readonly cold: readonly Result[]
  /** With how many of the shows of each broke a limit. */
  readonly limits: readonly (Result & { readonly broken: number })[]
}

const sizes: readonly Replay[] = [
  { kind: 'replay', experiences: 50, profiles: 200, loads: 400_000 },
  { kind: 'replay', experiences: 500, profiles: 200, loads: 400_000 },
  { kind: 'replay', experiences: 5_000, profiles: 200, loads: 400_000 },
  { kind: 'replay', experiences: 50, profiles: 10_000, loads: 400_000 },
]
const thorough: RaceOptions = { agreeLoads: 20_000, agreeMs: 5_000, rounds: 7, turnMs: 60, warmMs: 1_000 }

const quickSizes = sizes.slice(0, 1).map((size) => ({ ...size, loads: 120_000 }))
const quick: RaceOptions = { agreeLoads: 2_000, agreeMs: 100, rounds: 2, turnMs: 10, warmMs: 250 }

export async function contest({ isQuick, log }: { isQuick: boolean; log: (line: string) => void }): Promise<Standing> {
  const options = isQuick ? quick : thorough
  const small = { profiles: isQuick ? 100 : 1_000, loads: isQuick ? 120_000 : 400_000 }
  const replay: Standing['replay'][number][] = []
  for (const name of isQuick ? quickSizes : sizes) {
    log(`page loads: ${name.experiences} experiences, ${name.profiles} profiles`)
    replay.push({ name, results: await race(name, options) })
  }
  log('one question')
  const cold = await race({ kind: 'cold', ...small }, options)
  log('limits alone')
  return { replay, cold, limits: await raceLimits(small, options) }
}

async function raceLimits(
  size: { readonly profiles: number; readonly loads: number },
  options: RaceOptions,
): Promise<Standing['limits']> {
  const results = await race({ kind: 'limits', ...size }, { ...options, mayDiffer: true })
  const offers = createOffers(size.profiles, size.loads)
  const right = offersTaken(offers)
  return results.map((one) => {
    const shown = right.slice(0, one.checked)
    for (const { load, said } of one.said) shown[load] = said
    return { ...one, broken: broken(offers, shown) }
  })
}
