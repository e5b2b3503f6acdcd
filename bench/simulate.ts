import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTrace, simulate } from '../src/simulator/index.js'
import { median } from './measure.js'
import { createWorkload, type Load } from './workload.js'

export interface SimulateReport {
  readonly lines: number
  readonly bytesPerLine: number
  /** Lines a second: reading the file, cutting it into lines and parsing each, and nothing else. */
  readonly parse: number
  /** Lines a second: `oncue simulate`, from the file to the summary. */
  readonly simulate: number
}

/** A replay from JSON Lines, beside a bare loop over the same file in the same run. */
export async function benchSimulate(lines: number, rounds: number): Promise<SimulateReport> {
  const { catalog, profiles, loads } = createWorkload({ experiences: 50, profiles: 5_000, loads: lines })
  const folder = mkdtempSync(join(tmpdir(), 'oncue-bench-'))
  const path = join(folder, 'trace.jsonl')
  try {
    const identify = profiles.map(({ id, traits }) => {
      const at = new Date((loads[0] as Load).at - 1).toISOString()
      return JSON.stringify({ type: 'identify', at, profile_id: id, traits })
    })
    const pages = loads.map(({ who, href, at }) => {
      const profile_id = profiles[who]?.id
      const referrer = `https://www.example.org/search?q=${who}`
      return JSON.stringify({ type: 'page', at: new Date(at).toISOString(), profile_id, href, referrer })
    })
    writeFileSync(path, `${[...identify, ...pages].join('\n')}\n`)
    const total = identify.length + pages.length
    const parses: number[] = []
    const replays: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const parsed = await timed(() => parseAll(path))
      const replayed = await timed(async () => {
        const source = await openTrace(path)
        await simulate(catalog, source)
        await source.close()
      })
      if (round === 0) continue // warms up
      parses.push(total / parsed)
      replays.push(total / replayed)
    }
    return {
      lines: total,
      bytesPerLine: Math.round(statSync(path).size / total),
      parse: median(parses),
      simulate: median(replays),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** In seconds. */
async function timed(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await run()
  return (performance.now() - from) / 1_000
}

async function parseAll(path: string): Promise<number> {
  let rest = ''
  let keys = 0
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) keys += JSON.parse(line).href === undefined ? 0 : 1
  }
  return keys
}
