/** Where one frame of a zstd file ends (RFC 8878, 3.1), found without unpacking it. */
export class ZstdFrame {
  /** Whether it holds text; others are to be passed over. `null` until its first four bytes have said so. */
  isData: boolean | null = null
  #step: keyof typeof lengths = 'magic'
  readonly #gathered = new Uint8Array(4)
  #has = 0
  /** Bytes that are passed without being looked at; after them the frame goes on, or is over. */
  #toPass = 0
  #isLast = false
  #checksumBytes = 0

  /**
   * Goes on through the frame, from where the bytes before ended.
   *
   * @returns the place behind its last byte; −1 where it goes on beyond these bytes
   * @throws as Node does, where they are no frame
   */
  endIn(bytes: Uint8Array, start: number): number {
    let place = start
    while (place < bytes.length) {
      if (this.#toPass > 0) {
        const passed = Math.min(this.#toPass, bytes.length - place)
        place += passed
        this.#toPass -= passed
      } else {
        this.#gathered[this.#has++] = bytes[place++] as number
        if (this.#has < lengths[this.#step]) continue
        this.#has = 0
        this.#take()
      }
      if (this.#toPass === 0 && this.#isLast) return place
    }
    return -1
  }

  #take(): void {
    const [a = 0, b = 0, c = 0, d = 0] = this.#gathered
    switch (this.#step) {
      case 'magic':
        this.#begin(a, b, c, d)
        return
      case 'descriptor':
        this.#takeDescriptor(a)
        return
      case 'block':
        this.#takeBlock(a | (b << 8) | (c << 16))
        return
      case 'skipped':
        this.#toPass = a + b * 0x1_00 + c * 0x1_00_00 + d * 0x1_00_00_00
        this.#isLast = true
    }
  }

  #begin(a: number, b: number, c: number, d: number): void {
    const isSkipped = a >> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18
    const isData = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd
    if (!isSkipped && !isData) throw zstdError('ZSTD_error_prefix_unknown', 'what follows is no zstd frame')
    this.isData = isData
    this.#step = isData ? 'descriptor' : 'skipped'
  }

  /** The window, the dictionary's id and the text's length come next; none of them is of interest here. */
  #takeDescriptor(descriptor: number): void {
    const isSingle = (descriptor & 0x20) !== 0
    const idBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
    const lengthBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
    this.#toPass = (isSingle ? 0 : 1) + idBytes + lengthBytes
    this.#checksumBytes = (descriptor & 4) === 0 ? 0 : 4
    this.#step = 'block'
  }

  #takeBlock(header: number): void {
    this.#isLast = (header & 1) !== 0
    // One byte that is repeated so many times is there once.
    const isRepeated = ((header >> 1) & 3) === 1
    this.#toPass = (isRepeated ? 1 : header >> 3) + (this.#isLast ? this.#checksumBytes : 0)
  }
}

/** How many bytes are gathered before they say something. */
const lengths = { magic: 4, descriptor: 1, block: 3, skipped: 4 } as const

/** An error as Node's own unpacker has it. */
export const zstdError = (code: `ZSTD_error_${string}`, message: string): Error =>
  Object.assign(new Error(message), { code })
