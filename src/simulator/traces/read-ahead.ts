import { Buffer } from 'node:buffer'
import { open } from 'node:fs/promises'

/** Small enough for the processor's cache, large enough that asking for the next one costs nothing. */
const chunkBytes = 1 << 18

/**
 * A file's bytes. While a chunk is looked at the next one is on its way, and there are never more than these two, so
 * that reading a trace of any size leaves nothing to be collected: a chunk counts until the next one is asked for.
 *
 * @param onRead hears how many bytes were read so far
 */
export async function* readAhead(path: string, onRead?: (bytes: number) => void): AsyncIterable<Uint8Array> {
  const file = await open(path)
  let [now, later] = [Buffer.allocUnsafeSlow(chunkBytes), Buffer.allocUnsafeSlow(chunkBytes)]
  let bytes = 0
  let reading = file.read(now)
  try {
    for (;;) {
      const { bytesRead } = await reading
      if (bytesRead === 0) return
      reading = file.read(later)
      reading.catch(() => {}) // whoever waits for it hears of it
      bytes += bytesRead
      onRead?.(bytes)
      yield now.subarray(0, bytesRead)
      ;[now, later] = [later, now]
    }
  } finally {
    await reading.catch(() => {})
    await file.close()
  }
}
