import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CheckpointRefused } from 'oncue/simulator'
import { readCheckpoint, writeCheckpoint } from '../../../src/simulator/checkpoint/checkpoint-file.js'
import { spoilBytes } from '../spell.js'
import type { Kind } from './kind.js'

const folder = mkdtempSync(join(tmpdir(), 'oncue-hostile-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const header = {
  digests: { of: { catalog: 'x' }, files: [] },
  isSurveyed: false,
  events: 3,
  decided: 9,
} as const
writeCheckpoint(folder, header, [{ rows: [1, 2, 3], tally: new Map([['a', 1]]) }, ['u1', 'u2']])
const path = join(folder, 'checkpoint')
const sound = readFileSync(path)

/** A checkpoint whose bytes are not what was written: it must be refused, whatever part it is. */
export const checkpoint: Kind = {
  name: 'checkpoint',
  weight: 0.5,
  draw: (draw) => (draw.chance(0.05) ? Uint8Array.from(sound) : spoilBytes(sound, draw)),
  run(bytes: Uint8Array) {
    writeFileSync(path, bytes)
    try {
      const found = readCheckpoint(folder)
      const parts = found === null ? [] : [found.header, ...found.parts]
      return { outcome: 'accepted', answer: JSON.stringify(parts) }
    } catch (error) {
      if (!(error instanceof CheckpointRefused)) throw error
      return { outcome: 'refused', answer: error.message }
    }
  },
}
