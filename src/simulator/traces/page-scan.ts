import { maxTextLength } from '../../authoring/trace-schema.js'
import { hourMs, type Instant, minuteMs, secondMs } from '../../model/index.js'
import { hashEnd, hashNext, hashStart, type TextAt, type TextSource } from './text-at.js'

const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
const comma = 0x2c
const open = 0x7b
const close = 0x7d
const space = 0x20
const zero = 0x30
const nine = 0x39
const newline = 0x0a
const carriageReturn = 0x0d

/** What a text may hold as it is: printable ASCII but the quote and the backslash. */
const isPlain = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= space && byte < 0x7f && byte !== quote && byte !== backslash),
)

/** What the keys of a page load are called in the trace. */
export interface PageKeys {
  readonly type: string | null
  readonly at: string
  readonly profileId: string
  readonly href: string
  readonly eventId: string
}

/** What a key stands for, a bit each: a line must have the first three, and none of them twice. */
const slot = { at: 1, profileId: 2, href: 4, eventId: 8, type: 16, peek: 32, none: 0 } as const
const required = slot.at | slot.profileId | slot.href

/** A line's bytes with its values left out: what stands before each, which one it is, and what stands after the last. */
interface Shape {
  readonly literals: readonly Literal[]
  readonly kinds: readonly number[]
  readonly tail: Literal
  readonly atLength: number
  readonly hasEventId: boolean
}

/** Bytes that are compared four at a time: whole words, then what is left over. */
interface Literal {
  readonly length: number
  readonly words: Int32Array
  readonly rest: Uint8Array
}

/**
 * Reads the common shape of a page load straight from the bytes: a flat JSON object of plain ASCII text, an instant
 * in UTC. Whatever is not just so is left to `JSON.parse`: `scan` answers `false`, and nothing it found counts.
 * A law holds the two readings together (test/simulator/page-scan.test.ts).
 */
export class PageScan implements TextSource {
  bytes: Uint8Array = new Uint8Array(0)
  words = new DataView(this.bytes.buffer)
  at: Instant = 0
  readonly profileId: TextAt = { start: 0, end: 0, hash: 0 }
  readonly href: TextAt = { start: 0, end: 0, hash: 0 }
  /** Where there is one. */
  readonly eventId: TextAt = { start: 0, end: 0, hash: 0 }
  hasEventId = false
  readonly #names: readonly Uint8Array[]
  readonly #slots: readonly number[]
  /** Of the last line that was read key by key. Nearly all lines of a trace have one shape. */
  #shape: Shape | null = null
  /** The hash of the last text. */
  #hash = 0
  /** The date that the last instant had, as it is written, and its day's start. */
  readonly #date = Int32Array.of(0, 0, 1 << 16) // no bytes are that
  #dayAt = 0

  constructor(keys: PageKeys) {
    const encoder = new TextEncoder()
    const named = Object.entries({ ...keys, peek: 'peek' }).filter(([, name]) => name !== null)
    this.#names = named.map(([, name]) => encoder.encode(name as string))
    this.#slots = named.map(([key]) => slot[key as keyof typeof slot])
  }

  /** Whether `bytes[start, end)` is a page load of the common shape. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    this.#look(bytes)
    return this.#scanAsBefore(bytes, start, end) === end || this.#scanKeys(bytes, start, end)
  }

  /**
   * Reads a line that has the very shape of the one before it, without looking for its end first.
   *
   * @param limit what is there and beyond is not to be looked at
   * @returns where its newline is; −1 says nothing about the line
   */
  scanLine(bytes: Uint8Array, start: number, limit: number): number {
    this.#look(bytes)
    let k = this.#scanAsBefore(bytes, start, limit)
    if (k < 0) return -1
    if (bytes[k] === carriageReturn) k += 1
    return k < limit && bytes[k] === newline ? k : -1
  }

