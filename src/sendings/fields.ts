import { shownKey } from '../authoring/document/pointer.js'
import { quote } from '../authoring/quote.js'
import { findMisspelt } from '../deliveries/misspelling.js'
import type { Reader } from '../deliveries/params.js'
import type { Faults } from './faults.js'

const maxFields = 200

/** One object of a request while it is read: where it stands, and where to say what is wrong with it. */
export class Fields {
  readonly faults: Faults
  readonly #given: Readonly<Record<string, unknown>>
  readonly #path: string

  private constructor(given: Readonly<Record<string, unknown>>, path: string, faults: Faults) {
    this.faults = faults
    this.#given = given
    this.#path = path
  }

  /**
   * Opens what came as an object. A name that nobody knows is left alone, unless it looks like a misspelling of one
   * that is: leaving that alone would lose what was asked for.
   *
   * @param path `''` is the whole request
   * @returns `null` where it is none, which is said
   */
  static open(given: unknown, path: string, { faults, known }: { faults: Faults; known: readonly string[] }) {
    const where = path === '' ? 'sending' : path
    if (!isObject(given)) {
      faults.add(where, 'invalid_type', `not an object: ${quote(given)}; send its fields by their names`)
      return null
    }
    const names = Object.keys(given)
    if (names.length > maxFields) {
      faults.add(where, 'too_many', `more than ${maxFields} fields: ${names.length}; send those that are documented`)
      return null
    }
    const fields = new Fields(given, path, faults)
    for (const { name, meant } of findMisspelt(names, known)) {
      faults.add(fields.pathOf(shownKey(name)), 'unknown_parameter', `unknown parameter; did you mean ${quote(meant)}?`)
    }
    return fields
  }

  pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`
  }

  /** A field as it came. Own properties only: no name means anything that nobody sent. */
  raw(name: string): unknown {
    return Object.hasOwn(this.#given, name) ? this.#given[name] : undefined
  }

  /** `undefined` where it was not given, or was wrong and has been told; `null` where it was given as `null`. */
  read<T>(name: string, reader: Reader<T>, error = 'invalid_type'): T | null | undefined {
    const value = this.raw(name)
    if (value === undefined || value === null) return value
    const reading = reader(value)
    if (reading.ok) return reading.value
    this.refuse(name, error, reading.help === undefined ? reading.message : `${reading.message}; ${reading.help}`)
    return undefined
  }

  refuse(name: string, error: string, what: string): void {
    this.faults.add(this.pathOf(name), error, what)
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
