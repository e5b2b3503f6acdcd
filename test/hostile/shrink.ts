import { copy } from './mutate.js'

/** Makes an input smaller while `fails` says that it fails as before; gives up after some tries. */
export async function shrink(input: unknown, fails: (smaller: unknown) => Promise<boolean>): Promise<unknown> {
  let smallest = input
  let left = 400
  for (let progress = true; progress && left > 0; ) {
    progress = false
    for (const smaller of smallerOnes(smallest)) {
      if (left-- <= 0) break
      if (!(await fails(smaller))) continue
      smallest = smaller
      progress = true
      break
    }
  }
  return smallest
}

function* smallerOnes(input: unknown): Generator<unknown> {
  if (input instanceof Uint8Array || typeof input === 'string') {
    for (let size = input.length >> 1; size > 0; size >>= 1) {
      for (let at = 0; at < input.length; at += size) yield without(input, at, Math.min(input.length, at + size))
    }
    return
  }
  if (typeof input !== 'object' || input === null) return
  const [prototype] = [Object.getPrototypeOf(input)]
  if (prototype !== Object.prototype && !Array.isArray(input)) return
  if (isCircular(input)) return
  for (const key of Object.keys(input)) {
    const made = copy(input) as Record<string, unknown>
    if (Array.isArray(made)) made.splice(Number(key), 1)
    else delete made[key]
    yield made
  }
  for (const key of Object.keys(input)) {
    for (const inner of smallerOnes((input as Record<string, unknown>)[key])) {
      const made = copy(input) as Record<string, unknown>
      Object.defineProperty(made, key, { value: inner, enumerable: true, configurable: true, writable: true })
      yield made
    }
  }
}

function without(input: Uint8Array | string, from: number, to: number): Uint8Array | string {
  if (typeof input === 'string') return input.slice(0, from) + input.slice(to)
  const made = new Uint8Array(input.length - (to - from))
  made.set(input.subarray(0, from))
  made.set(input.subarray(to), from)
  return made
}

function isCircular(value: unknown, above: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (above.includes(value) || above.length > 100) return true
  return Object.values(value).some((inner) => isCircular(inner, [...above, value]))
}