  #look(bytes: Uint8Array): void {
    if (bytes === this.bytes) return
    this.bytes = bytes
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Where the line ends that has the very shape of the one before it; −1 says nothing about the line. */
  #scanAsBefore(bytes: Uint8Array, start: number, end: number): number {
    const shape = this.#shape
    if (shape === null) return -1
    const { literals, kinds, tail, atLength, hasEventId } = shape
    let k = start
    for (let part = 0; part < literals.length; part++) {
      const literal = literals[part] as Literal
      if (!this.#is(literal, k, end)) return -1
      k += literal.length
      const kind = kinds[part] as number
      if (kind === slot.at) {
        if (!this.#instant(bytes, k, atLength, end)) return -1
        k += atLength
        continue
      }
      const valueStart = k
      k = kind === slot.none ? this.#plainEnd(bytes, k, end) : this.#textEnd(bytes, k, end)
      if (k < 0) return -1
      if (kind === slot.none) continue
      const text = kind === slot.profileId ? this.profileId : kind === slot.href ? this.href : this.eventId
      text.start = valueStart
      text.end = k
      text.hash = this.#hash
      if (k - valueStart > maxTextLength || (k === valueStart && kind !== slot.href)) return -1
    }
    this.hasEventId = hasEventId
    return this.#is(tail, k, end) ? k + tail.length : -1
  }

  #is({ length, words, rest }: Literal, at: number, end: number): boolean {
    if (at + length > end) return false
    let k = at
    for (let one = 0; one < words.length; one++, k += 4) if (this.words.getInt32(k, true) !== words[one]) return false
    for (let one = 0; one < rest.length; one++, k++) if (this.bytes[k] !== rest[one]) return false
    return true
  }

  /** Where the plain text that begins at `start` has its closing quote; −1 if it is not plain. */
  #plainEnd(bytes: Uint8Array, start: number, end: number): number {
    let k = start
    while (k + 4 <= end && isPlainWord(this.words.getInt32(k, true))) k += 4
    while (k < end && isPlain[bytes[k] as number] === 1) k += 1
    return k < end && bytes[k] === quote ? k : -1
  }

  /** The same, and hashes the text on the way, four bytes at a time, so that it need not be gone through again. */
  #textEnd(bytes: Uint8Array, start: number, end: number): number {
    let hash = hashStart
    let k = start
    for (; k + 4 <= end; k += 4) {
      const word = this.words.getInt32(k, true)
      if (!isPlainWord(word)) break
      hash = hashNext(hash, word)
    }
    for (let byte = bytes[k] as number; k < end && isPlain[byte] === 1; byte = bytes[++k] as number) {
      hash = hashNext(hash, byte)
    }
    this.#hash = hashEnd(hash)
    return k < end && bytes[k] === quote ? k : -1
  }

  #scanKeys(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes[start] !== open) return false
    let found = 0
    let shapeEnd = start
    let atLength = 0
    const literals: Literal[] = []
    const kinds: number[] = []
    let k = start + 1
    for (;;) {
      if (bytes[k] === space) k = skipSpace(bytes, k)
      const keyStart = k + 1
      const keyEnd = bytes[k] === quote ? this.#textEnd(bytes, keyStart, end) : -1
      if (keyEnd < 0) return false
      const kind = this.#slotOf(bytes, keyStart, keyEnd)
      k = keyEnd + 1
      if (bytes[k] === space) k = skipSpace(bytes, k)
      if (bytes[k] !== colon) return false
      k += 1
      if (bytes[k] === space) k = skipSpace(bytes, k)
      if (bytes[k] === quote) {
        const valueStart = k + 1
        k = this.#textEnd(bytes, valueStart, end)
        if (k < 0) return false
        if (kind !== slot.none) {
          const text = { start: valueStart, end: k, hash: this.#hash }
          if ((found & kind) !== 0 || !this.#keep(kind, bytes, text)) return false
          found |= kind
        }
        if (kind !== slot.type) {
          literals.push(literalOf(bytes.subarray(shapeEnd, valueStart)))
          kinds.push(kind)
          shapeEnd = k
          if (kind === slot.at) atLength = k - valueStart
        }
        k += 1
      } else {
        // Only what the engine passes over may be something other than text.
        k = kind === slot.none ? plainEnd(bytes, k) : -1
        if (k < 0) return false
      }
      if (bytes[k] === space) k = skipSpace(bytes, k)
      if (bytes[k] === comma) {
        k += 1
        continue
      }
      // Behind the end there may be spaces, too: those of a line that was there before.
      const isWhole = bytes[k] === close && k < end && skipSpace(bytes, k + 1) >= end
      if (!isWhole || (found & required) !== required) return false
      this.hasEventId = (found & slot.eventId) !== 0
      const tail = literalOf(bytes.subarray(shapeEnd, end))
      this.#shape = { literals, kinds, tail, atLength, hasEventId: this.hasEventId }
      return true
    }
  }

  #slotOf(bytes: Uint8Array, start: number, end: number): number {
    for (let one = 0; one < this.#names.length; one++) {
      const name = this.#names[one] as Uint8Array
      if (name.length !== end - start) continue
      let k = 0
      while (k < name.length && name[k] === bytes[start + k]) k++
      if (k === name.length) return this.#slots[one] as number
    }
    return slot.none
  }

  /** Takes a value in. @returns whether it is plain */
  #keep(kind: number, bytes: Uint8Array, text: TextAt): boolean {
    const length = text.end - text.start
    if (length > maxTextLength) return false
    switch (kind) {
      case slot.at:
        return this.#instant(bytes, text.start, length, text.end)
      case slot.profileId:
        copy(text, this.profileId)
        return length > 0
      case slot.href:
        copy(text, this.href)
        return true
      case slot.eventId:
        copy(text, this.eventId)
        return length > 0
      case slot.type:
        return length === 4 && isPage(bytes, text.start)
      default:
        return false
    }
  }

  /** `YYYY-MM-DDTHH:MM:SSZ`, with three decimals or none. */
  #instant(bytes: Uint8Array, start: number, length: number, end: number): boolean {
    if ((length !== 20 && length !== 24) || start + length > end) return false
    if (bytes[start + length - 1] !== 0x5a || bytes[start + 10] !== 0x54) return false
    if (bytes[start + 13] !== colon || bytes[start + 16] !== colon) return false
    if (length === 24 && bytes[start + 19] !== 0x2e) return false
    if (!this.#day(bytes, start)) return false
    const hours = digits(bytes, start + 11, 2)
    const minutes = digits(bytes, start + 14, 2)
    const seconds = digits(bytes, start + 17, 2)
    const millis = length === 24 ? digits(bytes, start + 20, 3) : 0
    if (hours < 0 || minutes < 0 || seconds < 0 || millis < 0) return false
    if (hours > 23 || minutes > 59 || seconds > 59) return false
    this.at = this.#dayAt + hours * hourMs + minutes * minuteMs + seconds * secondMs + millis
    return true
  }

  /** `YYYY-MM-DD`; mostly it is the day of the line before. */
  #day(bytes: Uint8Array, start: number): boolean {
    const words = this.words
    const [first, second, third] = [words.getInt32(start), words.getInt32(start + 4), words.getInt16(start + 8)]
    const date = this.#date
    if (date[0] === first && date[1] === second && date[2] === third) return true
    if (bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return false
    const year = digits(bytes, start, 4)
    const month = digits(bytes, start + 5, 2)
    const day = digits(bytes, start + 8, 2)
    // `Date.UTC` takes the years 0 to 99 for those of the last century.
    if (year < 100 || month < 1 || month > 12 || day < 1) return false
    if (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return false
    date[0] = first
    date[1] = second
    date[2] = third
    this.#dayAt = Date.UTC(year, month - 1, day)
    return true
  }
}

