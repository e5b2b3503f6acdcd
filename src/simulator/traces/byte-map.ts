const decoder = new TextDecoder()

/** A text that was met before, with what is kept of it. */
export interface ByteEntry<T> {
  readonly text: string
  value: T | undefined
}

/**
 * A map from ASCII bytes to one entry each, so that a text that repeats is neither decoded nor hashed as a string
 * again. Grows by doubling; `limit` entries at most, then it starts anew (0 is no limit).
 */
export class ByteMap<T> {
  readonly #limit: number
  #slots: (ByteEntry<T> | undefined)[] = new Array(1_024)
  #size = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  entry(bytes: Uint8Array, start: number, end: number): ByteEntry<T> {
    const mask = this.#slots.length - 1
    let slot = hash(bytes, start, end) & mask
    for (let entry = this.#slots[slot]; entry !== undefined; entry = this.#slots[slot]) {
      if (matches(entry.text, bytes, start, end)) return entry
      slot = (slot + 1) & mask
    }
    const entry = { text: decoder.decode(bytes.subarray(start, end)), value: undefined }
    this.#slots[slot] = entry
    this.#size += 1
    if (this.#limit > 0 && this.#size > this.#limit) this.#clear()
    else if (this.#size * 2 > this.#slots.length) this.#grow()
    return entry
  }

  #clear(): void {
    this.#slots = new Array(1_024)
    this.#size = 0
  }

  #grow(): void {
    const entries = this.#slots.filter((entry) => entry !== undefined)
    this.#slots = new Array(this.#slots.length * 2)
    const mask = this.#slots.length - 1
    for (const entry of entries) {
      const bytes = new TextEncoder().encode(entry.text)
      let slot = hash(bytes, 0, bytes.length) & mask
      while (this.#slots[slot] !== undefined) slot = (slot + 1) & mask
      this.#slots[slot] = entry
    }
  }
}

/** FNV-1a over the bytes. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5
  for (let k = start; k < end; k++) value = Math.imul(value ^ (bytes[k] as number), 0x01000193)
  return (value ^ (value >>> 15)) >>> 0
}

function matches(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false
  for (let k = 0; k < text.length; k++) if (text.charCodeAt(k) !== bytes[start + k]) return false
  return true
}
