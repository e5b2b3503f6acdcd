import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

/**
 * A file that lines are added to, by this process and others. They are gathered and written in one piece as soon as
 * nothing else is under way; a process that is killed loses what came since.
 *
 * Whoever opens it may read and write it, nobody else.
 */
export class LineFile {
  readonly isNew: boolean
  readonly #file: number
  readonly #onFailure: (error: unknown) => void
  #lines: string[] = []
  #hasFailed = false

  /** @throws what the system says where it cannot be opened */
  constructor(path: string, onFailure: (error: unknown) => void) {
    this.#file = openSync(path, 'a+', 0o600)
    this.#onFailure = onFailure
    const { size } = fstatSync(this.#file)
    this.isNew = size === 0
    // What was cut off by a crash stays a line of its own.
    if (!this.isNew && !this.#endsALine(size)) this.write('')
  }

  write(line: string): void {
    if (this.#hasFailed) return
    if (this.#lines.length === 0) setImmediate(() => this.#flush())
    this.#lines.push(line)
  }

  close(): void {
    this.#flush()
    closeSync(this.#file)
  }

  /** A disk that is full ends the log, not what is logged. */
  #flush(): void {
    if (this.#lines.length === 0) return
    let rest = Buffer.from(`${this.#lines.join('\n')}\n`)
    this.#lines = []
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(this.#file, rest))
    } catch (error) {
      this.#hasFailed = true
      this.#onFailure(error)
    }
  }

  #endsALine(size: number): boolean {
    const last = Buffer.alloc(1)
    readSync(this.#file, last, 0, 1, size - 1)
    return last[0] === 0x0a
  }
}
