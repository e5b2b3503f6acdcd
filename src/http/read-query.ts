import { quote } from '../authoring/quote.js'
import { findMisspelt } from '../deliveries/misspelling.js'
import { type Reading, refuse } from './reply.js'

/** The parameters of a query, by name, each given once. */
export type Query = Readonly<Record<string, string>>

const maxParams = 50

/**
 * Reads a query string. A name that nobody knows is left alone, unless it looks like a misspelling of one that is; one
 * that is given twice is `422`, as it would say two things.
 */
export function readQuery(url: string, known: readonly string[]): Reading<Query> {
  const params = [...new URL(url).searchParams]
  const names = params.map(([name]) => name)
  const messages: string[] = []
  if (names.length > maxParams)
    messages.push(`query: more than ${maxParams} parameters; send those that are documented`)
  else {
    const twice = new Set(names.filter((name, k) => known.includes(name) && names.indexOf(name) !== k))
    for (const name of twice) messages.push(`${name}: given twice; give it once`)
    for (const { name, meant } of findMisspelt([...new Set(names)], known)) {
      messages.push(`${quote(name)}: unknown parameter; did you mean ${quote(meant)}?`)
    }
  }
  if (messages.length > 0) return { ok: false, reply: refuse(422, messages) }
  return { ok: true, value: Object.fromEntries(params.filter(([name]) => known.includes(name))) }
}
