import { closeSync, openSync, writeSync } from 'node:fs'

const atOnce = 1 << 20

/** A file that is written line by line, and never held as a whole. */
export class TextFile {
  readonly #file: number
  #text = ''
  lines = 0
  bytes = 0

  constructor(path: string) {
    this.#file = openSync(path, 'w')
  }

  line(text: string): void {
    this.#text += `${text}\n`
    this.lines += 1
    if (this.#text.length >= atOnce) this.#flush()
  }

  close(): void {
    this.#flush()
    closeSync(this.#file)
  }

  #flush(): void {
    this.bytes += writeSync(this.#file, this.#text)
    this.#text = ''
  }
}
