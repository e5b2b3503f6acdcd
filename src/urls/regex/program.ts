import type { CodeUnits, RegexAssertion, RegexInstruction, RegexProgram } from '../../model/index.js'
import { RegexRefusal } from './regex-refusal.js'

/** Emits its instructions in front of `next`, and answers where they are entered. Emitting twice gives two copies. */
export type Fragment = (next: number, emit: Emit) => number

/** Adds an instruction and answers its index. What it costs to ask it counts toward the size of the pattern. */
export type Emit = (instruction: RegexInstruction, cost?: number) => number

/** The most states of a pattern, its repetitions written out, each item of a class counted. A character costs at most this. */
export const maxRegexSize = 5_000

/** @throws RegexRefusal where the pattern is too large. */
export function assemble(fragment: Fragment): RegexProgram {
  const instructions: RegexInstruction[] = []
  let size = 0
  const emit: Emit = (instruction, cost = 1) => {
    size += cost
    if (size > maxRegexSize) throw new RegexRefusal(null)
    return instructions.push(instruction) - 1
  }
  return { start: fragment(emit([0, 0]), emit), instructions }
}

export const read =
  (set: CodeUnits, cost = 1): Fragment =>
  (next, emit) =>
    emit([next, set], cost)

export const assert =
  (assertion: RegexAssertion): Fragment =>
  (next, emit) =>
    emit([next, assertion])

export const sequence =
  (parts: readonly Fragment[]): Fragment =>
  (next, emit) =>
    parts.reduceRight((after, part) => part(after, emit), next)

export const either =
  (parts: readonly Fragment[]): Fragment =>
  (next, emit) =>
    parts.map((part) => part(next, emit)).reduce((first, second) => emit([first, second]))

/** Lazy or greedy makes no difference to whether there is a match at all. */
export const repeat =
  (part: Fragment, least: number, most: number): Fragment =>
  (next, emit) => {
    let entry = next
    if (most === Infinity) {
      const loop: [number, number] = [next, next]
      entry = emit(loop)
      loop[0] = part(entry, emit)
    } else for (let copy = least; copy < most; copy++) entry = emit([part(entry, emit), next])
    for (let copy = 0; copy < least; copy++) {
      const before = entry
      entry = part(before, emit)
      // An empty part emits nothing, so that no limit on size would end `(((){1000}){1000}){1000}`.
      if (entry === before) break
    }
    return entry
  }
