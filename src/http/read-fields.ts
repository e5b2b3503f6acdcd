import * as v from 'valibot'
import { pathOfPointer } from '../authoring/document/pointer.js'
import { quote } from '../authoring/quote.js'
import { toProblem } from '../authoring/trace-problems.js'
import { findMisspelt } from '../deliveries/misspelling.js'
import { type Reading, refuse } from './reply.js'

type ObjectSchema = v.LooseObjectSchema<v.ObjectEntries, undefined>

/**
 * Judges a body by its schema and says everything that is wrong with it at once. A name that nobody knows is left
 * alone, unless it looks like a misspelling of one that is: leaving that alone would lose what was said.
 */
export function readFields<T extends ObjectSchema>(schema: T, body: unknown): Reading<v.InferOutput<T>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refused([`body: not an object: ${quote(body)}; send the parameters by their names`])
  }
  const names = Object.keys(body)
  if (names.length > maxParams) {
    return refused([`body: more than ${maxParams} parameters: ${names.length}; send those that are documented`])
  }
  const read = v.safeParse(schema, body)
  const messages = (read.issues ?? []).map((issue) => say(toProblem(issue)))
  for (const [name, entry] of Object.entries(schema.entries)) {
    // To Valibot an array is a record too.
    const value = Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined
    if (Array.isArray(value) && isRecord(entry)) messages.push(`${name}: expected an object, found an array`)
  }
  for (const { name, meant } of findMisspelt(names, Object.keys(schema.entries))) {
    messages.push(`${quote(name)}: unknown parameter; did you mean ${quote(meant)}?`)
  }
  if (messages.length > 0) return refused(messages)
  // As it came: Valibot leaves out keys that are named `__proto__` and the like.
  return { ok: true, value: body as v.InferOutput<T> }
}

const maxParams = 200

/** `wrapped` is the schema inside of `nullish` and pipes. */
function isRecord(entry: { readonly type: string; readonly wrapped?: unknown }): boolean {
  return entry.type === 'record' || (entry.wrapped !== undefined && isRecord(entry.wrapped as typeof entry))
}

/** A problem as one message, its pointer as a path. */
export function say({ pointer, message, help }: ReturnType<typeof toProblem>): string {
  const path = pathOfPointer(pointer)
  return `${path === '' ? '' : `${path}: `}${message}${help === undefined ? '' : `; ${help}`}`
}

const refused = (messages: readonly string[]): Reading<never> => ({ ok: false, reply: refuse(422, messages) })
