import { apply } from 'oncue'
import { advanceSendings, createHandler } from 'oncue/http'
import { memoryStore, type Store } from 'oncue/store'
import { catalog, secret, start } from './api.js'
import type { Asked } from './arbitrary-request.js'
import { judge, judgeTaken, operationFor } from './document.js'

/** A handler that is asked one thing after another, and what is wrong with each answer. */
export interface Walk {
  /** @returns the status, and what is wrong with the answer */
  readonly ask: (request: Asked) => Promise<{ readonly status: number; readonly fault: string | null }>
}

const hangMs = 5_000

/** Begins at a store with the catalog of the tests; time goes on by a second with each request, and
 * sendings with it. */
export async function beginWalk(inner: Store = memoryStore()): Promise<Walk> {
  let writes = 0
  const errors: unknown[] = []
  const store = counted(inner, () => {
    writes += 1
  })
  await store.putCatalog({ expected: 0, at: start, document: catalog })
  for (const id of ['u1', 'u2']) {
    const event = { type: 'identify', at: start, uid: id } as const
    const base = await store.load(id)
    await store.commit({ base, events: [event], profile: apply(base.profile, event), answer: null })
  }
  let now = start
  let made = 0
  let asked = 0
  const newId = (): string => `d${++made}`
  const handler = createHandler({ store, secret, newId, now: () => now, onError: (error) => errors.push(error) })
  return {
    async ask(request) {
      now += 1_000
      asked += 1
      if (asked % 25 === 0) await advanceSendings({ store, now: () => now })
      writes = 0
      const { method, path } = request
      const response = await inTime(handler(requestOf(request)))
      if (response === null) return { status: 0, fault: `no answer in ${hangMs} ms` }
      const { status } = response
      const text = await response.text()
      if (errors.length > 0) return { status, fault: `${(errors[0] as Error).stack}` }
      if (status >= 500) return { status, fault: text }
      if (status >= 400 && writes > 0) return { status, fault: `${writes} writes by what is refused` }
      const operation = operationFor(method, new URL(`http://localhost${path}`).pathname)
      const body = text === '' ? undefined : JSON.parse(text)
      if (operation !== undefined) {
        return { status, fault: judge(operation, method, status, body) ?? judgeTaken(operation, request, status) }
      }
      if (method === 'HEAD' || status === 204) return { status, fault: null }
      return { status, fault: body?.code === status && body.messages.length > 0 ? null : text }
    },
  }
}

function requestOf({ method, path, headers, body }: Asked): Request {
  const isBare = method === 'GET' || method === 'HEAD' || body === null
  return new Request(`http://localhost${path}`, { method, headers, ...(isBare ? {} : { body }) })
}

async function inTime(answer: Promise<Response>): Promise<Response | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), hangMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

function counted(inner: Store, count: () => void): Store {
  const wrote = <T extends { readonly outcome: string }>(outcome: T): T => {
    if (outcome.outcome === 'committed') count()
    return outcome
  }
  return {
    ...inner,
    commit: async (change) => wrote(await inner.commit(change)),
    putCatalog: async (put) => wrote(await inner.putCatalog(put)),
    commitSending: async (change) => wrote(await inner.commitSending(change)),
    eraseProfile: async (id) => {
      const had = await inner.eraseProfile(id)
      if (had) count()
      return had
    },
  }
}
