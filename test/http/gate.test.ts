import { memoryStore, type Store } from 'oncue/store'
import { describe, expect, it } from 'vitest'
import { isSameSecret } from '../../src/http/is-same-secret.js'
import { type Answer, createApi, createFilledApi, href, secret } from './api.js'
import { documented } from './document.js'

const page = { profile_id: 'u1', href }
const pathOf = (path: string): string => path.replace('{id}', 'x')

const headersOf = ({ headers }: Answer): readonly string[] => {
  const all: string[] = []
  headers.forEach((value, name) => {
    all.push(`${name}: ${value}`)
  })
  return all
}

/** Counts what it is asked. */
function watched(): { readonly store: Store; readonly asked: string[] } {
  const asked: string[] = []
  const store = new Proxy(memoryStore(), {
    get: (inner, name) => {
      asked.push(String(name))
      return inner[name as keyof Store]
    },
  })
  return { store, asked }
}

describe('the secret', () => {
  it.each([
    ['', '', true],
    ['a', 'a', true],
    ['s3cret', 's3cret', true],
    ['', 'a', false],
    ['a', '', false],
    ['s3cre', 's3cret', false],
    ['s3crets', 's3cret', false],
    ['s3crets3cret', 's3cret', false],
    ['S3cret', 's3cret', false],
    ['s3cres', 's3cret', false],
  ])('%j against %j is the same: %s', (given, own, same) => {
    expect(isSameSecret(given, own)).toBe(same)
  })

  const secured = documented.filter(({ operation }) => operation.security === undefined)

  it('is asked for by everything but what anyone may have', () => {
    const open = documented.filter(({ operation }) => operation.security !== undefined)
    expect(open.map(({ path }) => path)).toEqual(['/v3/catalog/public', '/v3/health', '/v3/openapi.json'])
  })

  it.each(secured)(
    'is asked for by $method $path: wrong and missing are the same 403, and nothing is asked of the store',
    async ({ method, path, operation }) => {
      const { store, asked } = watched()
      const { call } = createApi({ store })
      const body = operation.requestBody === undefined ? undefined : {}
      const answers: Answer[] = []
      for (const given of ['', 'wrong', 'wrong!', `${secret}, ${secret}`, 'é'.repeat(6)]) {
        answers.push(await call(method, pathOf(path), body, { 'x-account-secret': given }))
      }
      const [first] = answers
      expect(first?.status).toBe(403)
      for (const one of answers) {
        expect([one.status, one.body, headersOf(one)]).toEqual([403, first?.body, first && headersOf(first)])
      }
      expect(asked).toEqual([])
    },
  )

  it('cannot be empty, as whoever sends none would have it', () => {
    const message = 'secret: empty; give one, or null for a server that everybody may ask'
    expect(() => createApi({ secret: '' })).toThrow(new RangeError(message))
  })

  it('is not asked for where there is none, nor by operations that are open', async () => {
    const none = createApi({ secret: null })
    expect((await none.call('POST', '/v3/page', page, { 'x-account-secret': '' })).status).toBe(200)
    const open = createApi({ open: ['page'] })
    expect((await open.call('POST', '/v3/page', page, { 'x-account-secret': 'x' })).status).toBe(200)
    expect((await open.call('POST', '/v3/identify', { profile_id: 'u1' }, { 'x-account-secret': '' })).status).toBe(403)
  })
})

describe('the rate', () => {
  it('is bounded, with the wait, and what is over it does nothing', async () => {
    const { call, clock, store } = createApi({ rate: { perSecond: 2, burst: 3 } })
    const send = () => call('POST', '/v3/page', page)
    for (let k = 0; k < 3; k++) expect((await send()).status).toBe(200)
    const { version } = await store.load('u1')
    const over = await send()
    expect([over.status, over.body]).toEqual([
      429,
      { code: 429, messages: ['rate: too many requests; retry after 1 s'] },
    ])
    expect(over.headers.get('retry-after')).toBe('1')
    expect((await store.load('u1')).version).toBe(version)
    clock.now += 499
    expect((await send()).status).toBe(429)
    clock.now += 1
    expect((await send()).status).toBe(200)
    clock.now += 60_000
    for (let k = 0; k < 3; k++) expect((await send()).status).toBe(200)
    expect((await send()).status).toBe(429)
    clock.now -= 3_600_000
    expect((await send()).status).toBe(429)
  })

  it('of strangers is not that of those who have the secret, and health is always told', async () => {
    const { call } = createApi({ rate: { perSecond: 1, burst: 2 } })
    const guess = (given: string) => call('POST', '/v3/page', page, { 'x-account-secret': given })
    expect((await guess('a')).status).toBe(403)
    expect((await call('GET', '/v3/catalog/public', undefined, { 'x-account-secret': '' })).status).toBe(200)
    expect((await guess('b')).status).toBe(429)
    expect((await guess(secret)).status).toBe(200)
    expect((await call('GET', '/v3/health', undefined, { 'x-account-secret': '' })).status).toBe(200)
  })
})

