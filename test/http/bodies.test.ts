import { describe, expect, it } from 'vitest'
import { createApi, createFilledApi, href, toU1 } from './api.js'
import { documented } from './document.js'

const taking = documented.filter(({ operation }) => operation.requestBody !== undefined)
const pathOf = (path: string): string => path.replace('{id}', 'x')

/** A body that comes in pieces, and then no more. */
const stream = (pieces: readonly string[], ends: boolean): ReadableStream =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
      if (ends) controller.close()
    },
  })

describe.each(taking)('$method $path', ({ method, path }) => {
  const send = async (body: unknown, headers: Record<string, string> = {}, options = {}) => {
    const { call, store } = await createFilledApi(options)
    const kept = async () => [(await store.load('u1')).version, await store.catalogs({ limit: 1 })]
    const before = await kept()
    const answer = await call(method, pathOf(path), body, headers)
    expect(await kept()).toEqual(before)
    return answer
  }

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['more than one value', '{} {}'],
    ['a comment', '/* */ {}'],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['NaN', '{"a": NaN}'],
  ])('is 400 for %s', async (_, body) => {
    expect((await send(body)).status).toBe(400)
  })

  it('is 415 for what says that it is something else', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      'application/json; charset=latin1',
      '',
    ]) {
      const { status, body } = await send('{}', { 'content-type': type })
      expect([type, status, body.code]).toEqual([type, 415, 415])
    }
    const twice = { 'content-type': 'application/json, application/json' }
    expect((await send('{}', path === '/v3/edit/catalog' ? { 'content-type': 'a, b' } : twice)).status).toBe(415)
    expect((await send('{}', { 'content-encoding': 'gzip' })).status).toBe(415)
  })

  it('is 413 for one that is too large, whether or not it says so', async () => {
    const small = { maxBodyBytes: 1_000, maxDocumentBytes: 1_000 }
    const large = `{"a":"${'x'.repeat(1_000)}"}`
    const said = await send(large, { 'content-length': `${large.length}` }, small)
    expect([said.status, said.body]).toEqual([
      413,
      { code: 413, messages: ['body: larger than 1000 bytes; send less at once'] },
    ])
    expect((await send(large, {}, small)).status).toBe(413)
    expect((await send(large, { 'content-length': '5' }, small)).status).toBe(413)
    expect((await send(stream(Array(2_000).fill('x'), false), {}, small)).status).toBe(413)
  })

  it('is 408 for one that does not come', async () => {
    const { status, body } = await send(stream(['{"profile_id":'], false), {}, { bodyTimeoutMs: 20 })
    expect([status, body]).toEqual([408, { code: 408, messages: ['body: not here after 20 ms; send it faster'] }])
  })

  it('is 400 for one that breaks off', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.error(new Error('reset'))
      },
    })
    expect((await send(broken)).status).toBe(400)
  })

  it('is 4xx for what is nested deeply, without an end to it', async () => {
    for (const depth of [70, 100_000]) {
      const deep = `{"traits":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`
      const { status } = await send(deep)
      expect(status === 422 || status === 400).toBe(true)
      expect((await send(`${'['.repeat(depth)}${']'.repeat(depth)}`)).status).toBeGreaterThanOrEqual(400)
    }
  })

  it('is 422 or 404 for what is no object', async () => {
    for (const body of ['null', '5', '"x"', '[]', 'true']) {
      const { status } = await send(body)
      // A delivery or sending that is not there is said first (D10).
      expect([422, 404]).toContain(status)
    }
  })
})

/** Texts that mean something somewhere, but nothing here. */
const hostile = [
  "'; drop table profiles; --",
  '<script>alert(1)</script>',
  'a\u0000b',
  '\ud800',
  '👩‍👩‍👧',
  '__proto__',
  'constructor',
  '{{7*7}}',
  '../../etc/passwd',
  '\r\nset-cookie: a=b',
  '%00%2e%2e',
  'x'.repeat(200),
  '\u202egnp.exe',
  'NaN',
  '-0',
]

