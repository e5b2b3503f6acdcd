import type { Draw } from './draw.js'
import { exoticLeaf, hostileKeys, plainLeaf } from './leaves.js'

type Container = Record<string, unknown> | unknown[]

export interface MutateOptions {
  /** Values that no text can hold, circles among them: for what programs are given. */
  readonly exotic?: boolean
  /** Another valid document, whose parts may stand where they do not belong. */
  readonly other?: unknown
}

/** Changes a document of plain data in place, so that most of it stays valid; now and then not at all. */
export function mutate(document: unknown, draw: Draw, options: MutateOptions = {}): unknown {
  // Wrapped, so that the whole document can be replaced as any part of it can.
  const root = { document }
  let count = draw.pick([0, 1, 1, 1, 2, 2, 3, 5])
  // Made wide once only: a list of a hundred lists of a hundred is a test of patience.
  const once = { isWide: false }
  for (; count > 0; count -= 1) change(root, draw, { ...options, once })
  return root.document
}

function change(
  root: Container,
  draw: Draw,
  { exotic = false, other, once }: MutateOptions & { readonly once: { isWide: boolean } },
): void {
  const { holder, key, path } = place(root, draw)
  const value = get(holder, key)
  const leaf = (): unknown => (exotic && draw.chance(0.3) ? exoticLeaf(draw) : plainLeaf(draw))
  switch (draw.below(13)) {
    case 0:
    case 1:
    case 2:
    case 3:
      set(holder, key, leaf())
      break
    case 4:
      if (isContainer(value)) set(value, draw.pick(hostileKeys), leaf())
      break
    case 5:
      rename(holder, key, draw.pick(hostileKeys))
      break
    case 6:
      remove(holder, key)
      break
    case 7:
      if (Array.isArray(value) && value.length > 0) value.push(copy(draw.pick(value)))
      break
    case 8:
      set(holder, key, deep(value, draw))
      break
    case 9:
      if (Array.isArray(value) && !once.isWide) widen(value, draw)
      once.isWide = true
      break
    case 10:
      set(holder, key, other === undefined ? leaf() : copy(partOf(other, draw)))
      break
    case 11:
      if (exotic) set(holder, key, draw.pick(path))
      else remove(holder, key)
      break
    default:
      set(holder, key, copy(partOf(root, draw)))
  }
}

/** A walk down from the root to some part, with all that it is in. */
function place(root: Container, draw: Draw): { holder: Container; key: string; path: readonly Container[] } {
  let holder = root
  let key = 'document'
  const path = [root]
  while (!draw.chance(0.25)) {
    const value = get(holder, key)
    const keys = isContainer(value) ? Object.keys(value) : []
    if (keys.length === 0) break
    holder = value as Container
    key = draw.pick(keys)
    path.push(holder)
    if (path.length > 80) break
  }
  return { holder, key, path }
}

function partOf(document: unknown, draw: Draw): unknown {
  const { holder, key } = place({ document }, draw)
  return get(holder, key)
}

function deep(value: unknown, draw: Draw): unknown {
  const levels = draw.pick([1, 2, 30, 32, 33, 63, 64, 65, 200])
  const wrap = draw.pick<(inner: unknown) => unknown>([
    (inner) => [inner],
    (inner) => ({ not: inner }),
    (inner) => ({ all: [inner] }),
    (inner) => ({ kind: 'group', filters: [inner] }),
    (inner) => ({ a: inner }),
  ])
  let wrapped = value
  for (let level = 0; level < levels; level += 1) wrapped = wrap(wrapped)
  return wrapped
}

function widen(list: unknown[], draw: Draw): void {
  const size = draw.chance(0.02) ? 1_001 : draw.pick([3, 4, 5, 64, 65, 66, 101])
  // Copied once: a list that is in itself would double with each copy.
  const item = draw.chance(0.5) ? list[0] : copy(list[0])
  while (list.length < size) list.push(item ?? null)
}

function rename(holder: Container, key: string, to: string): void {
  const value = get(holder, key)
  remove(holder, key)
  set(holder, to, value)
}

function remove(holder: Container, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[key]
}

const get = (holder: Container, key: string): unknown => (holder as Record<string, unknown>)[key]

/** Defined, not assigned: a key `__proto__` is what JSON makes of it. */
function set(holder: Container, key: string, value: unknown): void {
  // A list with a `constructor` of its own is none that any text makes: its own `map` would not work.
  if (Array.isArray(holder) && !/^\d+$/.test(key)) return
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

const isContainer = (value: unknown): value is Container =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value)))

/** Of what may be circular; what is too much is left out. */
export function copy(value: unknown, copied = new Map<unknown, unknown>()): unknown {
  if (!isContainer(value)) return value
  if (copied.size > 2_000) return null
  const known = copied.get(value)
  if (known !== undefined) return known
  const made: Container = Array.isArray(value) ? [] : {}
  copied.set(value, made)
  for (const key of Object.keys(value)) set(made, key, copy(get(value, key), copied))
  return made
}
