import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { freePort } from './cluster.js'

/** Several server processes on one database, each of which may be killed and comes again. */
export class Servers {
  readonly urls: readonly string[]
  kills = 0
  readonly #database: string
  readonly #manner: string
  readonly #running = new Map<string, ChildProcess>()
  #isOver = false

  private constructor(database: string, urls: readonly string[], manner: string) {
    this.#database = database
    this.#manner = manner
    this.urls = urls
  }

  /** @param manner `serve` for `oncue serve` itself, `naive` for servers that take no care */
  static async start(database: string, size: number, manner: string): Promise<Servers> {
    const urls: string[] = []
    for (let k = 0; k < size; k++) urls.push(`http://127.0.0.1:${await freePort()}`)
    const servers = new Servers(database, urls, manner)
    for (const url of urls) servers.#spawn(url)
    return servers
  }

  /** `kill -9`: whatever it was doing, it does not end it. Another starts at once. */
  kill(url: string): void {
    this.kills += 1
    this.#running.get(url)?.kill('SIGKILL')
  }

  stop(): void {
    this.#isOver = true
    for (const child of this.#running.values()) child.kill('SIGKILL')
  }

  #spawn(url: string): void {
    const [path, ...args] = this.#command(url)
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=512', fileURLToPath(new URL(path, import.meta.url)), ...args],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    this.#running.set(url, child)
    child.on('exit', (code) => {
      if (this.#isOver) return
      // One that finds no database says so and ends; whoever watches over it starts it again.
      const hasNoDatabase = this.#manner === 'serve' && code === 1
      if (code !== null && !hasNoDatabase) throw new Error(`a server ended by itself with ${code}`)
      setTimeout(() => this.#isOver || this.#spawn(url), hasNoDatabase ? 200 : 0)
    })
  }

  #command(url: string): readonly [path: string, ...args: string[]] {
    const { port } = new URL(url)
    if (this.#manner === 'serve') {
      return ['oncue.js', 'serve', '--postgres', this.#database, '--port', port, '--log-level', 'silent']
    }
    // As many that remember profiles as such that do not.
    const remembered = this.urls.indexOf(url) % 2 === 0 ? '0' : '200'
    return ['server.js', this.#database, port, remembered, this.#manner]
  }
}
