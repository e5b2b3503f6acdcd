/** Where an engine and the rules part: what the rules say, and what it said. */
export interface Difference {
  readonly path: string
  readonly expected: unknown
  readonly actual: unknown
}

/** The first difference between two plain values; a key that is `undefined` is not there. */
export function differenceOf(expected: unknown, actual: unknown, path = ''): Difference | null {
  if (Object.is(expected, actual)) return null
  const different = { path, expected, actual }
  if (typeof expected !== 'object' || typeof actual !== 'object') return different
  if (expected === null || actual === null) return different
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return different
    for (let k = 0; k < expected.length; k++) {
      const found = differenceOf(expected[k], actual[k], `${path}/${k}`)
      if (found !== null) return found
    }
    return null
  }
  return differenceOfObjects(expected as Plain, actual as Plain, path)
}

type Plain = Readonly<Record<string, unknown>>

function differenceOfObjects(expected: Plain, actual: Plain, path: string): Difference | null {
  for (const key in expected) {
    const found = differenceOf(expected[key], actual[key], `${path}/${key}`)
    if (found !== null) return found
  }
  for (const key in actual) {
    if (actual[key] !== undefined && expected[key] === undefined) {
      return { path: `${path}/${key}`, expected: undefined, actual: actual[key] }
    }
  }
  return null
}
