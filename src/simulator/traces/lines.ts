import { Buffer } from 'node:buffer'

const newline = 0x0a
const carriageReturn = 0x0d

/** A line longer than this is no event: it is passed over and reported, so that memory stays bounded. */
const maxLineBytes = 1 << 24

const leastBytes = 1 << 20

export interface LineVisitor {
  /** One line without its end, `bytes[start, end)`, numbered from 1; empty lines are counted but not visited. */
  line(bytes: Uint8Array, start: number, end: number, number: number): void
  /**
   * Takes a line whose end nobody has looked for yet; what is at `limit` and beyond is not there.
   *
   * @returns where its newline is; −1 leaves the line to `line`
   */
  quick?(bytes: Uint8Array, start: number, limit: number, number: number): number
  /** A line beyond `maxLineBytes`. */
  overlong(number: number): void
  /** After each chunk. `false` stops the reading. */
  pause?(): Promise<boolean> | boolean
}

/**
 * Cuts a stream of bytes into lines.
 *
 * @returns how many lines there were
 */
export async function visitLines(chunks: AsyncIterable<Uint8Array>, visitor: LineVisitor): Promise<number> {
  const lines = new Lines(visitor)
  for await (const chunk of chunks) {
    lines.add(chunk)
    if ((await visitor.pause?.()) === false) return lines.count
  }
  lines.end()
  return lines.count
}

class Lines {
  readonly #visitor: LineVisitor
  count = 0
  /** Always a Buffer, one for all chunks: its search is the fast one, and what reads the bytes sees one kind of array. */
  #bytes = Buffer.allocUnsafeSlow(leastBytes)
  /** The line that has not ended yet is at the beginning. */
  #rest = 0
  #isOverlong = false

  constructor(visitor: LineVisitor) {
    this.#visitor = visitor
  }

  add(chunk: Uint8Array): void {
    const limit = this.#rest + chunk.length
    this.#makeRoom(limit)
    this.#bytes.set(chunk, this.#rest)
    const bytes = this.#bytes.subarray(0, limit)
    const start = this.#rest === 0 && !this.#isOverlong ? 0 : this.#takeFirst(bytes)
    this.#keep(start < 0 ? 0 : this.#takeWhole(bytes, start), limit)
  }

  end(): void {
    if (this.#rest > 0 || this.#isOverlong) this.#take(this.#bytes, 0, this.#rest)
  }

  /** The line that began before: all but what was added is known to have no end. @returns where the next one starts */
  #takeFirst(bytes: Buffer): number {
    const end = bytes.indexOf(newline, this.#rest)
    if (end < 0) return -1
    this.#take(bytes, 0, end)
    return end + 1
  }

  /** @returns where the line starts that has no end yet */
  #takeWhole(bytes: Buffer, from: number): number {
    const visitor = this.#visitor
    const limit = bytes.length
    let start = from
    while (start < limit) {
      let end = visitor.quick?.(bytes, start, limit, this.count + 1) ?? -1
      if (end >= 0) {
        this.count += 1
      } else {
        end = bytes.indexOf(newline, start)
        if (end < 0) return start
        this.#take(bytes, start, end)
      }
      start = end + 1
    }
    return start
  }

  #keep(start: number, limit: number): void {
    this.#bytes.copyWithin(0, start, limit)
    this.#rest = limit - start
    if (this.#rest <= maxLineBytes) return
    this.#isOverlong = true
    this.#rest = 0
  }

  #take(bytes: Uint8Array, start: number, end: number): void {
    this.count += 1
    const from = this.count === 1 && startsWithMark(bytes, start) ? start + 3 : start
    const to = end > from && bytes[end - 1] === carriageReturn ? end - 1 : end
    if (this.#isOverlong) this.#visitor.overlong(this.count)
    else if (to > from) this.#visitor.line(bytes, from, to, this.count)
    this.#isOverlong = false
  }

  #makeRoom(size: number): void {
    if (size <= this.#bytes.length) return
    const more = Buffer.allocUnsafeSlow(2 * size)
    this.#bytes.copy(more, 0, 0, this.#rest)
    this.#bytes = more
  }
}

const startsWithMark = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf
