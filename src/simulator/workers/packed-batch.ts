import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Batch } from '../batch.js'

/** A batch as it is sent to a worker: arrays that change hands without being copied, and every href once. */
export interface PackedBatch {
  readonly profile: Int32Array
  readonly at: Float64Array
  readonly line: Float64Array
  /** Into `hrefs`. */
  readonly href: Int32Array
  readonly hrefs: readonly string[]
  /** By place: there are few. */
  readonly rest: readonly (readonly [place: number, rest: TraceEvent | string])[]
}

export function packBatch({ size, profile, at, line, href, rest }: Batch): PackedBatch {
  const numbers = new Map<string, number>()
  const indices = new Int32Array(size)
  const others: [number, TraceEvent | string][] = []
  for (let place = 0; place < size; place++) {
    const one = href[place] as string
    const number = numbers.get(one) ?? numbers.size
    if (number === numbers.size) numbers.set(one, number)
    indices[place] = number
    const other = rest[place] ?? null
    if (other !== null) others.push([place, other])
  }
  return {
    profile: profile.slice(0, size),
    at: at.slice(0, size),
    line: line.slice(0, size),
    href: indices,
    hrefs: [...numbers.keys()],
    rest: others,
  }
}

/** What changes hands: the sender has it no more. */
export const transfersOf = ({ profile, at, line, href }: PackedBatch): ArrayBuffer[] =>
  [profile, at, line, href].map(({ buffer }) => buffer as ArrayBuffer)

export function unpackBatch({ profile, at, line, href, hrefs, rest }: PackedBatch): Batch {
  const size = at.length
  const [named, whole]: [string[], (TraceEvent | string | null)[]] = [new Array(size), new Array(size).fill(null)]
  for (let place = 0; place < size; place++) named[place] = hrefs[href[place] as number] as string
  for (const [place, other] of rest) whole[place] = other
  return { size, profile, at, line, href: named, rest: whole }
}
