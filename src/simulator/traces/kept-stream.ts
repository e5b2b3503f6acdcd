import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export interface KeptStream {
  readonly path: string
  remove(): Promise<void>
}

/** Keeps what can be read once as a file that can be read again. */
export async function keepStream(stream: NodeJS.ReadableStream): Promise<KeptStream> {
  const folder = await mkdtemp(join(tmpdir(), 'oncue-'))
  const path = join(folder, 'stream')
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    await pipeline(stream, createWriteStream(path))
    return { path, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
