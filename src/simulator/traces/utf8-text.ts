import { hashOf, type TextAt, type TextSource } from './text-at.js'

const encoder = new TextEncoder()
const neverInUtf8 = 0xff
const halfOfAPair = /\p{Surrogate}/u

/** A string as bytes that are a text of their own: what is no text, half of a pair by itself, is written as it is. */
export class Utf8Text implements TextSource {
  bytes: Uint8Array = new Uint8Array(256)
  words = new DataView(this.bytes.buffer)
  readonly at: TextAt = { start: 0, end: 0, hash: 0 }

  write(text: string): void {
    const most = 3 * text.length + 1
    if (most > this.bytes.length) {
      this.bytes = new Uint8Array(2 * most)
      this.words = new DataView(this.bytes.buffer)
    }
    this.at.end = halfOfAPair.test(text) ? this.#writeUnits(text) : encoder.encodeInto(text, this.bytes).written
    this.at.hash = hashOf(this, 0, this.at.end)
  }

  #writeUnits(text: string): number {
    this.bytes[0] = neverInUtf8
    for (let unit = 0; unit < text.length; unit++) this.words.setUint16(1 + 2 * unit, text.charCodeAt(unit))
    return 1 + 2 * text.length
  }
}
