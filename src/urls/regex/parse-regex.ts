import type { CodeUnits, RegexAssertion, RegexProgram } from '../../model/index.js'
import { complement, namedSets, notLineEnd, range, union } from './character-set.js'
import { assemble, assert, either, type Fragment, read, repeat, sequence } from './program.js'
import { RegexRefusal } from './regex-refusal.js'

export const maxRepetition = 1_000
/** Groups in each other: reading them takes the stack. */
export const maxGroupDepth = 100

/**
 * Reads a pattern as JavaScript does without flags, as far as it is regular: alternatives, groups, classes, escapes,
 * `.` `^` `$` `\b` `\B` and quantifiers.
 *
 * @throws RegexRefusal for look-around, back-references, escapes that mean nothing certain, what is too large, and
 * what is no pattern at all.
 */
export function parseRegex(source: string): RegexProgram {
  let at = 0
  let depth = 0

  function refuse(index: number): never {
    throw new RegexRefusal(index)
  }

  function accept(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = at
    const match = sticky.exec(source)
    if (match) at = sticky.lastIndex
    return match
  }

  function alternatives(): Fragment {
    const parts = [terms()]
    while (accept(/\|/y)) parts.push(terms())
    return either(parts)
  }

  function terms(): Fragment {
    const parts: Fragment[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(term())
    return sequence(parts)
  }

  function term(): Fragment {
    const assertion = accept(/[$^]|\\b/iy)?.[0]
    if (assertion) return assert(assertion as RegexAssertion)
    const from = at
    if (quantifier()) refuse(from)
    const part = atom()
    const limits = quantifier()
    accept(/\?/y) // Lazy: perhaps another match, but no other answer.
    return limits ? repeat(part, ...limits) : part
  }

  function quantifier(): readonly [number, number] | undefined {
    const from = at
    const match = accept(/[*+?]|\{(\d+)(,(\d*))?\}/y)
    if (!match) return undefined
    const [sign, first, comma, second] = match
    if (!first) return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity]
    const least = Number(first)
    const most = comma ? Number(second || Infinity) : least
    if (least > most || (most < Infinity ? most : least) > maxRepetition) refuse(from)
    return [least, most]
  }

  function atom(): Fragment {
    if (accept(/\(/y)) return group(at - 1)
    if (accept(/\[/y)) return characterClass(at - 1)
    return read(accept(/\./y) ? notLineEnd : setOf(character(false)))
  }

  function group(from: number): Fragment {
    if (!accept(/(?!\?)|\?(:|<[A-Za-z_$][\w$]*>)/y) || ++depth > maxGroupDepth) refuse(from)
    const inner = alternatives()
    depth--
    return accept(/\)/y) ? inner : refuse(from)
  }

  function characterClass(from: number): Fragment {
    const negated = accept(/\^/y)
    const sets: CodeUnits[] = []
    while (!accept(/]/y)) {
      if (at >= source.length) refuse(from)
      const first = character(true)
      const dash = at
      if (accept(/-(?!\]|$)/y)) {
        const last = character(true)
        // Between two characters a dash is a range; beside `\w` and its like it is itself.
        if (first in namedSets || last in namedSets) sets.push(setOf('-'), setOf(last))
        else if (first > last) refuse(dash)
        else sets.push(range(first, last))
      }
      sets.push(setOf(first))
    }
    const set = union(sets)
    return read(negated ? complement(set) : set, sets.length + 1)
  }

  /** The character that is meant, or the name of a set. */
  function character(inClass: boolean): string {
    const from = at
    if (!accept(/\\/y)) return source.charAt(at++)
    const code = accept(/0(?!\d)|x[\da-fA-F]{2}|u[\da-fA-F]{4}/y)
    if (code) return String.fromCharCode(Number(`0x${code[0].slice(1) || 0}`))
    const letter = source.charAt(at++)
    if (`\\${letter}` in namedSets) return `\\${letter}`
    if (inClass && letter === 'b') return '\b'
    if (/^[\da-z]?$/i.test(letter)) return controls[letter] ?? refuse(from)
    return letter
  }

  const whole = alternatives()
  if (at < source.length) refuse(at)
  return assemble(whole)
}

const setOf = (character: string): CodeUnits => namedSets[character] ?? range(character)

const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' }
