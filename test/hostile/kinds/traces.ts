import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as zlib from 'node:zlib'
import { readTraceEvent } from 'oncue/authoring'
import { openTraces, parseMapping, plainMapping, type TraceFormatName } from 'oncue/simulator'
import { findIdentities } from '../../../src/simulator/traces/find-identities.js'
import { detectFormat, formatNamed } from '../../../src/simulator/traces/formats/index.js'
import { inspect } from '../../../src/simulator/traces/head.js'
import type { TracePart } from '../../../src/simulator/traces/part.js'
import { readTrace } from '../../../src/simulator/traces/read.js'
import type { TraceSource } from '../../../src/simulator/traces/source.js'
import type { TraceTaker } from '../../../src/simulator/traces/taker.js'
import { anyEvent } from '../documents.js'
import type { Draw } from '../draw.js'
import { asText, judged, judgeProblems, type Outcome } from '../judge.js'
import { hostileKeys, hostileTexts } from '../leaves.js'
import { mutate } from '../mutate.js'
import { logLine, rows, tables } from '../rows.js'
import { json, spoilBytes } from '../spell.js'
import type { Kind } from './kind.js'

interface Given {
  readonly bytes: Uint8Array
  readonly format: TraceFormatName | 'auto'
  readonly map: readonly string[]
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const maps = [
  ...['at=timestamp', 'href=properties.url', 'profile_id=distinct_id', 'at=event_timestamp:us', 'at=events[].ts:ms'],
  ...[
    'profile_id=__proto__',
    'href=constructor.name',
    'type=',
    'event_id=a.b.c',
    'href=__proto__.__proto__',
    'at=at:s',
  ],
  ...['href=[]', 'at=', 'x=y', 'href=a[].b[].c', 'profile_id=profile_id', 'traits=traits[]', 'at=at:h'],
]

/** Lines of a trace, a few of them spoilt. */
function lines(draw: Draw, line: () => string): Uint8Array {
  const all = Array.from({ length: 1 + draw.below(4) }, line)
  if (draw.chance(0.1)) all.push(draw.pick(hostileTexts))
  const bytes = encoder.encode((draw.chance(0.03) ? '\ufeff' : '') + all.join(draw.chance(0.1) ? '\r\n' : '\n'))
  return draw.chance(0.25) ? spoilBytes(bytes, draw) : bytes
}

const jsonLines = (name: string, draw: Draw): Uint8Array =>
  lines(draw, () => json(draw.chance(0.4) ? rows[name]?.(draw) : mutate(rows[name]?.(draw), draw), draw))

function table(name: string, draw: Draw): Uint8Array {
  const { delimiter, row } = tables[name] as (typeof tables)[string]
  const first = row(draw)
  const columns = Object.keys(first).map((column) => (draw.chance(0.02) ? draw.pick(hostileKeys) : column))
  const cell = (value: unknown): string => {
    const text = draw.chance(0.08) ? String(draw.pick(hostileTexts)) : String(value ?? '')
    return /[",\n\r]/.test(text) && draw.chance(0.9) && delimiter === ',' ? `"${text.replaceAll('"', '""')}"` : text
  }
  const header = name === 'snowplow, with tabs' ? [] : [columns.map(cell).join(delimiter)]
  const body = lines(draw, () =>
    Object.values(row(draw))
      .map(cell)
      .join(draw.chance(0.02) ? ';' : delimiter),
  )
  return Uint8Array.from([...encoder.encode(header.map((line) => `${line}\n`).join('')), ...body])
}

const log = (draw: Draw): Uint8Array =>
  lines(draw, () => {
    const line = logLine(draw)
    if (draw.chance(0.6)) return line
    const at = draw.below(line.length)
    return line.slice(0, at) + draw.pick([...hostileTexts, '"', '\\', '[', ' ']) + line.slice(at + draw.below(4))
  })

/** The trace of one file that is in memory: as `openPart` makes it of a file. */
function partOf({ bytes, format }: Given): TracePart | null {
  const inspection = inspect(bytes)
  const container = inspection.container ?? (format === 'auto' ? 'json' : formatNamed(format).containers[0])
  if (inspection.foreign !== null || container === 'parquet') return null
  const head = inspection.as(container)
  const isNamed = format !== 'auto' && formatNamed(format).containers.includes(container)
  async function* read(): AsyncIterable<Uint8Array> {
    // In two, since chunks end anywhere.
    const half = bytes.length >> 1
    if (half > 0) yield bytes.subarray(0, half)
    yield bytes.subarray(half)
  }
  return {
    name: 'trace',
    path: 'trace',
    bytes: bytes.length,
    head,
    format: isNamed ? formatNamed(format) : detectFormat(head),
    isNamed,
    readParquet: null,
    readParquetPages: null,
    read,
  }
}

const sourceOf = (part: TracePart): TraceSource => ({
  name: part.name,
  bytes: part.bytes,
  files: { parts: [part], identities: (pause) => findIdentities([part], pause) },
  read: part.read,
  close: async () => {},
})

export async function told(source: TraceSource, map: readonly string[]): Promise<Outcome> {
  const mapping = map.length === 0 ? { ok: true as const, value: plainMapping } : parseMapping(map)
  if (!mapping.ok) {
    judgeProblems(mapping.problems)
    return { outcome: 'refused', answer: JSON.stringify(mapping.problems) }
  }
  const said: string[] = []
  let refused = 0
  const taker: TraceTaker<string> = {
    profile: (id) => id,
    profileAt: ({ bytes }, { start, end }) => decoder.decode(bytes.subarray(start, end)),
    page: (...page) => void said.push(JSON.stringify(page)),
    event: (event, line) => void said.push(JSON.stringify([event, line])),
    unreadable(problems) {
      judgeProblems(problems)
      refused += 1
      said.push(JSON.stringify(problems))
      return true
    },
    passedOver: () => {},
  }
  const count = await readTrace(source, mapping.value, taker)
  return { outcome: refused === 0 ? 'accepted' : 'refused', answer: `${count} ${said.join('\n')}` }
}

async function run(given: Given): Promise<Outcome> {
  const part = partOf(given)
  return part === null ? { outcome: 'refused', answer: 'foreign' } : told(sourceOf(part), given.map)
}

const kindOf = (name: string, weight: number, format: TraceFormatName, draw: (draw: Draw) => Uint8Array): Kind => ({
  name: `trace: ${name}`,
  weight,
  draw: (from): Given => ({
    bytes: draw(from),
    format: from.chance(0.3) ? format : 'auto',
    map: from.chance(0.08) ? [from.pick(maps), from.pick(maps)].slice(from.below(2)) : [],
  }),
  run,
})

const folder = mkdtempSync(join(tmpdir(), 'oncue-hostile-'))
const file = join(folder, 'trace')
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Node has it from 22.15 on; elsewhere there is but the mark of one, which nothing there unpacks. */
const { zstdCompressSync = (bytes: Uint8Array) => Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, ...bytes]) } =
  zlib as typeof zlib & { readonly zstdCompressSync?: (bytes: Uint8Array) => Uint8Array }

