import { pointerTo } from './document/pointer.js'

/** One thing that did not come out as it was expected. */
export interface Mismatch {
  /** JSON pointer into the expectation. */
  readonly pointer: string
  readonly expected: unknown
  /** `undefined` where there is nothing at all. */
  readonly actual: unknown
}

/**
 * Compares what happened with what was expected of it. Only what the expectation names is looked at: objects by
 * subset, arrays whole (their objects by subset again), everything else exactly. What is expected as `null` must be
 * there as `null`, so that a misspelt id never passes.
 *
 * Law: anything matches itself; instants are compared as text, which `parseScenario` has made uniform (T5).
 */
export function matchExpectation(expected: unknown, actual: unknown, pointer = ''): Mismatch[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [{ pointer, expected, actual }]
    return expected.flatMap((item, index) => matchExpectation(item, actual[index], pointerTo(pointer, index)))
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [{ pointer, expected, actual }]
    return Object.entries(expected).flatMap(([key, value]) =>
      matchExpectation(value, Object.hasOwn(actual, key) ? actual[key] : undefined, pointerTo(pointer, key)),
    )
  }
  return Object.is(expected, actual) || expected === actual ? [] : [{ pointer, expected, actual }]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
