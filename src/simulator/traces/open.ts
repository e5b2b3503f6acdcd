import { createReadStream, type Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem, Result } from '../../model/index.js'
import { expandPath } from './expand.js'
import { findIdentities } from './find-identities.js'
import type { TraceFormatName } from './formats/index.js'
import type { Identities } from './identity.js'
import { type KeptStream, keepStream } from './kept-stream.js'
import { openPart } from './open-part.js'
import type { ParquetPages, ParquetRows } from './parquet.js'
import type { TracePart } from './part.js'
import type { TraceSource } from './source.js'

export interface OpenTracesOptions {
  /** `auto` goes by how each file begins. */
  readonly format?: TraceFormatName | 'auto'
  /** What the path `-` is. */
  readonly stdin?: NodeJS.ReadableStream
  /** Reads Parquet, where it can be read. */
  readonly readParquet?: ParquetRows
  /** Reads its page loads by column, which is faster where there is nothing else. */
  readonly readParquetPages?: ParquetPages
  /** What an earlier opening of the same files found: then they are not gone through for it again. */
  readonly identities?: Identities
  /** Ends the opening while a pipe is being kept, which may take for ever. */
  readonly signal?: AbortSignal
}

/**
 * Opens files as one trace, in the order given. A path with `*` or `?` in its last part is every file that it matches,
 * by code unit. `-` is standard input. That, like any pipe, is kept in a temporary file, since a trace may be read more than once.
 * What is packed by gzip or zstd is unpacked, whatever its name.
 *
 * @returns `no_files`, `wrong_format`, `unsupported_compression` or `unsupported_format`, one for each file
 * @throws what the system says of a file, and an `AbortError` where `signal` ended it
 */
export async function openTraces(
  paths: readonly string[],
  options: OpenTracesOptions = {},
): Promise<Result<TraceSource>> {
  const problems: Problem[] = []
  const parts: TracePart[] = []
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0)) await closer()
  }
  try {
    for (const file of await expandAll(paths, problems)) {
      const part = await openFile(file, options, closers)
      if (part.ok) parts.push(part.value)
      else problems.push(...part.problems)
    }
  } catch (error) {
    await close()
    throw error
  }
  const [first, ...others] = problems
  if (first === undefined) return { ok: true, value: sourceOf(parts, options.identities ?? null, close) }
  await close()
  return { ok: false, problems: [first, ...others] }
}

async function openFile(
  file: string,
  options: OpenTracesOptions,
  closers: (() => Promise<void>)[],
): Promise<Result<TracePart>> {
  const found = file === '-' ? null : await stat(file)
  if (found?.isDirectory()) return { ok: false, problems: [isFolder(file)] }
  const kept = await keepWhatIsReadOnce(file, found, options)
  if (kept !== null) closers.push(kept.remove)
  const name = file === '-' ? 'standard input' : file
  const part = await openPart({ path: kept?.path ?? file, name }, options).catch(telling(name))
  return part.ok ? { ok: true, value: tellingItsName(part.value) } : part
}

/** Standard input, and a pipe that has a path, as a shell's `<(…)` gives one. */
async function keepWhatIsReadOnce(
  file: string,
  found: Stats | null,
  { stdin = process.stdin, signal }: OpenTracesOptions,
): Promise<KeptStream | null> {
  if (found === null) return keepStream(stdin, signal)
  return found.isFIFO() ? keepStream(createReadStream(file), signal) : null
}

/** What goes wrong as the file is read says which one it was: a trace may be many. */
const tellingItsName = (part: TracePart): TracePart => ({
  ...part,
  async *read(onRead) {
    try {
      yield* part.read(onRead)
    } catch (error) {
      telling(part.name)(error)
    }
  },
})

/** Of what the system says it says the file itself; what unpacks it does not know. */
const telling =
  (path: string) =>
  (error: unknown): never => {
    throw error instanceof Error && !('path' in error) ? Object.assign(error, { path }) : error
  }

/** Every file, once for each time that it is named; standard input can be read once only. */
async function expandAll(paths: readonly string[], problems: Problem[]): Promise<readonly string[]> {
  const files: string[] = []
  for (const path of paths) {
    const found = await expandPath(path)
    if (found.length === 0) problems.push(noFiles(path))
    files.push(...found)
  }
  if (files.filter((file) => file === '-').length > 1) {
    const message = 'standard input is asked for twice'
    problems.push({ code: 'no_files', pointer: '', message, help: 'it can be read once' })
    return []
  }
  return files
}

const isFolder = (path: string): Problem => ({
  code: 'no_files',
  pointer: '',
  message: `a folder, not a file: ${path}`,
  help: `the files in it are ${JSON.stringify(join(path, '*'))}`,
})

const noFiles = (path: string): Problem => ({
  code: 'no_files',
  pointer: '',
  message: `no file matches ${path}`,
  help: '"*" and "?" stand for what they do in a shell, in the last part of a path',
})

function sourceOf(parts: readonly TracePart[], known: Identities | null, close: () => Promise<void>): TraceSource {
  const [first] = parts
  let identities = known
  return {
    name: first !== undefined && parts.length === 1 ? first.name : `${parts.length} files`,
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    files: {
      parts,
      async identities(pause) {
        identities ??= await findIdentities(parts, pause)
        return identities
      },
    },
    read: (onRead) => readAll(parts, onRead),
    close,
  }
}

async function* readAll(parts: readonly TracePart[], onRead?: (bytes: number) => void): AsyncIterable<Uint8Array> {
  let before = 0
  for (const part of parts) {
    const bytesBefore = before
    yield* part.read(onRead && ((bytes) => onRead(bytesBefore + bytes)))
    before += part.bytes
  }
}
