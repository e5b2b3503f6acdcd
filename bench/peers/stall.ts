import { type Course, type CourseName, createCourse } from './courses.js'
import type { Contestant } from './glue.js'

// One contestant in a process of its own: what the others leave behind, in the heap or in what the compiler has learned,
// does not weigh on it. It keeps its state and waits for its turns.

export type Told =
  | { readonly do: 'enter'; readonly course: CourseName; readonly entry: number; readonly answers: Answers }
  | { readonly do: 'agree'; readonly loads: number; readonly budgetMs: number }
  | { readonly do: 'run'; readonly from: number; readonly to: number; readonly budgetMs: number }

type Answers = readonly (string | null)[]

export interface Ran {
  /** How many page loads it was asked about. */
  readonly loads: number
  readonly ns: number
  /** What it said where that was not what shows. */
  readonly wrong: readonly { readonly load: number; readonly said: string | null }[]
}

/** Processor time, so that it does not count what else the machine does, nor which clock a library is given. */
function usedMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

let course: Course
let contestant: Contestant
let answers: Answers
let nsPerLoad = 0

async function handle(told: Told): Promise<unknown> {
  switch (told.do) {
    case 'enter':
      course = createCourse(told.course)
      answers = told.answers
      return enter(told.entry)
    case 'agree':
      return run(0, told.loads, told.budgetMs)
    case 'run':
      return run(told.from, told.to, told.budgetMs)
  }
}

/** @returns why it cannot take part, if it cannot: some take no catalog of this size */
async function enter(entry: number): Promise<string | null> {
  try {
    contestant = await (course.entries[entry] as Course['entries'][number]).create()
    return null
  } catch (error) {
    return String(error)
  }
}

/** In steps until the time is up, so that a slow one ends in time; the rest it is told. */
async function run(from: number, to: number, budgetMs: number): Promise<Ran> {
  const said: (string | null)[] = []
  let [end, ms] = [from, 0]
  while (end < to && ms < budgetMs) {
    const fits = nsPerLoad === 0 ? 1 : ((budgetMs - ms) * 1e6) / nsPerLoad
    const next = Math.min(to, end + Math.max(1, Math.floor(Math.min(fits, 4 * (end - from) + 1))))
    const started = usedMs()
    for (; end < next; end++) {
      const answer = contestant.page(course.loads[end] as Course['loads'][number])
      said.push(answer instanceof Promise ? await answer : answer)
    }
    ms += usedMs() - started
    nsPerLoad = (ms * 1e6) / (end - from)
  }
  for (let load = end; load < to; load++) {
    const learnt = contestant.learn(course.loads[load] as Course['loads'][number], answers[load] as string | null)
    if (learnt instanceof Promise) await learnt
  }
  const wrong = said.flatMap((one, k) => (one === answers[from + k] ? [] : [{ load: from + k, said: one }]))
  return { loads: end - from, ns: nsPerLoad, wrong }
}

process.on('message', async (told: Told) => {
  process.send?.(await handle(told))
})
