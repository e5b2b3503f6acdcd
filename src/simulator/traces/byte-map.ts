import type { TextAt } from './page-scan.js'

const decoder = new TextDecoder()

/** A text that was met before, with what is kept of it. */
export interface ByteEntry<T> {
  readonly text: string
  readonly hash: number
  value: T | undefined
}

/**
 * A map from ASCII bytes to one entry each, so that a text that repeats is neither decoded nor hashed as a string
 * again. Grows by doubling; `limit` entries at most, then it starts anew (0 is no limit).
 */
export class ByteMap<T> {
  readonly #limit: number
  #slots: (ByteEntry<T> | null)[] = emptySlots(1_024)
  /** The entries' hashes beside them: a slot that holds another text is passed over without looking at it. */
  #hashes = new Int32Array(1_024)
  #size = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  entry(bytes: Uint8Array, { start, end, hash }: TextAt): ByteEntry<T> {
    const mask = this.#slots.length - 1
    let slot = mix(hash) & mask
    for (let entry = this.#slots[slot]; entry != null; entry = this.#slots[slot]) {
      if (this.#hashes[slot] === hash && matches(entry.text, bytes, start, end)) return entry
      slot = (slot + 1) & mask
    }
    const entry = { text: decoder.decode(bytes.subarray(start, end)), hash, value: undefined }
    this.#slots[slot] = entry
    this.#hashes[slot] = hash
    this.#size += 1
    if (this.#limit > 0 && this.#size > this.#limit) this.#resize(1_024, [])
    else if (this.#size * 2 > this.#slots.length) this.#resize(this.#slots.length * 2, this.#slots)
    return entry
  }

  #resize(length: number, entries: readonly (ByteEntry<T> | null)[]): void {
    this.#slots = emptySlots(length)
    this.#hashes = new Int32Array(length)
    this.#size = 0
    for (const entry of entries) {
      if (entry === null) continue
      let slot = mix(entry.hash) & (length - 1)
      while (this.#slots[slot] !== null) slot = (slot + 1) & (length - 1)
      this.#slots[slot] = entry
      this.#hashes[slot] = entry.hash
      this.#size += 1
    }
  }
}

const emptySlots = <T>(length: number): (ByteEntry<T> | null)[] => new Array(length).fill(null)

/** The low bits alone say little of the last bytes. */
const mix = (hash: number): number => hash ^ (hash >>> 15)

function matches(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false
  for (let k = 0; k < text.length; k++) if (text.charCodeAt(k) !== bytes[start + k]) return false
  return true
}