describe('hostile values', () => {
  it.each(hostile)('%j is an id, a name and a trait like others', async (text) => {
    const { call } = await createFilledApi()
    // Half a character is no id, for no URL can name it; it is everything else.
    const id = /\p{Surrogate}/u.test(text) ? 'whole' : text
    const identified = await call('POST', '/v3/identify', {
      profile_id: id,
      uid: text,
      email: text,
      traits: JSON.parse(`{${JSON.stringify(text)}:${JSON.stringify(text)}}`),
    })
    expect(identified.status).toBe(200)
    const loaded = await call('POST', '/v3/page', { profile_id: id, href: text, event_id: text })
    expect([loaded.status, loaded.body.profile_id]).toEqual([200, id])
    const made = await call('POST', '/v3/edit/deliveries', {
      uid: text,
      model_kind: 'tour',
      model_id: 'welcome',
      idempotency_key: text,
      options: { [text]: text },
    })
    expect(made.status).toBe(201)
    expect(made.body.delivery).toMatchObject({ profile_id: id, idempotency_key: text })
    const tracked = await call('POST', '/v3/track', { profile_id: id, event: text })
    expect(tracked.status).toBe(200)
    // Half a character cannot stand in a URL.
    if (text !== '\ud800') {
      const id = encodeURIComponent(text)
      const kept = (await call('GET', `/v3/profiles/${id}`)).body.profile
      expect(kept).toMatchObject({ id: text, uid: text, email: text, page_href: text })
      expect(Object.keys(kept.traits)).toEqual([text])
      expect(Object.keys(kept.tracked_at)).toEqual([text])
      expect((await call('GET', `/v3/explain?profile_id=${id}&href=${id}`)).status).toBe(200)
      expect((await call('DELETE', `/v3/profiles/${id}`)).status).toBe(204)
    }
    expect((await call('GET', '/v3/profiles/u1')).body.profile.uid).toBe('7')
  })

  it.each([1e308, -1e308, 5e-324, 2 ** 53, -1, 0.5])('%d is refused where an id is meant', async (number) => {
    const { call } = await createFilledApi()
    const { status } = await call('POST', '/v3/page', { profile_id: number, href })
    expect(status).toBe(Number.isSafeInteger(number) ? 200 : 422)
    const made = await call('POST', '/v3/edit/deliveries', { ...toU1, delivery_ids_position: number, from: number })
    expect(made.status).toBe(422)
  })

  it('numbers beyond what JSON can write are refused, as no store could give them back', async () => {
    const { call } = await createFilledApi()
    const identified = await call('POST', '/v3/identify', '{"profile_id":"u1","traits":{"big":[1e999]}}')
    const messages = ['body: a number that is too large; write a smaller one, or a text']
    expect([identified.status, identified.body]).toEqual([422, { code: 422, messages }])
    const yaml = { 'content-type': 'application/yaml' }
    const put = await call('PUT', '/v3/edit/catalog', 'experiences: [{ id: nps, weight: .inf }]', yaml)
    expect(put.status).toBe(422)
  })

  it('keys that objects have by birth are keys', async () => {
    const { call } = await createFilledApi()
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
    const traits = `{${names.map((name) => `"${name}":{"isAdmin":true}`).join(',')}}`
    await call('POST', '/v3/identify', `{"profile_id":"u1","traits":${traits}}`)
    expect(Object.keys((await call('GET', '/v3/profiles/u1')).body.profile.traits)).toEqual(names)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    const body = `{"__proto__":{"profile_id":"u1"},"href":"x"}`
    expect((await call('POST', '/v3/page', body)).status).toBe(422)
    const { status } = await call('PUT', '/v3/edit/catalog', '{"__proto__":{"experiences":[{"id":"x","kind":"tour"}]}}')
    expect([200, 400]).toContain(status)
    expect((await call('GET', '/v3/edit/catalog')).body.catalog.experiences).toHaveLength(5)
  })

  it('many parameters are refused at once', async () => {
    const { call } = createApi()
    const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, k) => [`p${k}`, k]))
    for (const path of ['/v3/page', '/v3/edit/deliveries', '/v3/edit/sendings']) {
      expect((await call('POST', path, body)).status).toBe(422)
    }
    const query = Array.from({ length: 100 }, (_, k) => `p${k}=1`).join('&')
    expect((await call('GET', `/v3/edit/deliveries?${query}`)).status).toBe(422)
  })
})