describe('methods and paths', () => {
  it.each(documented)('$method $path knows its path from others of the same', async ({ method, path }) => {
    const { call } = createApi()
    const allowed = documented.filter((one) => one.path === path).map((one) => one.method)
    const answer = await call('OPTIONS', pathOf(path))
    const given = answer.headers.get('allow')?.split(', ') ?? []
    expect([answer.status, given.includes(method)]).toEqual([204, true])
    expect(given.filter((one) => one !== 'HEAD' && one !== 'OPTIONS').sort()).toEqual([...allowed].sort())
    for (const other of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      if (given.includes(other)) continue
      const refused = await call(other, pathOf(path))
      expect([refused.status, refused.body.code, refused.headers.get('allow')]).toEqual([405, 405, given.join(', ')])
    }
  })

  it.each([
    '/',
    '/v3',
    '/v3/',
    '/v3/page/',
    '/v3//page',
    '/V3/page',
    '/v3/edit/deliveries/',
    '/v3/edit/deliveries/a/b',
    '/v3/edit/limit_groups/../../../etc/passwd',
    '/v3/profiles/',
    '/.env',
    '/v3/page%00',
    '/v3/%2e%2e/page',
    '/v3/page;x=1',
    '/v3/health.json',
  ])('%s is 404, in the one shape', async (path) => {
    const { call } = createApi()
    const { status, body } = await call('GET', path)
    expect([status, body]).toEqual([
      404,
      { code: 404, messages: ['path: nothing is here; GET /v3/openapi.json says what there is'] },
    ])
  })

  it.each([
    '%',
    '%zz',
    '%ff',
    '%00',
    '..%2f..%2fetc%2fpasswd',
    "'; drop table profiles; --",
    '%F0%9F%91%8B',
    '__proto__',
  ])('an id may be %s, which nobody has', async (id) => {
    const { call } = await createFilledApi()
    for (const folder of ['edit/deliveries', 'edit/limit_groups', 'edit/sendings', 'profiles']) {
      expect((await call('GET', `/v3/${folder}/${id}`)).status).toBe(404)
    }
  })

  it('an id is what its text means', async () => {
    const { call } = await createFilledApi()
    const id = 'a/b ?#é👋'
    await call('POST', '/v3/identify', { profile_id: id })
    expect((await call('GET', `/v3/profiles/${encodeURIComponent(id)}`)).body.profile.id).toBe(id)
  })

  it('HEAD is GET without its body', async () => {
    const { call } = await createFilledApi()
    const head = await call('HEAD', '/v3/edit/catalog')
    expect([head.status, head.body, head.headers.get('etag')]).toEqual([200, undefined, '"1"'])
    expect((await call('HEAD', '/v3/profiles/nobody')).status).toBe(404)
    expect((await call('HEAD', '/v3/edit/catalog', undefined, { 'x-account-secret': '' })).status).toBe(403)
  })
})

describe('pages of other origins', () => {
  const origin = 'https://app.example.com'
  const preflight = { origin, 'access-control-request-method': 'POST' }

  it('may read nothing where nothing is said of them', async () => {
    const { call } = createApi()
    const { headers } = await call('OPTIONS', '/v3/page', undefined, preflight)
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it('may read where they are named, refusals too, and caches tell them apart', async () => {
    const { call } = createApi({ cors: { origins: [origin] } })
    const before = await call('OPTIONS', '/v3/page', undefined, preflight)
    expect(before.headers.get('access-control-allow-origin')).toBe(origin)
    expect(before.headers.get('access-control-allow-methods')).toBe('POST, OPTIONS')
    expect(before.headers.get('access-control-allow-headers')).toContain('x-account-secret')
    const refused = await call('POST', '/v3/page', page, { origin, 'x-account-secret': '' })
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, origin])
    const other = await call('POST', '/v3/page', page, { origin: 'https://evil.example.com' })
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
    expect(other.headers.get('vary')).toBe('origin')
  })

  it('may all read where all are', async () => {
    const { call } = createApi({ cors: { origins: '*' } })
    const { headers } = await call('GET', '/v3/catalog/public', undefined, { origin: 'null' })
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('what is told of requests', () => {
  it('is method, route, status and time, and nothing of anybody', async () => {
    const told: unknown[] = []
    let elapsed = 0
    const onRequest = (entry: unknown) => told.push(entry)
    const { call } = createApi({ onRequest, elapsedMs: () => (elapsed += 1.5) })
    await call('POST', '/v3/identify', { profile_id: 'ann', traits: { plan: 'trial' } })
    await call('GET', '/v3/profiles/ann')
    await call('GET', '/v3/profiles/ann', undefined, { 'x-account-secret': 'guess' })
    await call('GET', '/ann')
    await call('PUT', '/v3/page')
    expect(told).toEqual([
      { method: 'POST', route: '/v3/identify', status: 200, ms: 1.5 },
      { method: 'GET', route: '/v3/profiles/:id', status: 200, ms: 1.5 },
      { method: 'GET', route: '/v3/profiles/:id', status: 403, ms: 1.5 },
      { method: 'GET', route: 'other', status: 404, ms: 1.5 },
      { method: 'PUT', route: '/v3/page', status: 405, ms: 1.5 },
    ])
  })
})
