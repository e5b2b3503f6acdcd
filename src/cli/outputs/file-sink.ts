import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { cannotRun, systemFailure } from '../failure.js'
import type { DecisionSink } from './decision-sink.js'

const bufferLength = 1 << 16

/** A file that has its name only once it is complete, so that none that looks complete is ever left half-written. */
export class FileSink implements DecisionSink {
  readonly canRestart = true
  readonly #path: string
  readonly #partialPath: string
  readonly #file: number
  #buffer = ''
  #isOpen = true

  constructor(path: string) {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found?.isDirectory()) throw cannotRun(`a folder, not a file: ${path}`)
    // Renaming onto a link would replace the link.
    this.#path = found === undefined ? path : realpathSync(path)
    this.#partialPath = `${this.#path}.${process.pid}.partial`
    try {
      rmSync(this.#partialPath, { force: true })
      this.#file = openSync(this.#partialPath, 'ax')
    } catch (error) {
      throw systemFailure(error, path) ?? error
    }
  }

  write(line: string): void {
    this.#buffer += line
    if (this.#buffer.length >= bufferLength) this.#empty()
  }

  flush(): void {} // its own buffer is enough

  restart(): void {
    this.#buffer = ''
    ftruncateSync(this.#file)
  }

  commit(): void {
    this.#empty()
    fsyncSync(this.#file)
    this.#close()
    renameSync(this.#partialPath, this.#path)
  }

  abandon(): void {
    this.#close()
    rmSync(this.#partialPath, { force: true })
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#file)
    this.#isOpen = false
  }

  #empty(): void {
    const bytes = Buffer.from(this.#buffer)
    this.#buffer = ''
    try {
      for (let start = 0; start < bytes.length; ) start += writeSync(this.#file, bytes, start)
    } catch (error) {
      throw systemFailure(error, this.#path) ?? error
    }
  }
}
