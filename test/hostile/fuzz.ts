import { inspect } from 'node:util'
import { Worker } from 'node:worker_threads'
import { Draw, seedOf } from './draw.js'
import { Fault, type Outcome } from './judge.js'
import type { Kind } from './kinds/kind.js'
import { PrototypeWatch } from './prototypes.js'
import { shrink } from './shrink.js'

export interface FuzzOptions {
  readonly seed: number
  /** One of them ends it. */
  readonly seconds: number | null
  readonly inputs: number | null
  /** The number of the first one. */
  readonly from?: number
  /** The number of the one input that is wanted. */
  readonly only?: number | null
}

interface Count {
  accepted: number
  refused: number
  ms: number
  slowestMs: number
}

export interface Failure {
  readonly kind: string
  readonly index: number
  readonly message: string
  /** The input, made smaller, as text. */
  readonly document: string
}

export interface Fuzzed {
  readonly inputs: number
  readonly seconds: number
  readonly counts: ReadonlyMap<string, Count>
  readonly warmBytes: number
  readonly growthBytes: number
  readonly failure: Failure | null
}

/** An input that takes longer, and again when it is asked once more, hangs: once may be the machine's. */
const longestMs = (input: unknown): number => 1_000 + longestMsPerByte * (findBytes(input)?.length ?? 0)
/** A long text takes time in proportion: about four times what YAML takes, the slowest to read, asked twice. */
const longestMsPerByte = 0.01
/** What is never over is ended from another thread. */
const hangMs = 30_000
const mostGrowthBytes = 96 * 1_048_576
const inputsPerLook = 20_000

/** Draws inputs of all kinds until the time is over or something fails. */
export async function fuzz(
  kinds: readonly Kind[],
  { seed, seconds, inputs, from: first = 0, only = null }: FuzzOptions,
): Promise<Fuzzed> {
  const watch = new PrototypeWatch()
  const pulse = new SharedArrayBuffer(8)
  const beat = new Int32Array(pulse)
  const guard = new Worker(guardian, { eval: true, workerData: { pulse, hangMs, seed } })
  const counts = new Map(kinds.map(({ name }) => [name, { accepted: 0, refused: 0, ms: 0, slowestMs: 0 }]))
  const total = kinds.reduce((sum, { weight }) => sum + weight, 0)
  const began = performance.now()
  const heaps: number[] = []
  let failure: Failure | null = null
  const start = only ?? first
  let index = start
  for (; failure === null; index += 1) {
    if (inputs !== null && index >= inputs) break
    if (index % 64 === 0 && seconds !== null && performance.now() - began > seconds * 1_000) break
    beat[0] = index
    const draw = new Draw(seedOf(seed, index))
    const kind = chosen(kinds, draw.next() * total)
    const input = kind.draw(draw)
    const count = counts.get(kind.name) as Count
    const from = performance.now()
    try {
      const told = ask(kind, input, watch)
      const { outcome } = told instanceof Promise ? await told : told
      count[outcome] += 1
      if (index % inputsPerLook === 0) look(watch, heaps)
    } catch (error) {
      failure = await failureOf(kind, { index, input, error }, watch)
    }
    const ms = performance.now() - from
    count.ms += ms
    count.slowestMs = Math.max(count.slowestMs, ms)
    if (ms > longestMs(input) && failure === null) failure = await slow(kind, { index, input }, watch)
    if (only !== null) break
  }
  await guard.terminate()
  look(watch, heaps)
  const warmBytes = heaps[Math.min(3, heaps.length - 1)] ?? 0
  const growthBytes = (heaps.at(-1) ?? 0) - warmBytes
  if (failure === null && growthBytes > mostGrowthBytes) {
    failure = { kind: 'all', index, message: `the heap grew by ${growthBytes} bytes`, document: '' }
  }
  return {
    inputs: index - start,
    seconds: (performance.now() - began) / 1_000,
    counts,
    warmBytes,
    growthBytes,
    failure,
  }
}

