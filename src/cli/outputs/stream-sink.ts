import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { print } from '../io.js'
import type { DecisionSink } from './decision-sink.js'

/** A stream, where nothing can be taken back. */
export class StreamSink implements DecisionSink {
  readonly canRestart = false
  readonly #stream: Writable
  readonly #name: string
  #lines: string[] = []

  constructor(stream: Writable, name: string) {
    this.#stream = stream
    this.#name = name
  }

  /** A named pipe or a device. */
  static to(path: string): StreamSink {
    const stream = createWriteStream(path)
    stream.on('error', () => {}) // heard of where it is written
    return new StreamSink(stream, path)
  }

  write(line: string): void {
    this.#lines.push(line)
  }

  async flush(): Promise<void> {
    const text = this.#lines.join('')
    this.#lines = []
    await print(this.#stream, text, this.#name)
  }

  restart(): void {
    throw new Error('what is on a stream cannot be taken back')
  }

  commit(): Promise<void> {
    return this.flush()
  }

  abandon(): void {
    this.#lines = []
  }
}
