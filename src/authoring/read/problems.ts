import type { Problem } from '../../model/index.js'
import { pointerKeys } from '../document/pointer.js'
import type { Part, Place } from './part.js'

/** The most problems that one reading reports; the last of them says how many more there are. */
export const maxProblems = 100

// Beyond this many they are only counted: sorting a million of them would take longer than reading the document.
const maxGathered = 10_000

/** A problem before it has its line. What takes long to word is worded for those that are reported only. */
export interface Draft extends Place {
  readonly code: string
  readonly message: string
  readonly help?: string | (() => string | undefined)
  /** Whether the key or its value is what is wrong. */
  readonly at?: 'key' | 'value'
}

/**
 * Gathers what is wrong with the parts of a document. Order: by part, then by place in the text (by the order of keys
 * where there is no text), then as added. At one place a code is reported once.
 */
export class Problems {
  readonly #drafts: Draft[] = []
  readonly #seen = new Set<string>()
  readonly #keyIndexes = new WeakMap<object, ReadonlyMap<string, number>>()
  #dropped = 0

  constructor(readonly parts: readonly Part[]) {}

  get any(): boolean {
    return this.#drafts.length > 0
  }

  /** Takes a draft, or how to make one: what is counted only is not made. */
  add(given: Draft | (() => Draft)): void {
    if (this.#drafts.length >= maxGathered) {
      this.#dropped += 1
      return
    }
    const draft = typeof given === 'function' ? given() : given
    const key = `${draft.part} ${draft.code} ${draft.pointer} ${draft.message}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.#drafts.push(draft)
  }

  /** As `add`, for problems that others found at a pointer of the part. */
  addAll(part: number, problems: readonly Problem[]): void {
    for (const { code, pointer, message, help } of problems) {
      // Of a key that nobody knows, the key is what is wrong.
      const at = code === 'unknown_key' ? 'key' : 'value'
      this.add({ part, code, pointer, message, at, ...(help === undefined ? {} : { help }) })
    }
  }

  list(): Problem[] {
    const sorted = this.#drafts.map((draft) => ({ draft, order: this.#order(draft) })).sort(byOrder)
    const listed = sorted.length > maxProblems ? sorted.slice(0, maxProblems - 1) : sorted
    const problems = listed.map(({ draft }) => this.#render(draft))
    if (listed.length < sorted.length) {
      const more = sorted.length - listed.length + this.#dropped
      const help = `${maxProblems - 1} are listed: correct them first`
      problems.push({ code: 'too_many_problems', pointer: '', message: `${more} more problems`, help })
    }
    return problems
  }

  #render({ part, code, pointer, message, help, at }: Draft): Problem {
    const { base, file, locate } = this.parts[part] as Part
    const worded = typeof help === 'function' ? help() : help
    return {
      code,
      pointer: base + pointer,
      message,
      ...(worded ? { help: worded } : {}),
      ...(file === undefined ? {} : { file }),
      ...locate?.(base + pointer, at),
    }
  }

  #order({ part, pointer, at }: Draft): readonly number[] {
    const { base, value, locate } = this.parts[part] as Part
    const position = locate?.(base + pointer, at)
    return [part, position?.line ?? 0, position?.column ?? 0, ...this.#keyOrder(value, pointer)]
  }

  /** Where each key of a pointer stands among its siblings. */
  #keyOrder(value: unknown, pointer: string): number[] {
    let current = value
    return pointerKeys(pointer).map((key) => {
      if (typeof current !== 'object' || current === null) return 0
      const index = Array.isArray(current) ? Number(key) : (this.#indexesOf(current).get(key) ?? 0)
      current = Object.hasOwn(current, key) ? (current as Record<string, unknown>)[key] : undefined
      return index
    })
  }

  #indexesOf(object: object): ReadonlyMap<string, number> {
    const known = this.#keyIndexes.get(object)
    if (known !== undefined) return known
    const indexes = new Map(Object.keys(object).map((key, index) => [key, index]))
    this.#keyIndexes.set(object, indexes)
    return indexes
  }
}

function byOrder(a: { readonly order: readonly number[] }, b: { readonly order: readonly number[] }): number {
  const length = Math.min(a.order.length, b.order.length)
  for (let index = 0; index < length; index += 1) {
    const difference = (a.order[index] as number) - (b.order[index] as number)
    if (difference !== 0) return difference
  }
  return a.order.length - b.order.length
}
