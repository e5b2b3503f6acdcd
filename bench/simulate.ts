import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from '../examples/demo/generate.js'
import { parseCatalog } from '../src/authoring/index.js'
import type { Catalog } from '../src/index.js'
import { compare, openTrace, simulate } from '../src/simulator/index.js'
import { median } from './measure.js'
import { createWorkload, type Load } from './workload.js'

export interface SimulateRow {
  readonly trace: string
  readonly lines: number
  readonly bytesPerLine: number
  /** Lines a second: reading the file, cutting it into lines and parsing each, and nothing else. */
  readonly parse: number
  /** Lines a second: `oncue simulate`, from the file to the summary; the same beside one worker. */
  readonly simulate: number
  readonly worker: number
  /** Lines a second: `oncue compare`, with a catalog whose first limit group is of another size. */
  readonly compare: number
}

interface Trace {
  readonly name: string
  readonly catalog: Catalog
  readonly lines: readonly string[]
}

/** Replays from JSON Lines, beside a bare loop over the same file in the same run. */
export async function benchSimulate(loads: number, rounds: number): Promise<readonly SimulateRow[]> {
  const rows: SimulateRow[] = []
  for (const trace of [pageLoads(loads), demo(loads)]) rows.push(await measureTrace(trace, rounds))
  return rows
}

/** Nothing but page loads, of people who are identified first: 5,000 of them, in order of time. */
function pageLoads(count: number): Trace {
  const { catalog, profiles, loads } = createWorkload({ experiences: 50, profiles: 5_000, loads: count })
  const identify = profiles.map(({ id, traits }) => {
    const at = new Date((loads[0] as Load).at - 1).toISOString()
    return JSON.stringify({ type: 'identify', at, profile_id: id, traits })
  })
  const pages = loads.map(({ who, href, at }) => {
    const profile_id = profiles[who]?.id
    const referrer = `https://www.example.org/search?q=${who}`
    return JSON.stringify({ type: 'page', at: new Date(at).toISOString(), profile_id, href, referrer })
  })
  return { name: 'page loads', catalog, lines: [...identify, ...pages] }
}

/** The demo's month: a quarter of its lines are triggers, calls, named events and interactions. */
function demo(loads: number): Trace {
  const read = parseCatalog(readFileSync('examples/demo/catalog.yaml', 'utf8'))
  if (!read.ok) throw new Error('the demo has no catalog')
  return { name: "the demo's month", catalog: read.value, lines: generate({ people: Math.ceil(loads / 60) }) }
}

async function measureTrace({ name, catalog, lines }: Trace, rounds: number): Promise<SimulateRow> {
  const folder = mkdtempSync(join(tmpdir(), 'oncue-bench-'))
  const path = join(folder, 'trace.jsonl')
  try {
    writeFileSync(path, `${lines.join('\n')}\n`)
    const parses: number[] = []
    const replays: number[] = []
    const besides: number[] = []
    const compares: number[] = []
    const [first, ...others] = catalog.limitGroups
    const other = {
      ...catalog,
      limitGroups: first ? [{ ...first, rateLimitSize: first.rateLimitSize + 1 }, ...others] : [],
    }
    const replay = (workers: number): Promise<number> =>
      timed(async () => {
        const source = await openTrace(path)
        await simulate(catalog, source, { workers })
        await source.close()
      })
    for (let round = 0; round <= rounds; round++) {
      const parsed = await timed(() => parseAll(path))
      const replayed = await replay(0)
      const beside = await replay(1)
      const compared = await timed(async () => {
        const source = await openTrace(path)
        await compare(catalog, other, source)
        await source.close()
      })
      if (round === 0) continue // warms up
      parses.push(lines.length / parsed)
      replays.push(lines.length / replayed)
      besides.push(lines.length / beside)
      compares.push(lines.length / compared)
    }
    const bytesPerLine = Math.round(statSync(path).size / lines.length)
    return {
      trace: name,
      lines: lines.length,
      bytesPerLine,
      parse: median(parses),
      simulate: median(replays),
      worker: median(besides),
      compare: median(compares),
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
