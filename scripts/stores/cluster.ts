import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** A Postgres server of one's own: its files are in a folder that goes with it. */
export interface Cluster {
  readonly url: string
  readonly version: string
  readonly start: () => void
  /** `fast` ends connections and writes everything down; `immediate` is what a power cut leaves. */
  readonly stop: (mode: 'fast' | 'immediate') => void
  readonly remove: () => void
}

const home = '/usr/lib/postgresql'

/** Where Postgres's own commands are, of the newest version that is installed; `null` where there is none. */
function commands(): string | null {
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(home, version, 'bin')).find((path) => existsSync(join(path, 'initdb')))
  return found ?? null
}

/** Makes and starts a cluster on a free port; `null` where Postgres is not installed. */
export async function startCluster(): Promise<Cluster | null> {
  const bin = commands()
  if (bin === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'oncue-postgres-'))
  const data = join(folder, 'data')
  // Postgres does not run as root; Debian's package brings a user for it.
  const isRoot = userInfo().uid === 0
  if (isRoot) execFileSync('chown', ['postgres', folder])
  else chmodSync(folder, 0o700)
  const run = (command: string, ...args: readonly string[]): void => {
    const whole = [join(bin, command), ...args]
    const [first = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...whole] : whole
    // What it starts lives on and would hold a pipe open.
    const { status, error } = spawnSync(first, rest, { cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] })
    if (status !== 0) throw error ?? new Error(`${command} ended with ${status}; its log is in ${folder}`)
  }
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C')
  const port = await freePort()
  const settings = [`port = ${port}`, "listen_addresses = '127.0.0.1'", `unix_socket_directories = '${folder}'`]
  appendFileSync(join(data, 'postgresql.conf'), `${settings.join('\n')}\n`)
  const start = (): void => run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-t', '60', '-s', 'start')
  const stop = (mode: string): void => run('pg_ctl', '-D', data, '-m', mode, '-w', '-t', '60', '-s', 'stop')
  start()
  // However this process ends, its cluster ends with it; a signal alone would not ask.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const remove = (): void => {
    if (existsSync(join(data, 'postmaster.pid'))) stop('immediate')
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', remove)
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    version: execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
    start,
    stop,
    remove,
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
