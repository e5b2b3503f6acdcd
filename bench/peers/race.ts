import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from '../measure.js'
import { type CourseName, createCourse } from './courses.js'
import type { Ran, Told } from './stall.js'

export interface RaceOptions {
  readonly agreeLoads: number
  readonly agreeMs: number
  readonly rounds: number
  /** How long each is asked for in a round, and in the one before, which is not counted: compilers take their time. */
  readonly turnMs: number
  readonly warmMs: number
  /** For libraries that mean something else by a limit: their answers are compared, but need not be the same. */
  readonly mayDiffer?: boolean
}

export interface Result {
  readonly who: string
  readonly way: string
  /** Why it took no part, if it could not. */
  readonly failed: string | null
  /** Median over the rounds, in nanoseconds per page load. */
  readonly ns: number
  /** On how many page loads it was compared before it was timed, and on how many of them it said something else. */
  readonly checked: number
  readonly wrong: number
  readonly said: readonly { readonly load: number; readonly said: string | null }[]
}

/** Checks that all say the same, then lets them run in turn, round after round, each over the same page loads. */
export async function race(name: CourseName, options: RaceOptions): Promise<readonly Result[]> {
  const { rounds, agreeLoads, agreeMs, turnMs, warmMs, mayDiffer = false } = options
  const course = createCourse(name)
  const answers = course.answers()
  const stalls: Stall[] = []
  try {
    const checked = await twoAtATime(course.entries, async ({ who, way, nodeFlags = [] }, entry) => {
      const stall = { who: `${who} (${way})`, entry, process: open(nodeFlags) }
      stalls.push(stall)
      const failed = await tell<string | null>(stall, { do: 'enter', course: name, entry, answers })
      if (failed !== null) return { failed, loads: 0, wrong: [] }
      return { failed, ...agreed(stall, await tell(stall, { do: 'agree', loads: agreeLoads, budgetMs: agreeMs })) }
    })
    const times = course.entries.map((): number[] => [])
    const chunk = Math.floor((course.loads.length - agreeLoads) / (rounds + 1))
    const runners = stalls.filter(({ entry }) => checked[entry]?.failed === null).sort((a, b) => a.entry - b.entry)
    for (let round = 0; round <= rounds; round++) {
      const from = agreeLoads + round * chunk
      for (const stall of runners) {
        const turn = { do: 'run', from, to: from + chunk, budgetMs: round === 0 ? warmMs : turnMs } as const
        const { ns } = agreed(stall, await tell(stall, turn))
        if (round > 0) times[stall.entry]?.push(ns)
      }
    }
    return course.entries.map(({ who, way }, entry) => {
      const { failed, loads, wrong } = checked[entry] as (typeof checked)[number]
      const ns = failed === null ? median(times[entry] as number[]) : Number.NaN
      return { who, way, failed, ns, checked: loads, wrong: wrong.length, said: wrong }
    })
  } finally {
    for (const { process } of stalls) process.kill()
  }

  function agreed({ who }: Stall, ran: Ran): Ran {
    const [first] = ran.wrong
    if (first === undefined || mayDiffer) return ran
    throw new Error(`${who} says ${first.said} of page load ${first.load}, and not ${answers[first.load]}`)
  }
}

interface Stall {
  readonly who: string
  readonly entry: number
  readonly process: ChildProcess
}

function open(nodeFlags: readonly string[]): ChildProcess {
  const script = fileURLToPath(new URL('stall.js', import.meta.url))
  return fork(script, { execArgv: [...nodeFlags], serialization: 'advanced' })
}

function tell<Answer = Ran>({ who, process }: Stall, told: Told): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null, signal: string | null): void =>
      reject(new Error(`${who} ended before its turn (${signal ?? code})`))
    process.once('exit', fail)
    process.once('message', (answer) => {
      process.off('exit', fail)
      resolve(answer as Answer)
    })
    process.send(told, (error) => {
      if (error) reject(new Error(`${who} cannot be told anything: ${error.message}`))
    })
  })
}

/** Nothing is timed yet, and most machines have two cores. */
async function twoAtATime<T, U>(
  items: readonly T[],
  run: (item: T, index: number) => Promise<U>,
): Promise<readonly U[]> {
  const results: U[] = []
  const left = [...items.entries()]
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      results[next[0]] = await run(next[1], next[0])
  }
  await Promise.all([lane(), lane()])
  return results
}
