import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export interface Ended {
  /** 128 and the signal's number where a signal ended it, as a shell says it. */
  readonly code: number
  readonly out: string
  readonly err: string
}

const loader = fileURLToPath(new URL('../../node_modules/tsx/dist/loader.mjs', import.meta.url))
const node = [process.execPath, '--import', loader, main]

/** The command in a process of its own. */
export const inProcess = (argv: readonly string[]) =>
  spawn(process.execPath, ['--import', loader, main, ...argv], { stdio: ['pipe', 'pipe', 'ignore'] })

/** The command in a shell, as `oncue` there: with limits, pipes and devices. */
export function inShell(script: string, cwd: string): Promise<Ended> {
  const command = `oncue() { ${node.map((word) => JSON.stringify(word)).join(' ')} "$@"; }`
  const child = spawn('bash', ['-c', `${command}\n${script}`], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, out, err })))
}

/** What a user must never be shown for something that is no bug. */
export const stackTrace = /\n\s+at .+:\d+|node:internal|TypeError|RangeError|\[object /
