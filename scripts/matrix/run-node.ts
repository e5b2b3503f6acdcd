import { spawn } from 'node:child_process'
import type { NodeCell } from './factors.js'
import { nodeBinary } from './runtimes.js'

export interface Ended {
  /** `null` where it was killed. */
  readonly code: number | null
  readonly out: Buffer
  readonly err: string
}

/** One process in a cell's surroundings, and nothing of this one's but where programs are. */
export async function runNode(
  { runtime, zone, locale }: Pick<NodeCell, 'runtime' | 'zone' | 'locale'>,
  args: readonly string[],
): Promise<Ended> {
  const env = { PATH: process.env.PATH ?? '', TZ: zone, ...locale.env }
  const child = spawn(nodeBinary(runtime), args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const out: Buffer[] = []
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { code, out: Buffer.concat(out), err }
}
