import { createReadStream, readFileSync, statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { documentLimits } from '../../authoring/index.js'
import { badInput, type Failure, systemFailure } from '../failure.js'
import type { Io } from '../io.js'

const { maxSize: maxBytes } = documentLimits

/** What messages call an input. */
export const inputName = (path: string): string => (path === '-' ? 'standard input' : path)

/** A document's bytes, unpacked where they are gzipped. Nothing beyond the limit of documents is kept in memory. */
export async function readInput(path: string, io: Io): Promise<Uint8Array> {
  const name = inputName(path)
  try {
    return unpack(await readUpTo(path === '-' ? io.stdin : createReadStream(path), name))
  } catch (error) {
    throw inputFailure(error, name)
  }
}

/** The same of a file, at once. */
export function readInputSync(path: string): Uint8Array {
  try {
    if (statSync(path).size > maxBytes) throw tooLarge(path)
    return unpack(readFileSync(path))
  } catch (error) {
    throw inputFailure(error, path)
  }
}

/** Standard input can be given to one option only. */
export function judgeStdin(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === '-').length > 1) {
    throw badInput('standard input is asked for twice', 'it can be read once: give one of the files by name')
  }
}

async function readUpTo(stream: Readable, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array)
    length += bytes.length
    if (length > maxBytes) throw tooLarge(name)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

const unpack = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: maxBytes }) : bytes

function inputFailure(error: unknown, name: string): unknown {
  const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
  return isTooLarge ? tooLarge(name) : (systemFailure(error, name) ?? error)
}

const tooLarge = (name: string): Failure =>
  badInput(`${name} is too large`, `the limit is ${maxBytes} bytes: a catalog may be split over several files`)
