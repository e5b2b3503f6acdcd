import { createReadStream } from 'node:fs'
import { pipeline, Readable, type Transform } from 'node:stream'
import { ZstdFrame, zstdError } from './zstd-frame.js'

/**
 * A zstd file's bytes, unpacked frame by frame: one unpacker stops without a word after the first frame, which is half
 * a file where it was written by several threads or put together of several, and some take half a frame for a whole.
 *
 * @param onRead hears how many bytes on disk were read so far
 * @throws as Node does, by a code that begins with `ZSTD_error_`, where the file is damaged or was cut short
 */
export async function* readZstd(
  path: string,
  createUnpacker: () => Transform,
  onRead?: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  const input = new Input(path, onRead)
  try {
    while (await input.hasMore()) {
      const pieces = piecesOf(input)
      const first = await pieces.next()
      if (first.done === true) continue
      // What it fails by is thrown by whoever reads from it.
      yield* pipeline(Readable.from(joined(first.value, pieces)), createUnpacker(), () => {})
    }
  } finally {
    input.close()
  }
}

/** The bytes of the frame that begins here; none of one that is to be passed over. */
async function* piecesOf(input: Input): AsyncGenerator<Uint8Array, void> {
  const frame = new ZstdFrame()
  const held: Uint8Array[] = []
  while (await input.hasMore()) {
    const { chunk, place } = input
    const end = frame.endIn(chunk, place)
    input.place = end < 0 ? chunk.length : end
    held.push(chunk.subarray(place, input.place))
    const known = frame.isData === null ? [] : held.splice(0)
    if (frame.isData === true) yield* known
    if (end >= 0) return
  }
  throw zstdError('ZSTD_error_srcSize_wrong', 'the file ends within a zstd frame')
}

async function* joined(first: Uint8Array, others: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield first
  yield* others
}

/** A file, chunk by chunk, and how far the last one was taken. */
class Input {
  chunk: Uint8Array = new Uint8Array(0)
  place = 0
  readonly #file: Readable
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #onRead: ((bytes: number) => void) | undefined
  #bytes = 0

  constructor(path: string, onRead?: (bytes: number) => void) {
    this.#file = createReadStream(path, { highWaterMark: 1 << 20 })
    this.#chunks = this.#file[Symbol.asyncIterator]()
    this.#onRead = onRead
  }

  async hasMore(): Promise<boolean> {
    while (this.place === this.chunk.length) {
      const next = await this.#chunks.next()
      if (next.done === true) return false
      this.chunk = next.value
      this.place = 0
      this.#bytes += this.chunk.length
      this.#onRead?.(this.#bytes)
    }
    return true
  }

  close(): void {
    this.#file.destroy()
  }
}