function chosen(kinds: readonly Kind[], at: number): Kind {
  let left = at
  for (const kind of kinds) {
    left -= kind.weight
    if (left < 0) return kind
  }
  return kinds[0] as Kind
}

/** Asks twice: the second answer must be the first one's. */
function ask(kind: Kind, input: unknown, watch: PrototypeWatch): Outcome | Promise<Outcome> {
  const first = kind.run(input as never)
  if (first instanceof Promise) {
    return first.then(async (one) => same(one, await kind.run(input as never), watch))
  }
  return same(first, kind.run(input as never) as Outcome, watch)
}

function same(first: Outcome, second: Outcome, watch: PrototypeWatch): Outcome {
  watch.glance()
  if (first.outcome === second.outcome && first.answer === second.answer) return first
  throw new Fault(`asked twice, it says two things: ${first.answer.slice(0, 400)} | ${second.answer.slice(0, 400)}`)
}

function look(watch: PrototypeWatch, heaps: number[]): void {
  watch.look()
  ;(globalThis as { gc?: () => void }).gc?.()
  heaps.push(process.memoryUsage().heapUsed)
}

interface Failed {
  readonly index: number
  readonly input: unknown
}

async function failureOf(
  kind: Kind,
  { index, input, error }: Failed & { readonly error: unknown },
  watch: PrototypeWatch,
): Promise<Failure> {
  const signature = signatureOf(error)
  const smallest = await shrink(input, async (smaller) => {
    try {
      await ask(kind, smaller, watch)
      return false
    } catch (again) {
      return signatureOf(again) === signature
    }
  })
  const message =
    error instanceof Error ? (error instanceof Fault ? error.message : String(error.stack)) : String(error)
  return { kind: kind.name, index, message, document: written(kind, smallest) }
}

/** What fails in the same way: the same words up to what was found, at the same place. */
const signatureOf = (error: unknown): string =>
  error instanceof Error
    ? error instanceof Fault
      ? (error.message.split(':')[0] ?? '')
      : `${error.name} ${
          String(error.stack)
            .split('\n')
            .find((line) => line.includes('/src/')) ?? error.message
        }`
    : String(error)

async function slow(kind: Kind, { index, input }: Failed, watch: PrototypeWatch): Promise<Failure | null> {
  const from = performance.now()
  await ask(kind, input, watch)
  const ms = performance.now() - from
  if (ms <= longestMs(input)) return null
  return { kind: kind.name, index, message: `it took ${ms.toFixed(0)} ms`, document: written(kind, input) }
}

/** JSON where that can hold it; what it cannot hold stands beside it as the console shows it. */
function written(kind: Kind, input: unknown): string {
  const text = inspect(input, { depth: 100, maxArrayLength: 2_000, maxStringLength: 20_000 })
  const bytes = findBytes(input)
  return `${JSON.stringify({ kind: kind.name, input: text, ...(bytes === null ? {} : { text: Buffer.from(bytes).toString(), base64: Buffer.from(bytes).toString('base64') }) }, null, 2)}\n`
}

function findBytes(input: unknown): Uint8Array | null {
  if (input instanceof Uint8Array) return input
  if (typeof input !== 'object' || input === null) return null
  return Object.values(input).find((inner): inner is Uint8Array => inner instanceof Uint8Array) ?? null
}

/** Another thread: it ends the process where no input was over for a while, and says which one that is. */
const guardian = `
const { workerData: { pulse, hangMs, seed } } = require('node:worker_threads')
const { writeSync } = require('node:fs')
const beat = new Int32Array(pulse)
let last = -1
let since = Date.now()
setInterval(() => {
  if (beat[0] !== last) { last = beat[0]; since = Date.now() }
  else if (Date.now() - since > hangMs) {
    writeSync(2, 'input ' + last + ' of seed ' + seed + ' hangs\\n')
    process.kill(process.pid, 'SIGKILL')
  }
}, 500)
`
