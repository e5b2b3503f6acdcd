import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileDigest, TracePart } from '../../simulator/index.js'
import { interrupted } from '../failure.js'

/**
 * Digests of a trace's files, and of what they are read as.
 *
 * @param onProgress hears how many bytes of all were read, as pass 0; `false` ends it
 * @throws what the system says of a file; Failure where it was ended
 */
export async function digestFiles(
  parts: readonly TracePart[],
  onProgress: (bytes: number, pass: number) => Promise<boolean> | boolean,
): Promise<readonly FileDigest[]> {
  const digests: FileDigest[] = []
  let bytes = 0
  for (const { name, path, format, head } of parts) {
    const hash = createHash('sha256').update(`${format.name} ${head.container}\n`)
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Uint8Array)
      bytes += (chunk as Uint8Array).length
      if (!(await onProgress(bytes, 0))) throw interrupted('before the replay began')
    }
    digests.push({ name, digest: hash.digest('hex') })
  }
  return digests
}
