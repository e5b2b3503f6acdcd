import { createHandler, type HandlerOptions, type Recorded } from 'oncue/http'
import { memoryStore, type Store } from 'oncue/store'
import { expect } from 'vitest'
import { judge, operationFor } from './document.js'

/** The instant at which every test begins. */
export const start = Date.UTC(2029, 1, 3, 10)
export const secret = 's3cret'
export const href = 'https://app.example.com/dashboard'

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  readonly body: any
  readonly headers: Headers
}

export interface Api {
  readonly store: Store
  readonly handler: (request: Request) => Promise<Response>
  readonly clock: { now: number }
  readonly recorded: Recorded[]
  readonly errors: unknown[]
  /** Each answer is held against the published document. */
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
}

/** A handler on a store of its own, at the beginning. */
export function createApi(options: Partial<HandlerOptions> = {}): Api {
  const clock = { now: start }
  const recorded: Recorded[] = []
  const errors: unknown[] = []
  const store = options.store ?? memoryStore()
  const handler = createHandler({
    store,
    secret,
    now: () => clock.now,
    onDecision: (entry) => recorded.push(entry),
    onError: (error) => errors.push(error),
    ...options,
  })
  const call: Api['call'] = async (method, path, body, headers = {}) => {
    const isText = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream
    const request = new Request(`http://localhost${path}`, {
      method,
      headers: {
        'x-account-secret': secret,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isText ? (body as string) : JSON.stringify(body) }),
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit)
    return held(method, new URL(request.url).pathname, await handler(request))
  }
  return { store, handler, clock, recorded, errors, call }
}

async function held(method: string, path: string, response: Response): Promise<Answer> {
  const text = await response.text()
  const body = text === '' ? undefined : JSON.parse(text)
  const operation = operationFor(method, path)
  if (operation !== undefined) expect(judge(operation, method, response.status, body)).toBeNull()
  return { status: response.status, body, headers: response.headers }
}

/** Two surveys, two tours, one that is not published, and a group of each kind. */
export const catalog = {
  tags: [
    { id: 'new_feature', uid: 'new_feature', name: 'New Feature', description: 'Any feature announcement' },
    { id: 'ui_change', name: 'Interface Change' },
  ],
  segments: [{ id: 'trial', conditions: { fact: 'plan', operator: 'equal', value: 'trial' } }],
  experiences: [
    { id: 'nps', kind: 'survey', name: 'NPS', published_at: '2029-01-01', position: 0, tag_ids: ['new_feature'] },
    { id: 'ces', kind: 'survey', published_at: '2029-01-01', position: 1, segment_id: 'trial' },
    { id: 'welcome', kind: 'tour', published_at: '2029-01-01', tag_ids: ['new_feature', 'ui_change'] },
    { id: 'pricing', kind: 'tour', published_at: '2029-01-01', triggers: [{ on: 'click', element: '#help' }] },
    { id: 'draft', kind: 'tour', tag_ids: ['ui_change'] },
  ],
  limit_groups: [
    { id: 'hourly', kind: 'all', rate_limit_size: 1, rate_limit_kind: '1h' },
    {
      id: 'features',
      name: 'How is X?',
      description: 'One a week',
      kind: 'tags',
      tag_ids: ['ui_change', 'new_feature'],
      rate_limit_size: 1,
      rate_limit_kind: '7d',
    },
    {
      id: 'upsell',
      kind: 'campaigns',
      campaign_ids: ['welcome', 'draft', 'ces', 'nps'],
      rate_limit_size: 2,
      rate_limit_kind: '30d',
    },
  ],
}

/** An API with that catalog, and `u1`, whose uid is 7. */
export async function createFilledApi(options: Partial<HandlerOptions> = {}): Promise<Api> {
  const api = createApi(options)
  await api.call('PUT', '/v3/edit/catalog', catalog)
  await api.call('POST', '/v3/identify', { profile_id: 'u1', uid: 7, email: 'ann@example.com' })
  return api
}

/** The parameters of a delivery to `u1`. */
export const toU1 = { profile_id: 'u1', model_kind: 'tour', model_id: 'welcome' }