const pack = (bytes: Uint8Array, draw: Draw): Uint8Array =>
  draw.chance(0.3) ? zstdCompressSync(bytes) : zlib.gzipSync(bytes, { level: 1 })

/** A file on the disk, packed: what opens it is asked, too. */
const packed: Kind = {
  name: 'trace: a file, packed or not',
  weight: 0.15,
  draw(draw): Given {
    const [name, format] = draw.pick([
      ['segment', 'segment'],
      ['oncue', 'oncue'],
      ['posthog', 'posthog'],
    ] as const)
    const bytes = pack(jsonLines(name, draw), draw)
    return {
      bytes: draw.chance(0.5) ? spoilBytes(bytes, draw) : bytes,
      format: draw.pick(['auto', format]),
      map: [],
    }
  },
  async run({ bytes, format }: Given) {
    writeFileSync(file, bytes)
    try {
      const opened = await openTraces([file], { format })
      if (!opened.ok) return judged(opened)
      return await told(opened.value, [])
    } catch (error) {
      // What the system or the unpacking says of a file has a code, and the command puts it into words.
      const code = String((error as { code?: unknown }).code)
      if (!/^Z_|^ZSTD_|^ERR_/.test(code) || (error as { path?: unknown }).path !== file) throw error
      return { outcome: 'refused', answer: code }
    }
  },
}

const event: Kind = {
  name: 'event of a trace, as a value',
  weight: 200,
  draw: (draw) => mutate(anyEvent(draw), draw, { exotic: true, other: anyEvent(draw) }),
  run: (value: unknown) => {
    const accepted = (read: unknown): string => asText(read)
    return judged(readTraceEvent(value), { document: { value }, accepted })
  },
}

export const traces: readonly Kind[] = [
  event,
  kindOf('own JSON Lines', 14, 'oncue', (draw) => jsonLines('oncue', draw)),
  kindOf('Segment and RudderStack', 6, 'segment', (draw) => jsonLines('segment', draw)),
  kindOf('Snowplow, JSON', 2, 'snowplow', (draw) => jsonLines('snowplow', draw)),
  kindOf('Snowplow, CSV', 1, 'snowplow', (draw) => table('snowplow', draw)),
  kindOf('Snowplow, TSV', 0.4, 'snowplow', (draw) => table('snowplow, with tabs', draw)),
  kindOf('PostHog, JSON', 4, 'posthog', (draw) => jsonLines('posthog', draw)),
  kindOf('PostHog, CSV', 1, 'posthog', (draw) => table('posthog', draw)),
  kindOf('Google Analytics 4', 5, 'ga4', (draw) => jsonLines('ga4', draw)),
  kindOf('access log', 8, 'combined', log),
  kindOf('plain CSV', 1.5, 'csv', (draw) => table('csv', draw)),
  packed,
]
