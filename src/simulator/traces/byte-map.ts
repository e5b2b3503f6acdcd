import type { TextAt, TextSource } from './text-at.js'
import { Utf8Text } from './utf8-text.js'

const decoder = new TextDecoder()

/**
 * Numbers texts as they are met, from 0 on, straight from the bytes: one that repeats is neither decoded nor made a
 * string again. Grows by doubling; with `most` above 0 it begins anew when there are as many.
 */
export class ByteMap {
  /** The texts by their number. */
  readonly texts: string[] = []
  readonly #most: number
  /** Open addressing, two words for each slot: the text's hash, and its number plus one (0 where the slot is free). */
  #slots: Int32Array = new Int32Array(2 * leastSlots)
  /** The texts' bytes one after another, and where each one ends. */
  #bytes: Uint8Array = new Uint8Array(leastBytes)
  #words = new DataView(this.#bytes.buffer)
  #ends: Int32Array = new Int32Array(leastSlots)
  /** The last text that came as a string. */
  readonly #utf8 = new Utf8Text()

  constructor(most: number) {
    this.#most = most
  }

  numberOf(source: TextSource, text: TextAt): number {
    return this.#find(source, text, null)
  }

  /** The same of a string. */
  numberOfText(text: string): number {
    this.#utf8.write(text)
    return this.#find(this.#utf8, this.#utf8.at, text)
  }

  #find(source: TextSource, text: TextAt, written: string | null): number {
    const slots = this.#slots
    const { hash } = text
    const mask = (slots.length >>> 1) - 1
    let slot = hash & mask
    for (;;) {
      const number = (slots[2 * slot + 1] as number) - 1
      if (number < 0) return this.#add(source.bytes, text, written)
      if (slots[2 * slot] === hash && this.#is(number, source, text)) return number
      slot = (slot + 1) & mask
    }
  }

  #is(number: number, { bytes, words }: TextSource, { start, end }: TextAt): boolean {
    let k = number === 0 ? 0 : (this.#ends[number - 1] as number)
    if ((this.#ends[number] as number) - k !== end - start) return false
    let at = start
    for (; at + 4 <= end; at += 4, k += 4) if (this.#words.getInt32(k) !== words.getInt32(at)) return false
    for (; at < end; at++, k++) if (this.#bytes[k] !== bytes[at]) return false
    return true
  }

  #add(bytes: Uint8Array, { start, end, hash }: TextAt, written: string | null): number {
    if (this.#most > 0 && this.texts.length >= this.#most) this.#clear()
    const number = this.texts.length
    if (4 * number >= this.#slots.length) this.#growSlots()
    const from = number === 0 ? 0 : (this.#ends[number - 1] as number)
    const to = from + end - start
    if (number >= this.#ends.length) this.#ends = grown(this.#ends, number)
    if (to > this.#bytes.length) this.#growBytes(to)
    this.#bytes.set(bytes.subarray(start, end), from)
    this.#ends[number] = to
    this.texts.push(written ?? decoder.decode(bytes.subarray(start, end)))
    put(this.#slots, hash, number)
    return number
  }

  #clear(): void {
    this.texts.length = 0
    this.#slots = new Int32Array(2 * leastSlots)
  }

  #growBytes(size: number): void {
    const bytes = new Uint8Array(2 * size)
    bytes.set(this.#bytes)
    this.#bytes = bytes
    this.#words = new DataView(bytes.buffer)
  }

  #growSlots(): void {
    const slots = new Int32Array(2 * this.#slots.length)
    for (let k = 0; k < this.#slots.length; k += 2) {
      const number = (this.#slots[k + 1] as number) - 1
      if (number >= 0) put(slots, this.#slots[k] as number, number)
    }
    this.#slots = slots
  }
}

const leastSlots = 1_024
const leastBytes = 1 << 16

function put(slots: Int32Array, hash: number, number: number): void {
  const mask = (slots.length >>> 1) - 1
  let slot = hash & mask
  while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask
  slots[2 * slot] = hash
  slots[2 * slot + 1] = number + 1
}

function grown(ends: Int32Array, size: number): Int32Array {
  const more = new Int32Array(2 * size)
  more.set(ends)
  return more
}
