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

  /** @param manner `naive` for servers that take no care */
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
    // As many that remember profiles as such that do not.
    const remembered = this.urls.indexOf(url) % 2 === 0 ? '0' : '200'
    const path = fileURLToPath(new URL('server.js', import.meta.url))
    const child = spawn(process.execPath, [path, this.#database, new URL(url).port, remembered, this.#manner], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    this.#running.set(url, child)
    child.on('exit', (code) => {
      if (this.#isOver) return
      if (code !== null) throw new Error(`a server ended by itself with ${code}`)
      this.#spawn(url)
    })
  }
}
