import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Problem, Result } from '../../model/index.js'
import { expandPath } from './expand.js'
import { findIdentities } from './find-identities.js'
import type { TraceFormatName } from './formats/index.js'
import type { Identities } from './identity.js'
import { type KeptStream, keepStream } from './kept-stream.js'
import { openPart } from './open-part.js'
import type { ParquetRows } from './parquet.js'
import type { TracePart } from './part.js'
import type { TraceSource } from './source.js'

export interface OpenTracesOptions {
  /** `auto` goes by how each file begins. */
  readonly format?: TraceFormatName | 'auto'
  /** What the path `-` is. */
  readonly stdin?: NodeJS.ReadableStream
  /** Reads Parquet, where it can be read. */
  readonly readParquet?: ParquetRows
  /** What an earlier opening of the same files found: then they are not gone through for it again. */
  readonly identities?: Identities
}

/**
 * Opens files as one trace, in the order given. A path with `*` or `?` in its last part is every file that it matches,
 * by code unit. `-` is standard input. That, like any pipe, is kept in a temporary file, since a trace may be read more than once.
 * What is packed by gzip or zstd is unpacked, whatever its name.
 *
 * @returns `no_files`, `wrong_format`, `unsupported_compression` or `unsupported_format`, one for each file
 * @throws what the system says of a file
 */
export async function openTraces(
  paths: readonly string[],
  options: OpenTracesOptions = {},
): Promise<Result<TraceSource>> {
  const { stdin = process.stdin } = options
  const problems: Problem[] = []
  const parts: TracePart[] = []
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0)) await closer()
  }
  try {
    for (const file of await expandAll(paths, problems)) {
      const kept = await keepWhatIsReadOnce(file, stdin)
      if (kept !== null) closers.push(kept.remove)
      const place =
        kept === null ? { path: file, name: file } : { path: kept.path, name: file === '-' ? 'standard input' : file }
      const part = await openPart(place, options)
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

/** Standard input, and a pipe that has a path, as a shell's `<(…)` gives one. */
async function keepWhatIsReadOnce(file: string, stdin: NodeJS.ReadableStream): Promise<KeptStream | null> {
  if (file === '-') return keepStream(stdin)
  return (await stat(file)).isFIFO() ? keepStream(createReadStream(file)) : null
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
