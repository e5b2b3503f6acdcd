/** What a route answers, before it becomes a response. */
export interface Reply {
  readonly status: number
  /** Written as JSON; `undefined` is no body. */
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What was read of a request, or the answer where it cannot be read. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reply: Reply }

export const ok = (body: unknown, headers?: Reply['headers']): Reply => ({
  status: 200,
  body,
  ...(headers === undefined ? {} : { headers }),
})

/** Expected failure, in the one shape that all of them have (D12). */
export const refuse = (code: number, messages: readonly string[], headers?: Reply['headers']): Reply => ({
  status: code,
  body: { code, messages },
  ...(headers === undefined ? {} : { headers }),
})

/** The same, to be sent again after a wait. */
export const refuseFor = (code: 429 | 503, message: string, retryAfterMs: number): Reply => {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  return refuse(code, [`${message}; retry after ${seconds} s`], { 'retry-after': `${seconds}` })
}
