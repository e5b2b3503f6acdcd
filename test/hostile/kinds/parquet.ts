import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckdbFailure, openTraces, parquetPages, parquetRows } from 'oncue/simulator'
import { writeParquet } from '../../simulator/duckdb/write-parquet.js'
import type { Draw } from '../draw.js'
import { judged, judgeProblems, type Outcome } from '../judge.js'
import { spoilBytes } from '../spell.js'
import type { Kind } from './kind.js'
import { told } from './traces.js'

const folder = mkdtempSync(join(tmpdir(), 'oncue-hostile-parquet-'))
const file = join(folder, 'trace.parquet')
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Page loads as they are, with more columns than are read, and with columns of other types. */
const tables = [
  "SELECT 'u' || (i % 3) AS profile_id, TIMESTAMP '2029-02-03' + INTERVAL (i) MINUTE AS at, 'https://app.example.com/' || i AS href FROM range(40) t(i)",
  "SELECT i AS profile_id, 1_900_000_000_000 + i AS at, NULL AS href, {'a': [i, NULL]} AS traits, 'e' || i AS event_id FROM range(5) t(i)",
  "SELECT '' AS profile_id, 'soon' AS at, repeat('x', 9000) AS href FROM range(3)",
]
const whole: Uint8Array[] = []
for (const [k, table] of tables.entries()) {
  const path = join(folder, `${k}.parquet`)
  await writeParquet(path, table)
  whole.push(readFileSync(path))
}

/** DuckDB reads it: what it says of a damaged file has to come in the words of a trace. */
export const parquet: Kind = {
  name: 'trace: Parquet',
  weight: 0.02,
  draw(draw: Draw): Uint8Array {
    const bytes = draw.pick(whole)
    if (draw.chance(0.1)) return bytes
    const spoilt = Uint8Array.from(spoilBytes(bytes, draw))
    // Without its marks, and the length of what describes it, nothing of it is read.
    if (spoilt.length > 12 && draw.chance(0.8)) {
      spoilt.set(bytes.subarray(0, 4))
      spoilt.set(bytes.subarray(-8), spoilt.length - 8)
    }
    return spoilt
  },
  async run(bytes: Uint8Array): Promise<Outcome> {
    writeFileSync(file, bytes)
    try {
      const opened = await openTraces([file], { readParquet: parquetRows, readParquetPages: parquetPages })
      if (!opened.ok) return judged(opened)
      try {
        return await told(opened.value, [])
      } finally {
        await opened.value.close()
      }
    } catch (error) {
      if (!(error instanceof DuckdbFailure)) throw error
      judgeProblems([{ code: error.fault, pointer: '', message: error.message, help: error.help }])
      return { outcome: 'refused', answer: error.message }
    }
  },
}
