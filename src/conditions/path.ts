import { own } from '../model/own.js'

/** One step into a nested fact: a property's name, or an array's index as text. */
export type Path = readonly string[]

/** `$`, then any number of `.name` and `[n]` (S1). The rest of JSONPath can run code, so it never goes anywhere. */
export const pathPattern = /^\$(?:\.[\w\u0080-\uffff-]+|\[\d+\])*$/

/**
 * Splits a path into its steps.
 *
 * @throws where it is outside the subset: authoring has refused it before.
 */
export function parsePath(path: string): Path {
  if (!pathPattern.test(path)) throw new Error(`not a path: ${path}`)
  return path.match(/[^$.[\]]+/g) ?? []
}

/**
 * Follows a path through own properties; a step that is not there leads to `undefined`. A fact that is no object
 * is its own answer whatever the path, as in json-rules-engine (S3).
 */
export function readPath(fact: unknown, path: Path): unknown {
  return isObject(fact)
    ? path.reduce<unknown>((value, step) => (isObject(value) ? own(value, step) : undefined), fact)
    : fact
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object'
