import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export interface KeptStream {
  readonly path: string
  remove(): Promise<void>
}

/**
 * Keeps what can be read once as a file that can be read again.
 *
 * @param signal ends it before the stream does: then nothing is kept
 * @throws what the stream or the system says, the system of the folder for temporary files by its `path`; nothing is
 *   left on the disk then
 */
export async function keepStream(stream: NodeJS.ReadableStream, signal?: AbortSignal): Promise<KeptStream> {
  const tempFolder = tmpdir()
  const place = (error: Error): never => {
    throw Object.assign(error, { path: tempFolder })
  }
  const folder = await mkdtemp(join(tempFolder, 'oncue-')).catch(place)
  const path = join(folder, 'stream')
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    // Open before anything can end it: what is opened later would be left behind.
    const file = (await open(path, 'w').catch(place)).createWriteStream()
    // The stream's own error comes by here, too, and says itself what it is about.
    file.on('error', (error) => Object.assign(error, { path: tempFolder, ...error }))
    await pipeline(stream, file, signal === undefined ? {} : { signal })
    return { path, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
