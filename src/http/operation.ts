import type * as v from 'valibot'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A parameter of a query, which is text. */
export interface QueryParam {
  readonly description: string
  readonly schema: v.GenericSchema
  readonly required?: boolean
}

/** One thing that can be asked of the API: how, and what may come of it. */
export interface Operation {
  readonly method: Method
  /** With `:id` in the place of an id. */
  readonly path: string
  readonly summary: string
  /** `secret`: only with the account's, where there is one; `anyone` besides. */
  readonly access: 'secret' | 'anyone'
  readonly query?: Readonly<Record<string, QueryParam>>
  readonly body?: {
    readonly schema: v.GenericSchema
    /** `document` is read by its own route, as JSON or YAML; `large` may be long. */
    readonly kind: 'json' | 'large' | 'document'
  }
  /** What it answers, beside what every operation of its kind may. */
  readonly statuses: readonly number[]
}

/** All that an operation may answer: its own, and what the handler answers for it. */
export function statusesOf({ statuses, access, body, path }: Operation): readonly number[] {
  const reading = body === undefined ? [] : [400, 408, 413, 415]
  // Whether there is a document is asked of no store.
  const failing = path === '/v3/openapi.json' ? [] : [503]
  const limited = path === '/v3/health' ? [] : [429]
  const all = [...statuses, ...reading, ...(access === 'secret' ? [403] : []), ...limited, ...failing]
  return [...new Set(all)].sort((a, b) => a - b)
}
