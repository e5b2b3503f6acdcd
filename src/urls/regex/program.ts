import type { CharacterSet } from './character-set.js'
import { RegexRefusal } from './regex-refusal.js'

/** The pattern as a nondeterministic automaton. Numbers are indices into `instructions`. */
export interface Program {
  readonly instructions: readonly Instruction[]
  readonly start: number
}

export type Instruction =
  | { readonly kind: 'accept' }
  | { readonly kind: 'read'; readonly set: CharacterSet; readonly next: number }
  | { readonly kind: 'assert'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'fork'; first: number; readonly second: number }

export type Assertion = '^' | '$' | '\\b' | '\\B'

/** Emits its instructions in front of `next`, and answers where they are entered. Emitting twice gives two copies. */
export type Fragment = (next: number, emit: Emit) => number

/** Adds an instruction and answers its index. What it costs to ask it counts toward the size of the pattern. */
export type Emit = (instruction: Instruction, cost?: number) => number

/** The most states of a pattern, its repetitions written out, each item of a class counted. A character costs at most this. */
export const maxRegexSize = 5_000

/** @throws RegexRefusal where the pattern is too large. */
export function assemble(fragment: Fragment): Program {
  const instructions: Instruction[] = []
  let size = 0
  const emit: Emit = (instruction, cost = 1) => {
    size += cost
    if (size > maxRegexSize) throw new RegexRefusal(null)
    return instructions.push(instruction) - 1
  }
  return { start: fragment(emit({ kind: 'accept' }), emit), instructions }
}

export const read =
  (set: CharacterSet, cost = 1): Fragment =>
  (next, emit) =>
    emit({ kind: 'read', set, next }, cost)

export const assert =
  (assertion: Assertion): Fragment =>
  (next, emit) =>
    emit({ kind: 'assert', assertion, next })

export const sequence =
  (parts: readonly Fragment[]): Fragment =>
  (next, emit) =>
    parts.reduceRight((after, part) => part(after, emit), next)

export const either =
  (parts: readonly Fragment[]): Fragment =>
  (next, emit) =>
    parts.map((part) => part(next, emit)).reduce((first, second) => emit({ kind: 'fork', first, second }))

/** Lazy or greedy makes no difference to whether there is a match at all. */
export const repeat =
  (part: Fragment, least: number, most: number): Fragment =>
  (next, emit) => {
    let entry = next
    if (most === Infinity) {
      const loop: Instruction = { kind: 'fork', first: next, second: next }
      entry = emit(loop)
      loop.first = part(entry, emit)
    } else
      for (let copy = least; copy < most; copy++) entry = emit({ kind: 'fork', first: part(entry, emit), second: next })
    for (let copy = 0; copy < least; copy++) {
      const before = entry
      entry = part(before, emit)
      // An empty part emits nothing, so that no limit on size would end `(((){1000}){1000}){1000}`.
      if (entry === before) break
    }
    return entry
  }
