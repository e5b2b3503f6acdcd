import { maxTextLength } from '../../authoring/trace-schema.js'
import { hourMs, type Instant, minuteMs, secondMs } from '../../model/index.js'

const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
const comma = 0x2c
const open = 0x7b
const close = 0x7d
const zero = 0x30
const nine = 0x39

/** What the keys of a page load are called in the trace. */
export interface PageKeys {
  readonly type: string | null
  readonly at: string
  readonly profileId: string
  readonly href: string
  readonly eventId: string
}

const slots = ['type', 'at', 'profileId', 'href', 'eventId'] as const
type Slot = (typeof slots)[number]

/**
 * Reads the common shape of a page load straight from the bytes: a flat JSON object of plain ASCII text, an instant
 * in UTC. Whatever is not just so is left to `JSON.parse`: `scan` answers `false`, and nothing it found counts.
 * A law holds the two readings together.
 */
export class PageScan {
  at: Instant = 0
  /** Where the texts are in the bytes; an `eventIdStart` of −1 is none. */
  profileStart = 0
  profileEnd = 0
  hrefStart = 0
  hrefEnd = 0
  eventIdStart = -1
  eventIdEnd = -1
  readonly #keys: readonly { readonly name: Uint8Array; readonly slot: Slot }[]
  #bytes: Uint8Array = new Uint8Array(0)
  #position = 0
  #end = 0
  /** The date that the last instant had, as it was written, and its day's start. */
  #date = -1
  #dayAt = 0

  constructor(keys: PageKeys) {
    const encoder = new TextEncoder()
    const known = [...slots, 'peek' as const]
    this.#keys = known.flatMap((slot) => {
      const name = slot === 'peek' ? 'peek' : keys[slot]
      return name === null ? [] : [{ name: encoder.encode(name), slot: slot as Slot }]
    })
  }

  /** Whether the line is a page load of the common shape. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes
    this.#position = start
    this.#end = end
    this.eventIdStart = -1
    let found = 0
    if (!this.#take(open)) return false
    for (;;) {
      this.#skipSpace()
      const keyStart = this.#position + 1
      const keyEnd = this.#text()
      if (keyEnd < 0) return false
      this.#skipSpace()
      if (!this.#take(colon)) return false
      this.#skipSpace()
      const slot = this.#slotOf(keyStart, keyEnd)
      const valueStart = this.#position + 1
      if (this.#bytes[this.#position] !== quote) {
        // Only what the engine passes over may be something other than text.
        if (slot !== null || !this.#integerOrNull()) return false
      } else {
        const valueEnd = this.#text()
        if (valueEnd < 0) return false
        const bit = this.#keep(slot, valueStart, valueEnd)
        if (bit < 0 || (found & bit) !== 0) return false
        found |= bit
      }
      this.#skipSpace()
      if (this.#take(comma)) continue
      if (!this.#take(close)) return false
      this.#skipSpace()
      return this.#position === this.#end && (found & 7) === 7
    }
  }

  /** Takes a value in: the bit of what was found, 0 for what does not matter, −1 for what is not plain. */
  #keep(slot: Slot | null, start: number, end: number): number {
    if (slot !== null && end - start > maxTextLength) return -1
    switch (slot) {
      case null:
        return 0
      case 'at':
        return this.#instant(start, end) ? 1 : -1
      case 'profileId':
        this.profileStart = start
        this.profileEnd = end
        return end > start ? 2 : -1
      case 'href':
        this.hrefStart = start
        this.hrefEnd = end
        return 4
      case 'eventId':
        this.eventIdStart = start
        this.eventIdEnd = end
        return end > start ? 8 : -1
      case 'type':
        return end - start === 4 && this.#is('page', start) ? 16 : -1
      default:
        return -1
    }
  }

  /** The end of the text that begins here, past whose closing quote the position is left; −1 if it is not plain. */
  #text(): number {
    const bytes = this.#bytes
    if (bytes[this.#position] !== quote) return -1
    for (let k = this.#position + 1; k < this.#end; k++) {
      const byte = bytes[k] as number
      if (byte === quote) {
        this.#position = k + 1
        return k
      }
      if (byte === backslash || byte < 0x20 || byte >= 0x7f) return -1
    }
    return -1
  }

  #integerOrNull(): boolean {
    const bytes = this.#bytes
    if (this.#is('null', this.#position)) {
      this.#position += 4
      return true
    }
    const start = this.#position
    let k = start
    while (k < this.#end && (bytes[k] as number) >= zero && (bytes[k] as number) <= nine) k++
    const digits = k - start
    this.#position = k
    return digits > 0 && digits < 16 && (bytes[start] !== zero || digits === 1)
  }

  #slotOf(start: number, end: number): Slot | null {
    for (let k = 0; k < this.#keys.length; k++) {
      const { name, slot } = this.#keys[k] as { name: Uint8Array; slot: Slot }
      if (name.length === end - start && this.#equals(name, start)) return slot
    }
    return null
  }

  #equals(name: Uint8Array, start: number): boolean {
    for (let k = 0; k < name.length; k++) if (name[k] !== this.#bytes[start + k]) return false
    return true
  }

  #is(word: string, start: number): boolean {
    for (let k = 0; k < word.length; k++) if (word.charCodeAt(k) !== this.#bytes[start + k]) return false
    return true
  }

  #take(byte: number): boolean {
    if (this.#position >= this.#end || this.#bytes[this.#position] !== byte) return false
    this.#position += 1
    return true
  }

  #skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.#position]
      if (this.#position >= this.#end || (byte !== 0x20 && byte !== 0x09)) return
      this.#position += 1
    }
  }

  /** `YYYY-MM-DDTHH:MM:SSZ`, with three decimals or none. */
  #instant(start: number, end: number): boolean {
    const bytes = this.#bytes
    const length = end - start
    if ((length !== 20 && length !== 24) || bytes[end - 1] !== 0x5a || bytes[start + 10] !== 0x54) return false
    if (bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d) return false
    if (bytes[start + 13] !== colon || bytes[start + 16] !== colon) return false
    if (length === 24 && bytes[start + 19] !== 0x2e) return false
    const date = this.#digits(start, 4) * 10_000 + this.#digits(start + 5, 2) * 100 + this.#digits(start + 8, 2)
    const hours = this.#digits(start + 11, 2)
    const minutes = this.#digits(start + 14, 2)
    const seconds = this.#digits(start + 17, 2)
    const millis = length === 24 ? this.#digits(start + 20, 3) : 0
    const isPlain =
      date >= 0 && hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60
    if (!isPlain || millis < 0 || (date !== this.#date && !this.#turnTo(date))) return false
    this.at = this.#dayAt + hours * hourMs + minutes * minuteMs + seconds * secondMs + millis
    return true
  }

  /** A number of so many digits; far below 0 where one is none. */
  #digits(start: number, count: number): number {
    let value = 0
    for (let k = start; k < start + count; k++) {
      const digit = (this.#bytes[k] as number) - zero
      if (digit < 0 || digit > 9) return Number.NEGATIVE_INFINITY
      value = value * 10 + digit
    }
    return value
  }

  #turnTo(date: number): boolean {
    const year = Math.floor(date / 10_000)
    const month = Math.floor(date / 100) % 100
    const day = date % 100
    const at = new Date(0).setUTCFullYear(year, month - 1, day)
    const back = new Date(at)
    if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return false
    this.#date = date
    this.#dayAt = at
    return true
  }
}
