import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { type CheckpointDigests, CheckpointRefused } from './options.js'

/** What a checkpoint is of, and how far it came. */
export interface CheckpointHeader {
  /** A resumed run must have the very same. */
  readonly digests: CheckpointDigests
  /** Whether the trace was surveyed before: its events may come in another order. */
  readonly isSurveyed: boolean
  /** Events that were taken. */
  readonly events: number
  /** Bytes of decisions that were written. */
  readonly decided: number
}

const layout = 1
const magic = (number: number): string => `oncue checkpoint ${number}\n`
const name = 'checkpoint'

/** Where the last whole checkpoint of a folder is. */
export const checkpointPath = (folder: string): string => join(folder, name)

/**
 * Writes a checkpoint under another name first, so that whatever happens the last whole one stays.
 *
 * @param parts any data that can be cloned, one after another
 * @throws what the disk says: full, not writable
 */
export function writeCheckpoint(folder: string, header: CheckpointHeader, parts: Iterable<unknown>): void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.partial`)
  const file = openSync(path, 'w')
  try {
    try {
      writeAll(file, Buffer.from(magic(layout)))
      for (const part of [header, ...parts]) {
        writePart(file, serialize(part))
      }
      writePart(file, nothing)
      fsyncSync(file)
    } finally {
      closeSync(file) // while it is open, it takes its room even without a name
    }
    renameSync(path, checkpointPath(folder))
  } catch (error) {
    rmSync(path, { force: true })
    // A full disk is said of a file that is open without its name.
    throw error instanceof Error ? Object.assign(error, { path: folder }) : error
  }
}

/** Its length, its digest, and its bytes; one of no length is the end. */
function writePart(file: number, bytes: Uint8Array): void {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(bytes.length))
  for (const part of [length, digestOf(bytes), bytes]) writeAll(file, part)
}

const nothing = new Uint8Array(0)

function writeAll(file: number, bytes: Uint8Array): void {
  for (let start = 0; start < bytes.length; ) start += writeSync(file, bytes, start)
}

/** The last whole checkpoint of a folder, its parts read one by one. `null` where there is none. */
export interface Checkpoint {
  readonly header: CheckpointHeader
  readonly parts: Iterable<unknown>
  /** The file stays open until all parts are read, or until this. */
  close(): void
}

/** @throws CheckpointRefused where the file is no checkpoint, or of another layout; and what the system says of it */
export function readCheckpoint(folder: string): Checkpoint | null {
  const path = checkpointPath(folder)
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const parts = readParts(file, path)
  const { value } = parts.next()
  if (value === undefined) throw new CheckpointRefused(`the checkpoint ends in the middle: ${path}`)
  return { header: value as CheckpointHeader, parts, close: () => void parts.return() }
}

function* readParts(file: number, path: string): Generator<unknown, void> {
  try {
    const first = magic(layout)
    judgeLayout(readBytes(file, first.length)?.toString('latin1') ?? '', path)
    let left = fstatSync(file).size - first.length
    for (;;) {
      const length = Number(readBytes(file, 8)?.readBigUInt64LE() ?? 0)
      const digest = readBytes(file, digestBytes)
      left -= 8 + digestBytes + length
      // Judged before so much room is made.
      const bytes = left < 0 ? null : readBytes(file, length)
      if (digest === null || bytes === null) throw new CheckpointRefused(`the checkpoint ends in the middle: ${path}`)
      // What is damaged is not even looked at: half of it may still make sense.
      if (!digestOf(bytes).equals(digest)) throw new CheckpointRefused(`the checkpoint is damaged: ${path}`)
      if (length === 0) return
      yield deserialized(bytes, path)
    }
  } finally {
    closeSync(file)
  }
}

/** Read forward, refused backward: so far there is one layout, so an earlier one is not there to be read. */
function judgeLayout(first: string, path: string): void {
  if (first === magic(layout)) return
  const found = /^oncue checkpoint (\d+)/.exec(first)?.[1]
  if (found === undefined) throw new CheckpointRefused(`no checkpoint of oncue: ${path}`)
  throw new CheckpointRefused(
    `a checkpoint of layout ${found}, which is newer than this library, which reads layout ${layout}: ${path}`,
  )
}

/** Node writes in the form of its version, and reads that of earlier ones. What is here was not damaged. */
function deserialized(bytes: Buffer, path: string): unknown {
  try {
    return deserialize(bytes)
  } catch {
    throw new CheckpointRefused(`written under a newer Node: ${path}`)
  }
}

const digestBytes = 32

const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

function readBytes(file: number, length: number): Buffer | null {
  const bytes = Buffer.alloc(length)
  for (let start = 0; start < length; ) {
    const read = readSync(file, bytes, start, length - start, null)
    if (read === 0) return null
    start += read
  }
  return bytes
}

/** The run is over: nothing is to be resumed. */
export function removeCheckpoint(folder: string): void {
  rmSync(join(folder, name), { force: true })
}
