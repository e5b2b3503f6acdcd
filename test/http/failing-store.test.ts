import { memoryStore, type Store, StoreFailure, StoreUnavailable } from 'oncue/store'
import { describe, expect, it } from 'vitest'
import { catalog, createApi, href, toU1 } from './api.js'
import { documented } from './document.js'

const pathOf = (path: string): string => path.replace('{id}', 'x')
const sound: Readonly<Record<string, unknown>> = {
  createDelivery: toU1,
  updateDelivery: { once: true },
  createSending: { recipients: [{ email: 'a@example.com' }] },
  updateSending: {},
  putCatalog: catalog,
  identify: { profile_id: 'u1' },
  page: { profile_id: 'u1', href },
  trigger: { profile_id: 'u1', on: 'click' },
  track: { profile_id: 'u1', event: 'x' },
  interaction: { profile_id: 'u1', experience_id: 'nps', state: 'started' },
}
const queryOf = (id: string): string => (id === 'explain' ? '?profile_id=u1&href=x' : '')

/** A store of which every call fails. */
function failing(error: () => unknown): Store {
  return new Proxy(memoryStore(), {
    get: () => async () => {
      throw error()
    },
  })
}

const asking = documented.filter(({ operation }) => operation.operationId !== 'openapi')

describe('a store that cannot be reached', () => {
  it.each(asking)('is 503 with its wait for $method $path', async ({ method, path, operation: { operationId } }) => {
    const down = new StoreUnavailable('connection refused at 10.0.0.5', 2_500)
    const { call, errors } = createApi({ store: failing(() => down) })
    const answer = await call(method, pathOf(path) + queryOf(operationId), sound[operationId])
    expect([answer.status, answer.body]).toEqual([
      503,
      { code: 503, messages: ['store: cannot be reached; retry after 3 s'] },
    ])
    expect(answer.headers.get('retry-after')).toBe('3')
    expect(errors).toEqual([down])
  })

  it('shows nothing that is not kept: a commit that fails is no show, and its retry is', async () => {
    const inner = memoryStore()
    let isDown = false
    const commit: Store['commit'] = async (change) => {
      if (isDown) throw new StoreUnavailable('gone', 1)
      return inner.commit(change)
    }
    const { call } = createApi({ store: { ...inner, commit } })
    await call('PUT', '/v3/edit/catalog', catalog)
    isDown = true
    const load = { profile_id: 'u1', href, event_id: 'e1' }
    const failed = await call('POST', '/v3/page', load)
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '1'])
    expect((await inner.load('u1')).version).toBe(0)
    isDown = false
    expect((await call('POST', '/v3/page', load)).body).toMatchObject({ outcome: 'show', experience_id: 'nps' })
  })

  it('gives the first answer where the commit had happened all the same', async () => {
    const inner = memoryStore()
    let isDown = false
    const commit: Store['commit'] = async (change) => {
      const outcome = await inner.commit(change)
      if (isDown) throw new StoreUnavailable('gone', 1)
      return outcome
    }
    const { call } = createApi({ store: { ...inner, commit } })
    await call('PUT', '/v3/edit/catalog', catalog)
    isDown = true
    const load = { profile_id: 'u1', href, event_id: 'e1' }
    expect((await call('POST', '/v3/page', load)).status).toBe(503)
    isDown = false
    expect((await call('POST', '/v3/page', load)).body).toMatchObject({ outcome: 'show', experience_id: 'nps' })
    expect((await inner.load('u1')).profile.interactions).toHaveLength(1)
  })
})

describe('a store that cannot be used', () => {
  it('is 503, and nothing of why is said', async () => {
    const wrong = new StoreFailure('refused', 'password of user "oncue"', 'give another one')
    const { call } = createApi({ store: failing(() => wrong) })
    const { status, body } = await call('POST', '/v3/page', sound.page)
    expect([status, body]).toEqual([503, { code: 503, messages: ['store: cannot be used; retry after 30 s'] }])
  })
})

describe('a mistake in here', () => {
  it.each([new TypeError('x is not a function'), 'thrown text', undefined])(
    'is 500 in the same shape, for %s',
    async (error) => {
      const { handler, errors } = createApi({ store: failing(() => error) })
      const answer = await handler(new Request('http://localhost/v3/health'))
      expect([answer.status, await answer.json()]).toEqual([
        500,
        { code: 500, messages: ['internal error; retry, and tell whoever runs this server'] },
      ])
      expect(errors).toEqual([error])
    },
  )
})
