import type { Problem, Result } from '../../model/index.js'
import { emptyDocument, type Fault } from './fault.js'
import { scanJson } from './json-scan.js'
import { skipJsonSpace } from './json-tokens.js'
import { type DocumentLimits, documentLimitsInForce } from './limits.js'
import { lineIndex, type Position } from './line-index.js'
import { type Locate, readYaml, type YamlReading } from './yaml-document.js'

/** A document's value, and where in its text each part of it stands. */
export interface ParsedDocument {
  /** Plain data, a tree: nothing is shared, circular, deeper or larger than the limits. */
  readonly value: unknown
  /** The place of what a JSON pointer names: its value, or the key before it. Nothing is computed until it is asked. */
  readonly locate: (pointer: string, part?: 'key' | 'value') => Position | undefined
}

export interface ParseDocumentOptions {
  /** Named in every problem; `.json` keeps text that is no JSON from being read as YAML. */
  readonly file?: string
  /** Others than `documentLimits`; `maxDepth` is at most 320. */
  readonly limits?: Partial<DocumentLimits>
}

/**
 * Reads one JSON or YAML document. Text in JSON is read as JSON, everything else as YAML 1.2.
 *
 * Size, depth and number of values are bounded before anything recurses; repeated keys, binary data, bytes that are
 * no UTF-8, empty documents and several documents in one file are problems. Never throws, whatever the source is.
 *
 * @throws RangeError where a limit is no whole number in its range
 */
export function parseDocument(source: string | Uint8Array, options: ParseDocumentOptions = {}): Result<ParsedDocument> {
  const limits = documentLimitsInForce(options.limits)
  const text = readText(source, limits)
  if (typeof text !== 'string') return refuse([text], lineIndex(''), options.file)

  const position = lineIndex(text)
  const reading = readValue(text, limits, options.file)
  if (!reading.ok) return refuse(reading.faults, position, options.file)
  const locate: ParsedDocument['locate'] = (pointer, part = 'value') => {
    const offsets = reading.locate(pointer)
    return offsets && position(offsets[part])
  }
  return { ok: true, value: { value: reading.value, locate } }
}

function readText(source: string | Uint8Array, limits: DocumentLimits): string | Fault {
  const size = source.length
  if (size > limits.maxSize) {
    return tooLarge(size, limits.maxSize, typeof source === 'string' ? 'characters' : 'bytes')
  }
  const decoded = typeof source === 'string' ? source : decode(source)
  if (decoded === null) {
    return { code: 'not_text', offset: 0, message: 'the document is not UTF-8 text', help: 'save it as UTF-8' }
  }
  const text = decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded
  const nul = text.indexOf('\0')
  return nul === -1 ? text : { code: 'not_text', offset: 0, message: `the document is binary: a NUL at offset ${nul}` }
}

const tooLarge = (size: number, maxSize: number, unit: string, advice = ''): Fault => ({
  code: 'too_large',
  offset: 0,
  message: `the document is ${size} ${unit} long`,
  help: `the limit is ${maxSize} ${unit}${advice}`,
})

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function readValue(text: string, limits: DocumentLimits, file = ''): YamlReading {
  const start = skipJsonSpace(text, 0)
  const asYaml = (): YamlReading =>
    text.length > limits.maxYamlSize
      ? { ok: false, faults: [tooLarge(text.length, limits.maxYamlSize, 'characters', ' of YAML: write it as JSON')] }
      : readYaml(text, limits)
  if (start === text.length) return { ok: false, faults: [emptyDocument] }
  if (text[start] !== '{' && text[start] !== '[' && !/\.json$/i.test(file)) return asYaml()

  const { fatal, repeated } = scanJson(text, limits)
  const [first, ...others] = fatal === null ? repeated : [fatal]
  if (first === undefined) return { ok: true, value: JSON.parse(text), locate: locateJson(text, limits) }
  if (first.code !== 'syntax' || looksLikeJson(text, start, file)) return { ok: false, faults: [first, ...others] }
  return asYaml()
}

// YAML in flow style begins like JSON; what quotes its first key, or holds objects at once, was meant as JSON.
const looksLikeJson = (text: string, start: number, file: string): boolean =>
  /\.json$/i.test(file) || /["[{]/.test(text[skipJsonSpace(text, start + 1)] ?? '"')

/** Positions of a JSON text, found by a second walk when the first of them is asked for. */
function locateJson(text: string, limits: DocumentLimits): Locate {
  let offsets: Map<string, { key: number; value: number }> | undefined
  return (pointer) => {
    if (offsets === undefined) {
      const found = new Map<string, { key: number; value: number }>()
      scanJson(text, limits, (at, offset) => found.set(at, offset))
      offsets = found
    }
    return offsets.get(pointer)
  }
}

const maxFaults = 100

function refuse(faults: readonly [Fault, ...Fault[]], position: (offset: number) => Position, file?: string) {
  const render = (fault: Fault): Problem => {
    const seen = fault.see && position(fault.see.offset)
    const help = seen ? `${fault.see?.words} line ${seen.line}, column ${seen.column}` : fault.help
    return {
      code: fault.code,
      pointer: '',
      message: fault.message,
      ...(help === undefined ? {} : { help }),
      ...(file === undefined ? {} : { file }),
      ...position(fault.offset),
    }
  }
  const [first, ...others] = faults
  const problems: [Problem, ...Problem[]] = [render(first), ...others.slice(0, maxFaults - 1).map(render)]
  return { ok: false, problems } as const
}
