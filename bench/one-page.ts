import { compile, decide, type Profile } from '../src/index.js'
import { session } from '../src/session/index.js'
import { median } from './measure.js'
import { createWorkload } from './workload.js'

/** Nanoseconds for one question. */
export interface Here {
  readonly prepared: number
  readonly plain: number
}

/**
 * Nanoseconds for one question about a prepared profile, and about a plain one: as they are in whatever runs this, Node
 * or a browser's page. The clock of a page is coarse, so that each round is long.
 */
export function measureHere(rounds: number, loads: number): Here {
  const workload = createWorkload({ experiences: 50, profiles: 200, loads })
  const engine = compile(workload.catalog)
  const sessions = workload.profiles.map((one) => session(engine, one))
  const ask = (): void => {
    for (const { who, href, at } of workload.loads) sessions[who]?.decide({ href, peek: true }, at)
  }
  const askPlain = (): void => {
    for (const { who, href, at } of workload.loads) {
      decide(engine, workload.profiles[who] as Profile, { href }, at)
    }
  }
  const [prepared, plain]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    const from = performance.now()
    ask()
    const between = performance.now()
    askPlain()
    const end = performance.now()
    if (round === 0) continue // warms up
    prepared.push(((between - from) * 1e6) / loads)
    plain.push(((end - between) * 1e6) / loads)
  }
  return { prepared: median(prepared), plain: median(plain) }
}

Object.assign(globalThis, { measureHere })
