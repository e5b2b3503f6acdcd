import { open, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Result } from '../../model/index.js'
import { type Compression, canUnpack, compressionOf, readUnpacked } from './compression.js'
import type { Container, TraceFormat } from './formats/format.js'
import { detectFormat, formatNamed } from './formats/index.js'
import { type Head, inspect } from './head.js'
import type { OpenTracesOptions } from './open.js'
import type { TracePart } from './part.js'
import { containerNames, howToName, otherColumns, parquetMissing, refuse, unlike, zstdMissing } from './refusals.js'

interface Place {
  readonly path: string
  /** What messages call it. */
  readonly name: string
}

/** Looks at how a file begins and settles what it is. */
export async function openPart(place: Place, options: OpenTracesOptions): Promise<Result<TracePart>> {
  const { path, name } = place
  const { format: wanted = 'auto', readParquet = null, readParquetPages = null } = options
  const { size: bytes } = await stat(path)
  const compression = compressionOf(await firstBytes(path, 4))
  if (!canUnpack(compression)) return refuse(name, zstdMissing)
  const inspection = inspect(await unpackedHead(path, compression))
  const expected = containersOf(wanted, name)
  const container = inspection.container ?? expected.otherwise
  if (inspection.foreign !== null) return refuse(name, unlike(inspection.foreign, expected.called))
  if (expected.containers.length > 0 && !expected.containers.includes(container)) {
    return refuse(name, unlike({ looksLike: containerNames[container], help: howToName }, expected.called))
  }
  if (container === 'parquet' && readParquet === null) return refuse(name, parquetMissing)
  const head = await headOf(path, inspection.as(container), readParquet)
  const isNamed = wanted !== 'auto'
  const format = isNamed ? formatNamed(wanted) : detectFormat(head)
  if (isNamed && container === 'table' && !fits(format, head)) return refuse(name, otherColumns(format, head))
  const read: TracePart['read'] = (onRead) => readUnpacked(path, compression, onRead)
  return { ok: true, value: { name, path, bytes, head, format, isNamed, readParquet, readParquetPages, read } }
}

const fits = (format: TraceFormat, head: Head): boolean => format.kind === 'mapped' || format.sniff(head)

interface Expected {
  /** None where nothing says it. */
  readonly containers: readonly Container[]
  readonly called: string
  /** What it is where its beginning does not say. */
  readonly otherwise: Container
}

/** What a file should be, by `--format` or else by its name. */
function containersOf(wanted: NonNullable<OpenTracesOptions['format']>, name: string): Expected {
  const container = byExtension[extname(name.toLowerCase().replace(/\.(gz|zst)$/, ''))]
  if (wanted !== 'auto') {
    const { containers } = formatNamed(wanted)
    const called = containers.map((one) => containerNames[one]).join(' or ')
    return { containers, called, otherwise: containers.find((one) => one === container) ?? containers[0] }
  }
  if (container === undefined) return { containers: [], called: 'a trace', otherwise: 'json' }
  return { containers: [container], called: containerNames[container], otherwise: container }
}

const byExtension: Readonly<Record<string, Container>> = {
  '.jsonl': 'json',
  '.ndjson': 'json',
  '.csv': 'table',
  '.tsv': 'table',
  '.parquet': 'parquet',
}

/** The names of Parquet's columns are where only its reader finds them. */
async function headOf(path: string, head: Head, readParquet: TracePart['readParquet']): Promise<Head> {
  if (head.container !== 'parquet' || readParquet === null) return head
  for await (const [row = null] of readParquet(path)) return { ...head, row }
  return head
}

const headBytes = 1 << 18

async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(count), 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function unpackedHead(path: string, compression: Compression): Promise<Uint8Array> {
  if (compression === null) return firstBytes(path, headBytes)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of readUnpacked(path, compression)) {
    chunks.push(chunk as Uint8Array)
    length += (chunk as Uint8Array).length
    if (length >= headBytes) break
  }
  return Buffer.concat(chunks)
}
