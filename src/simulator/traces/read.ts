import { plainFormats } from './formats/index.js'
import { nobodyKnown } from './identity.js'
import { type Mapping, plainMapping } from './mapping.js'
import type { TracePart } from './part.js'
import { PartTaker } from './part-taker.js'
import { readObjects } from './read-objects.js'
import { readMapped, readTranslated } from './read-rows.js'
import type { TraceSource } from './source.js'
import type { TraceTaker } from './taker.js'

export type { TraceTaker } from './taker.js'

/**
 * Reads a trace, file after file, row by row, in memory that does not grow with it. Where its formats can say that an
 * anonymous id is a user, it is gone through once before, unless that was done already.
 *
 * @returns how many lines there were, of all files
 */
export async function readTrace<T>(
  source: TraceSource,
  mapping: Mapping,
  taker: TraceTaker<T>,
  onRead?: (bytes: number) => void,
): Promise<number> {
  const { files } = source
  if (files === undefined) {
    return readObjects(source.read(onRead), mapping, new PartTaker(taker, source.name, 0))
  }
  const identities = needsIdentities(files.parts, mapping)
    ? await files.identities(async () => (await taker.pause?.()) !== false)
    : nobodyKnown
  // Whoever takes the trace has had enough before it began.
  if (identities === null) return 0
  let lines = 0
  let bytes = 0
  for (const part of files.parts) {
    const partTaker = new PartTaker(taker, part.name, lines)
    const bytesBefore = bytes
    const onPartRead = onRead === undefined ? undefined : (read: number) => onRead(bytesBefore + read)
    const format = formatOf(part, mapping)
    if (format.kind === 'translated') {
      lines += await readTranslated(part, format, { taker: partTaker, identities }, onPartRead)
    } else if (part.head.container === 'json') {
      lines += await readObjects(part.read(onPartRead), mapping, partTaker)
    } else {
      lines += await readMapped(part, mapping, partTaker, onPartRead)
    }
    if (!partTaker.isOpen) break
    bytes += part.bytes
  }
  return lines
}

/** A mapping says what the fields are: nothing that was only guessed stands against it. */
const formatOf = ({ format, isNamed, head }: TracePart, mapping: Mapping): TracePart['format'] =>
  isNamed || mapping === plainMapping ? format : plainFormats[head.container]

function needsIdentities(parts: readonly TracePart[], mapping: Mapping): boolean {
  const formats = parts.map((part) => formatOf(part, mapping))
  return formats.some((format) => format.kind === 'translated' && format.hasIdentity)
}
