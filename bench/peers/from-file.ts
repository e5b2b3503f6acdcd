import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openTrace, simulate } from '../../src/simulator/index.js'
import { median } from '../measure.js'
import { parseAll } from '../parse-all.js'
import { timed } from '../timed.js'
import { type PageLoadFiles, writePageLoads } from '../trace-files.js'
import { casl } from './casl.js'
import { bestGlued } from './glue.js'
import { jsonLogicEngine } from './json-logic-engine.js'
import type { Peer } from './peer.js'
import { createTask, type Traits } from './task.js'

// The whole job, from a file of page loads to what showed: `oncue simulate` beside a script that reads lines, parses
// them, and decides with the two fastest peers in the best glue. The script knows who everybody is and what is visited
// before the clock starts, and counts shows; `oncue simulate` finds out, and measures all that it measures.

const isQuick = process.argv.includes('--quick')
const [lines, rounds] = isQuick ? [20_000, 1] : [2_000_000, 5]
const folder = mkdtempSync(join(tmpdir(), 'oncue-peers-'))
try {
  const file = writePageLoads(folder, lines)
  const known = await lookThrough(file)
  const script = (peer: Peer) => ({ who: `a script with ${peer.name}`, run: () => decideWith(peer, file, known) })
  const contestants = [
    { who: '`oncue simulate`', run: () => replay(file) },
    script(jsonLogicEngine),
    script(casl),
    { who: 'lines split and parsed, nothing decided', run: () => parseAll(file.path).then(() => null) },
  ].map((one) => ({ ...one, times: [] as number[] }))
  let expected: number | null = null
  for (let round = 0; round <= rounds; round++) {
    for (const { who, run, times } of contestants) {
      let shows: number | null = null
      const seconds = await timed(async () => {
        shows = await run()
      })
      if (round > 0) times.push(seconds) // the first one warms up
      if (shows === null) continue
      expected ??= shows
      if (shows !== expected) throw new Error(`${who}: ${shows} shows instead of ${expected}`)
    }
  }
  const rate = (times: readonly number[]): number => file.lines / median(times)
  const [first] = contestants
  console.log(`Node ${process.version}, ${cpus().length} cores, load ${(loadavg()[0] as number).toFixed(1)}\n`)
  console.log('| from a file to what showed | lines a second | to oncue |\n|---|--:|--:|')
  for (const { who, times } of contestants) {
    const toFirst = rate(times) / rate(first?.times ?? [])
    console.log(`| ${who} | ${(rate(times) / 1e6).toFixed(2)} M | ${toFirst.toFixed(2)} × |`)
  }
} finally {
  rmSync(folder, { recursive: true })
}

async function replay({ path, catalog }: PageLoadFiles): Promise<number> {
  const source = await openTrace(path)
  const { summary } = await simulate(catalog, source, {})
  await source.close()
  return summary.pageLoadsWithShow
}

/** What the script is told beforehand. */
interface Known {
  readonly numbers: ReadonlyMap<string, number>
  readonly traits: readonly Traits[]
  readonly hrefs: ReadonlySet<string>
}

async function lookThrough({ path }: PageLoadFiles): Promise<Known> {
  const numbers = new Map<string, number>()
  const traits: Traits[] = []
  const hrefs = new Set<string>()
  for await (const line of createInterface(createReadStream(path))) {
    const event = JSON.parse(line)
    if (event.type === 'page') {
      hrefs.add(event.href)
    } else {
      numbers.set(event.profile_id, numbers.size)
      traits.push(event.traits)
    }
  }
  return { numbers, traits, hrefs }
}

async function decideWith(
  peer: Peer,
  { path, catalog }: PageLoadFiles,
  { numbers, traits, hrefs }: Known,
): Promise<number> {
  const task = createTask(catalog)
  const conditions = await peer.conditions?.(task.candidates.map(({ segment }) => segment))
  if (conditions === undefined) throw new Error(`${peer.name} has no conditions`)
  const { page } = bestGlued({ task, traits, hrefs }, conditions)
  let shows = 0
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const { type, profile_id: id, href, at } = JSON.parse(line)
      if (type !== 'page') continue
      if (page({ who: numbers.get(id) as number, href, at: Date.parse(at) }) !== null) shows += 1
    }
  }
  return shows
}
