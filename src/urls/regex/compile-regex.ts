import { createAutomaton } from './automaton.js'
import { parseRegex } from './parse-regex.js'

/**
 * Says what `new RegExp(source).test` says, in time linear in the text (U3), and holds no memory of earlier texts
 * beyond a bounded cache.
 *
 * @throws RegexRefusal for what is outside the regular subset.
 */
export function compileRegex(source: string): (text: string) => boolean {
  return createAutomaton(parseRegex(source)).test
}
