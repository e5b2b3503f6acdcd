import {
  closeSync,
  existsSync,
  fstatSync,
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

/** Where decisions are while their file is not complete, for another run to go on from. */
export const keptPathOf = (path: string): string => `${realPathOf(path)}.partial`

/** Renaming onto a link would replace the link. */
const realPathOf = (path: string): string => (existsSync(path) ? realpathSync(path) : path)

/** A file that has its name only once it is complete, so that none that looks complete is ever left half-written. */
export class FileSink implements DecisionSink {
  readonly canRestart = true
  readonly #path: string
  readonly #partialPath: string
  readonly #file: number
  readonly #isKept: boolean
  #buffer = ''
  #isOpen = true

  /** @param isKept keeps what was written when the run is broken off, for another one to go on from */
  constructor(path: string, isKept = false) {
    this.#isKept = isKept
    const found = statSync(path, { throwIfNoEntry: false })
    if (found?.isDirectory()) throw cannotRun(`a folder, not a file: ${path}`)
    this.#path = realPathOf(path)
    this.#partialPath = isKept ? keptPathOf(path) : `${this.#path}.${process.pid}.partial`
    try {
      if (!isKept) rmSync(this.#partialPath, { force: true })
      this.#file = openSync(this.#partialPath, isKept ? 'a' : 'ax')
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
    this.rewind(0)
  }

  /** How many bytes were written, all of them down on the disk. */
  get written(): number {
    this.#empty()
    fsyncSync(this.#file)
    return fstatSync(this.#file).size
  }

  /** Takes back what was written beyond so many bytes. */
  rewind(bytes: number): void {
    this.#buffer = ''
    const { size } = fstatSync(this.#file)
    if (size < bytes) {
      throw cannotRun(`${this.#partialPath} has lost decisions that the checkpoint counts on: begin without --resume`)
    }
    ftruncateSync(this.#file, bytes)
  }

  commit(): void {
    this.#empty()
    fsyncSync(this.#file)
    this.#close()
    renameSync(this.#partialPath, this.#path)
  }

  abandon(): void {
    this.#close()
    if (!this.#isKept) rmSync(this.#partialPath, { force: true })
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
