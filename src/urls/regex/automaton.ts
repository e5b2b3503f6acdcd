import { word } from './character-set.js'
import type { Assertion, Instruction, Program } from './program.js'

export interface Automaton {
  /** Whether the pattern matches anywhere in the text. */
  readonly test: (text: string) => boolean
  /** Instructions visited so far: at most (length + 1) × instructions for each text. */
  readonly work: () => number
}

/** A set of places in the program, as reached in front of a code unit. */
interface State {
  readonly places: readonly number[]
  readonly before: Before
  /** By code unit + 1, 0 being the end of the text: the state after it, or the answer. */
  readonly next: (State | boolean)[]
}

/** What stands in front: what `^` and `\b` want to know. */
type Before = 'start' | 'word' | 'other'

/**
 * Follows all ways through the program at once, so that no text makes it go back. The sets of places it has met are
 * kept as states of a deterministic automaton, built as texts need them; where they would take more than `cacheSize`
 * numbers, they are forgotten and built anew.
 */
export function createAutomaton({ instructions, start }: Program, cacheSize = 100_000): Automaton {
  const states = new Map<string, State>()
  let cached = 0
  let work = 0

  function test(text: string): boolean {
    let state: State | boolean = intern([start], 'start')
    for (let i = 0; typeof state === 'object'; i++) {
      const key = (text.charCodeAt(i) + 1) | 0
      state = state.next[key] ?? step(state, key, text.charAt(i))
    }
    return state
  }

  function step(state: State, key: number, unit: string): State | boolean {
    if (++cached > cacheSize) {
      states.clear()
      cached = 0
    }
    const after = follow(state, unit)
    state.next[key] = after
    return after
  }

  function follow({ places, before }: State, unit: string): State | boolean {
    const open = new Set(places)
    const next = new Set([start]) // Unanchored: a match may begin at every unit.
    for (const place of open) {
      work++
      const instruction = instructions[place] as Instruction
      if (instruction.kind === 'accept') return true
      if (instruction.kind === 'fork') open.add(instruction.first).add(instruction.second)
      else if (instruction.kind === 'assert') {
        if (holds(instruction.assertion, before, unit)) open.add(instruction.next)
      } else if (unit && instruction.set(unit)) next.add(instruction.next)
    }
    return unit
      ? intern(
          [...next].sort((a, b) => a - b),
          word(unit) ? 'word' : 'other',
        )
      : false
  }

  function intern(places: readonly number[], before: Before): State {
    const key = before + places
    let state = states.get(key)
    if (!state) {
      state = { places, before, next: [] }
      states.set(key, state)
      cached += key.length
    }
    return state
  }

  return { test, work: () => work }
}

function holds(assertion: Assertion, before: Before, unit: string): boolean {
  const boundary = (before === 'word') !== word(unit)
  return { '^': before === 'start', $: !unit, '\\b': boundary, '\\B': !boundary }[assertion]
}
