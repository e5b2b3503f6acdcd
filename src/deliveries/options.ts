import { pointerTo } from '../authoring/document/pointer.js'
import { quote } from '../authoring/quote.js'
import type { Reader } from './params.js'

const maxDepth = 32
const maxBytes = 65_536

/** Any JSON value within limits; what comes out is a copy that the delivery owns. */
export const options: Reader<unknown> = (value) => {
  const fault = findFault(value, { path: [], left: maxBytes })
  if (fault !== null) return { ok: false, ...fault }
  const json = JSON.stringify(value)
  return new TextEncoder().encode(json).length > maxBytes
    ? { ok: false, ...tooLarge }
    : { ok: true, value: JSON.parse(json) as unknown }
}

interface Fault {
  readonly message: string
  readonly help: string
}

const tooLarge: Fault = { message: `larger than ${maxBytes} bytes as JSON`, help: 'send less, or a reference to it' }

/** `left` goes down by at most what each value takes as JSON, so that a cycle or a giant ends the walk early. */
function findFault(value: unknown, walk: { readonly path: readonly string[]; left: number }): Fault | null {
  const { path } = walk
  walk.left -= typeof value === 'string' ? value.length : 1
  if (walk.left < 0) return tooLarge
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null
  if (Number.isFinite(value)) return null
  if (typeof value !== 'object' || !(Array.isArray(value) || isPlain(value))) {
    const where = pointerTo('', ...path)
    const message = `not JSON${where === '' ? '' : ` at ${quote(where)}`}: ${quote(value)}`
    return { message, help: 'send objects, arrays, texts, finite numbers, true, false and null' }
  }
  if (path.length >= maxDepth) return { message: `nested deeper than ${maxDepth} levels`, help: 'send a flatter value' }
  if (Array.isArray(value) && value.length > walk.left) return tooLarge
  // By `entries` of the array, holes are found too.
  for (const [key, member] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    if (member === undefined && !Array.isArray(value)) continue // JSON leaves it out
    const inner = { path: [...path, String(key)], left: walk.left }
    const fault = findFault(member, inner)
    if (fault !== null) return fault
    walk.left = inner.left - (typeof key === 'string' ? key.length : 0)
  }
  return null
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
