import type { RegexAssertion, RegexProgram } from '../../model/index.js'

/** A set of places in the program, as reached in front of a code unit. */
interface State {
  readonly places: readonly number[]
  /** A code unit like the one in front: what `^` and `\b` want to know. Empty at the start. */
  readonly before: string
  /** By code unit, from 1 on, and 0 at the end of the text: the state after it, or the answer. */
  readonly next: (State | boolean)[]
}

/**
 * A predicate that says whether the program's pattern matches anywhere in a text. It follows all ways through the
 * program at once, so that no text makes it go back: each code unit costs at most one visit of each instruction (U3).
 * The sets of places it has met are kept as states of a deterministic automaton, built as texts need them; where they
 * would take more than `cacheSize` numbers, they are forgotten and built anew.
 */
export function createAutomaton({ instructions, start }: RegexProgram, cacheSize = 100_000): (text: string) => boolean {
  const states = new Map<string, State>()
  let cached = 0

  function follow({ places, before }: State, unit: string): State | boolean {
    const open = new Set(places)
    const next = new Set([start]) // Unanchored: a match may begin at every unit.
    const code = unit.charCodeAt(0) // NaN at the end: in no set.
    for (const place of open) {
      if (place === 0) return true
      const [to, what] = instructions[place] as RegexProgram['instructions'][number]
      if (typeof what === 'number') open.add(to).add(what)
      else if (typeof what === 'string') {
        if (holds(what, before, unit)) open.add(to)
      } else if (what.filter((turn) => turn <= code).length % 2) next.add(to)
    }
    return unit !== '' && intern([...next], isWord(unit) ? 'a' : ' ')
  }

  function intern(places: readonly number[], before: string): State {
    const key = before + places
    let state = states.get(key)
    if (!state) {
      state = { places, before, next: [] }
      states.set(key, state)
      cached += key.length
    }
    return state
  }

  return (text) => {
    let state: State | boolean = intern([start], '')
    for (let i = 0; typeof state === 'object'; i++) {
      // Nothing is read beyond the text: that would make all that is read a slower kind of number.
      const unit = i < text.length ? text.charCodeAt(i) + 1 : 0
      let after: State | boolean | undefined = state.next[unit]
      if (after === undefined) {
        if (++cached > cacheSize) {
          states.clear()
          cached = 0
        }
        state.next[unit] = after = follow(state, text.charAt(i))
      }
      state = after
    }
    return state
  }
}

function holds(assertion: RegexAssertion, before: string, unit: string): boolean {
  const boundary = isWord(before) !== isWord(unit)
  return { '^': before === '', $: unit === '', '\\b': boundary, '\\B': !boundary }[assertion]
}

const isWord = (unit: string): boolean => /\w/.test(unit)