/** Whether each of four bytes is printable ASCII but the quote and the backslash. */
function isPlainWord(word: number): boolean {
  const quotes = word ^ 0x22222222
  const backslashes = word ^ 0x5c5c5c5c
  // Each part sets the highest bit of a byte that it looks for: 0x7f and above, below the space, the two themselves.
  const found =
    word |
    (word + 0x01010101) |
    ((word - 0x20202020) & ~word) |
    ((quotes - 0x01010101) & ~quotes) |
    ((backslashes - 0x01010101) & ~backslashes)
  return (found & 0x80808080) === 0
}

function literalOf(bytes: Uint8Array): Literal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const words = Int32Array.from({ length: bytes.length >>> 2 }, (_, word) => view.getInt32(4 * word, true))
  return { length: bytes.length, words, rest: Uint8Array.from(bytes.subarray(4 * words.length)) }
}

function copy(from: TextAt, to: TextAt): void {
  to.start = from.start
  to.end = from.end
  to.hash = from.hash
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let k = from
  while (bytes[k] === space) k++
  return k
}

/** The end of a `null` or of a plain whole number; −1 if it is neither. */
function plainEnd(bytes: Uint8Array, from: number): number {
  if (bytes[from] === 0x6e && bytes[from + 1] === 0x75 && bytes[from + 2] === 0x6c && bytes[from + 3] === 0x6c) {
    return from + 4
  }
  let k = from
  while ((bytes[k] as number) >= zero && (bytes[k] as number) <= nine) k++
  const count = k - from
  return count > 0 && count < 16 && (bytes[from] !== zero || count === 1) ? k : -1
}

const isPage = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x70 && bytes[at + 1] === 0x61 && bytes[at + 2] === 0x67 && bytes[at + 3] === 0x65

/** A number of so many digits; −1 where one is none. */
function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0
  for (let k = start; k < start + count; k++) {
    const digit = (bytes[k] as number) - zero
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}
