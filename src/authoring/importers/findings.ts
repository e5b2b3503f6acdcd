import type { Result } from '../../model/index.js'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { guardValue } from '../read/guard-value.js'
import { Problems } from '../read/problems.js'
import { isRecord } from '../read/raw-items.js'

/** What is wrong with one import, gathered so that all of it is reported at once, in the order of the input (C5). */
export class Findings {
  readonly #problems: Problems
  /** Whether the input is small and shallow enough to be walked at all; what is circular is not. */
  readonly walkable: boolean

  constructor(input: unknown) {
    this.#problems = new Problems([{ value: input, base: '' }])
    guardValue(0, input, this.#problems)
    this.walkable = !this.#problems.any
  }

  add(code: string, pointer: string, message: string, help?: string): void {
    this.#problems.add({ part: 0, code, pointer, message, ...(help === undefined ? {} : { help }) })
  }

  /** What was made, unless something was found. */
  result<T>(value: T): Result<T> {
    const [first, ...others] = this.#problems.list()
    return first === undefined ? { ok: true, value } : { ok: false, problems: [first, ...others] }
  }

  record(value: unknown, pointer: string, noun: string): Readonly<Record<string, unknown>> | null {
    if (isRecord(value)) return value
    this.add('invalid_type', pointer, `expected ${noun}, found ${quote(value)}`)
    return null
  }

  list(value: unknown, pointer: string, noun: string): readonly unknown[] {
    if (Array.isArray(value)) return value
    this.add('invalid_type', pointer, `expected ${noun}, found ${quote(value)}`)
    return []
  }

  /** An id as text: MPC's are numbers. */
  id(value: unknown, pointer: string, noun = 'an id'): string {
    if (typeof value === 'string' && value !== '') return value
    if (Number.isSafeInteger(value)) return String(value)
    this.add('invalid_type', pointer, `expected ${noun}, found ${quote(value)}`)
    return ''
  }

  /** Keys outside `known` may change what is meant: they are never passed over. Absent is the same as `null`. */
  onlyKeys(object: Readonly<Record<string, unknown>>, pointer: string, known: readonly string[], noun: string): void {
    for (const key of Object.keys(object)) {
      if (known.includes(key) || isAbsent(object[key])) continue
      this.add('unsupported', pointerTo(pointer, key), `${quote(key)} of ${noun} cannot be expressed`)
    }
  }
}

export const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined
