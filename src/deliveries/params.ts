import { quote } from '../authoring/quote.js'
import { findMisspelt } from './misspelling.js'
import { type Checked, found, refused } from './outcome.js'

/** A request's parameters while they are read, and everything that is found wrong with them (D12). */
export interface Params {
  readonly given: Readonly<Record<string, unknown>>
  readonly messages: string[]
}

/** What a reader made of one value. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly help?: string }

export type Reader<T> = (value: unknown) => Reading<T>

const maxParams = 200

/**
 * Opens what came as parameters. A name that nobody knows is left alone, unless it looks like a misspelling of
 * one that is: leaving that alone would lose what was asked for.
 */
export function openParams(
  given: unknown,
  { what, known }: { what: string; known: readonly string[] },
): Checked<Params> {
  if (!isObject(given)) {
    return refused(422, [`${what}: not an object: ${quote(given)}; send the parameters by their names`])
  }
  const names = Object.keys(given)
  if (names.length > maxParams) {
    return refused(422, [`${what}: more than ${maxParams} parameters: ${names.length}; send those that are documented`])
  }
  const messages = findMisspelt(names, known).map(
    ({ name, meant }) => `${quote(name)}: unknown parameter; did you mean ${quote(meant)}?`,
  )
  return found({ given, messages })
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A parameter as it came. Own properties only: no name means anything that nobody sent. */
export function rawValue(params: Params, name: string): unknown {
  return Object.hasOwn(params.given, name) ? params.given[name] : undefined
}

/** `undefined` where it was not given, or was wrong and is now in the messages; `null` where it was given as `null`. */
export function read<T>(params: Params, name: string, reader: Reader<T>): T | null | undefined {
  const value = rawValue(params, name)
  if (value === undefined || value === null) return value
  const reading = reader(value)
  if (reading.ok) return reading.value
  params.messages.push(`${name}: ${reading.message}${reading.help === undefined ? '' : `; ${reading.help}`}`)
  return undefined
}
