import { createReadStream } from 'node:fs'
import type { Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { readAhead } from './read-ahead.js'
import { readZstd } from './read-zstd.js'

const chunkBytes = 1 << 20

/** How a file is packed, by its first bytes, whatever its name. */
export type Compression = 'gzip' | 'zstd' | null

export function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd'
  return null
}

/** Node has it from 22.15 on; the types that we compile with are older. */
const { createZstdDecompress } = zlib as typeof zlib & {
  readonly createZstdDecompress?: (options: { readonly chunkSize: number }) => Transform
}

/** Whether this Node can unpack it. */
export const canUnpack = (compression: Compression): boolean =>
  compression !== 'zstd' || createZstdDecompress !== undefined

/**
 * A file's bytes, unpacked, a chunk at a time, each of which counts until the next one is asked for; `onRead` hears how
 * many bytes on disk were read so far.
 */
export function readUnpacked(
  path: string,
  compression: Compression,
  onRead?: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  if (compression === null) return readAhead(path, onRead)
  if (compression === 'zstd' && createZstdDecompress !== undefined) {
    return readZstd(path, () => createZstdDecompress({ chunkSize: chunkBytes }), onRead)
  }
  const unpacker = zlib.createGunzip({ chunkSize: chunkBytes })
  const file = createReadStream(path, { highWaterMark: chunkBytes })
  if (onRead !== undefined) file.on('data', () => onRead(file.bytesRead))
  file.on('error', (error) => unpacker.destroy(error))
  unpacker.on('close', () => file.destroy())
  return file.pipe(unpacker)
}
