import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

/** A trace that can be read from its beginning as often as needed. */
export interface TraceSource {
  /** What messages call it. */
  readonly name: string
  /** Bytes on disk, compressed or not: what progress is measured by. */
  readonly bytes: number
  /** The text's bytes, unpacked; `onRead` hears how many bytes on disk were read so far. */
  read(onRead?: (bytes: number) => void): AsyncIterable<Uint8Array>
  /** Removes what was kept aside. */
  close(): Promise<void>
}

const chunkBytes = 1 << 20

/**
 * Opens a trace by path. `-` is standard input, which is kept in a temporary file, since a trace that turns out not
 * to be in order is read again. What is gzipped is unpacked, whatever its name.
 */
export async function openTrace(path: string, stdin: NodeJS.ReadableStream = process.stdin): Promise<TraceSource> {
  if (path !== '-') return fileSource(path, path, async () => {})
  const folder = await mkdtemp(join(tmpdir(), 'oncue-'))
  const copy = join(folder, 'stdin')
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    await pipeline(stdin, createWriteStream(copy))
    return await fileSource(copy, 'standard input', remove)
  } catch (error) {
    await remove()
    throw error
  }
}

async function fileSource(path: string, name: string, close: () => Promise<void>): Promise<TraceSource> {
  const { size: bytes } = await stat(path)
  const zipped = await isGzipped(path)
  return {
    name,
    bytes,
    read(onRead) {
      const file = createReadStream(path, { highWaterMark: chunkBytes })
      if (onRead !== undefined) file.on('data', () => onRead(file.bytesRead))
      if (!zipped) return file
      const unpacked = createGunzip({ chunkSize: chunkBytes })
      file.on('error', (error) => unpacked.destroy(error))
      return file.pipe(unpacked)
    },
    close,
  }
}

async function isGzipped(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}
