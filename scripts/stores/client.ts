import type { Random } from './random.js'

export interface Call {
  readonly path: string
  readonly body: Readonly<Record<string, string>>
}

/** A client that does not give up: it asks one server after another until one answers. */
export class Client {
  retries = 0
  readonly statuses: Record<string, number> = {}
  readonly #urls: readonly string[]
  readonly #random: Random

  constructor(urls: readonly string[], random: Random) {
    this.#urls = urls
    this.#random = random
  }

  /** @returns what it was answered with success, or `null` where the request was refused for good */
  async ask({ path, body }: Call): Promise<unknown> {
    const until = Date.now() + 120_000
    for (let attempt = 0; Date.now() < until; attempt++) {
      const url = this.#urls[this.#random.below(this.#urls.length)] as string
      const [status, answer] = await post(url + path, body)
      this.statuses[status] = (this.statuses[status] ?? 0) + 1
      if (status === 200 || status === 201) return answer
      if (status === 500) throw new Error(`${path} was answered with 500`)
      if (status > 0 && status < 500 && status !== 429) return null
      this.retries += 1
      await new Promise((resolve) => setTimeout(resolve, 20 + this.#random.below(20 * 2 ** Math.min(attempt, 4))))
    }
    throw new Error(`${path} was not answered for two minutes`)
  }
}

/** Status 0 is a connection that broke, or was refused. */
async function post(url: string, body: unknown): Promise<readonly [number, unknown]> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    return [response.status, await response.json()]
  } catch {
    return [0, null]
  }
}
