import type { Catalog } from '../src/index.js'
import { compare, openTrace, simulate } from '../src/simulator/index.js'
import { median } from './measure.js'
import { parseAll } from './parse-all.js'
import { timed } from './timed.js'
import type { TraceFile } from './trace-files.js'

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

/** Replays from JSON Lines, beside a bare loop over the same file in the same run. */
export async function benchSimulate(trace: TraceFile, rounds: number): Promise<SimulateRow> {
  const { name, catalog, path, lines, bytes } = trace
  const other = withOneMore(catalog)
  const times: Readonly<Record<'parse' | 'simulate' | 'worker' | 'compare', number[]>> = {
    parse: [],
    simulate: [],
    worker: [],
    compare: [],
  }
  const replay = async (workers: number): Promise<void> => {
    const source = await openTrace(path)
    await simulate(catalog, source, { workers })
    await source.close()
  }
  for (let round = 0; round <= rounds; round++) {
    const parse = await timed(() => parseAll(path))
    const alone = await timed(() => replay(0))
    const worker = await timed(() => replay(1))
    const compared = await timed(async () => {
      const source = await openTrace(path)
      await compare(catalog, other, source)
      await source.close()
    })
    if (round === 0) continue // warms up
    times.parse.push(parse)
    times.simulate.push(alone)
    times.worker.push(worker)
    times.compare.push(compared)
  }
  return {
    trace: name,
    lines,
    bytesPerLine: Math.round(bytes / lines),
    parse: lines / median(times.parse),
    simulate: lines / median(times.simulate),
    worker: lines / median(times.worker),
    compare: lines / median(times.compare),
  }
}

/** The same, but for the first limit group: it has room for one more. */
function withOneMore(catalog: Catalog): Catalog {
  const [first, ...others] = catalog.limitGroups
  return { ...catalog, limitGroups: first ? [{ ...first, rateLimitSize: first.rateLimitSize + 1 }, ...others] : [] }
}
