import { describe, expect, it } from 'vitest'
import { catalog, createApi, createFilledApi, href, start, toU1 } from './api.js'

const path = '/v3/edit/deliveries'

describe('creating a delivery', () => {
  it('is 201, with all fields of the schema and the defaults of the dialect', async () => {
    const { call } = await createFilledApi()
    const { status, body } = await call('POST', path, { ...toU1, from: '2029-02-04', until: '+45d', options: { a: 1 } })
    expect(status).toBe(201)
    expect(body.delivery).toEqual({
      id: 'delivery:u1:2',
      created_at: '2029-02-03T10:00:00Z',
      updated_at: '2029-02-03T10:00:00Z',
      model_id: 'welcome',
      model_kind: 'tour',
      profile_id: 'u1',
      idempotency_key: null,
      options: { a: 1 },
      from: '2029-02-04T00:00:00Z',
      until: '2029-03-20T10:00:00Z',
      use_segmentation: false,
      once: false,
      skip_triggers: true,
      skip_url_match: true,
      at: null,
      at_href: null,
      interaction_id: null,
      group_kind: 'delivery',
      state: 'pending',
    })
  })

  it.each([
    ['profile_id', { profile_id: 'u1' }],
    ['uid, as a number or text', { uid: 7 }],
    ['uid as text', { uid: '7' }],
    ['email', { email: 'ann@example.com' }],
    ['profile_id before uid', { profile_id: 'u1', uid: 'nobody' }],
  ])('names its profile by %s', async (_, named) => {
    const { call } = await createFilledApi()
    const { status, body } = await call('POST', path, { model_kind: 'tour', model_id: 'welcome', ...named })
    expect([status, body.delivery?.profile_id]).toEqual([201, 'u1'])
  })

  it.each([
    [422, 'no body of parameters', [], 'delivery: not an object: an array; send the parameters by their names'],
    [422, 'nobody', {}, 'model_kind: missing; write "tour" or "survey"'],
    [422, 'a misspelling', { ...toU1, form: '2029-02-03' }, '"form": unknown parameter; did you mean "from"?'],
    [
      422,
      'dates out of order',
      { ...toU1, from: '2029-02-05', until: '2029-02-04' },
      'until: before from: 2029-02-04T00:00:00Z is before 2029-02-05T00:00:00Z; write an instant that is not before from',
    ],
    [
      422,
      'a uid that was never seen',
      { ...toU1, profile_id: null, uid: 'x' },
      'uid: no profile was seen with it: "x"; identify the user first',
    ],
    [
      404,
      'a profile that is not there',
      { ...toU1, profile_id: 'u9' },
      'profile_id: unknown profile: "u9"; name one that exists, or use uid or email',
    ],
    [
      404,
      'a profile whose id no profile can have',
      { ...toU1, profile_id: 'u'.repeat(300) },
      `profile_id: unknown profile: "${'u'.repeat(40)}…"; name one that exists, or use uid or email`,
    ],
    [
      404,
      'an experience that is not there',
      { ...toU1, model_id: 'x' },
      'model_id: unknown tour: "x"; name one that is in the catalog',
    ],
    [
      404,
      'an experience of the other kind',
      { ...toU1, model_id: 'nps' },
      'model_kind: "nps" is a survey: "tour"; write "survey"',
    ],
    [
      409,
      'an experience that is not live',
      { ...toU1, model_id: 'draft' },
      'model_id: experience not live, never published: "draft"; publish it and retry',
    ],
  ])('is %i for %s', async (status, _, params, message) => {
    const { call, store } = await createFilledApi()
    const answer = await call('POST', path, params)
    expect(answer.status).toBe(status)
    expect(answer.body.code).toBe(status)
    expect(answer.body.messages).toContain(message)
    expect(await store.deliveries({ limit: 10 })).toEqual([])
  })

  it('says the body before the profile, and the profile before the experience (D5)', async () => {
    const { call } = await createFilledApi()
    const bad = { model_kind: 'tour', model_id: 'x', profile_id: 'u9' }
    expect((await call('POST', path, { ...bad, once: 1 })).status).toBe(422)
    expect((await call('POST', path, bad)).body.messages[0]).toMatch(/^profile_id:/)
  })

  it('is 200 with the first one for a key that was used, and nothing else happens', async () => {
    const { call, recorded } = await createFilledApi()
    const params = { ...toU1, idempotency_key: '__proto__' }
    const first = await call('POST', path, params)
    const told = recorded.length
    const again = await call('POST', path, { ...params, model_id: 'draft' })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect(recorded.length).toBe(told)
  })

  it('is 409 over the limit, and makes room with drop', async () => {
    const { call } = await createFilledApi()
    for (let k = 0; k < 3; k++) expect((await call('POST', path, toU1)).status).toBe(201)
    const over = await call('POST', path, toU1)
    expect(over.status).toBe(409)
    expect(over.body.messages[0]).toMatch(/^too many pending deliveries: 3, and the limit is 3/)
    expect((await call('POST', path, { ...toU1, delivery_ids_at_limit: 'drop' })).status).toBe(201)
  })

  it('is 429 with a wait while another one is being created for the profile (D9), and never more than one', async () => {
    const { call } = await createFilledApi()
    const answers = await Promise.all(Array.from({ length: 5 }, () => call('POST', path, toU1)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429, 429, 429])
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1')
    expect((await call('GET', path)).body.deliveries).toHaveLength(1)
    expect((await call('POST', path, toU1)).status).toBe(201)
  })

  it('is for two profiles at a time all the same', async () => {
    const { call } = await createFilledApi()
    await call('POST', '/v3/identify', { profile_id: 'u2' })
    const both = await Promise.all(['u1', 'u2'].map((id) => call('POST', path, { ...toU1, profile_id: id })))
    expect(both.map(({ status }) => status)).toEqual([201, 201])
  })

  it('takes names from a source of them, and another one where an experience has it', async () => {
    const ids = ['welcome', 'd1']
    const { call } = await createFilledApi({ newId: () => ids.shift() ?? 'd9' })
    expect((await call('POST', path, toU1)).body.delivery.id).toBe('d1')
  })

  it('takes another name where a delivery of somebody else has it', async () => {
    const ids = ['d1', 'd1', 'd2']
    const { call } = await createFilledApi({ newId: () => ids.shift() ?? 'd9' })
    await call('POST', '/v3/identify', { profile_id: 'u2' })
    await call('POST', path, toU1)
    expect((await call('POST', path, { ...toU1, profile_id: 'u2' })).body.delivery.id).toBe('d2')
  })

  it('is in the dialect of the catalog', async () => {
    const { call } = createApi()
    await call('PUT', '/v3/edit/catalog', { ...catalog, settings: { dialect: '2021-08' } })
    await call('POST', '/v3/identify', { profile_id: 'u1' })
    const { body } = await call('POST', path, toU1)
    expect(body.delivery).toMatchObject({ redirect: false, skip_url_match: false, group_kind: 'api_edit' })
  })
})

describe('updating and removing', () => {
  it('changes what is pending, and replaces options whole', async () => {
    const { call } = await createFilledApi()
    const { delivery } = (await call('POST', path, { ...toU1, options: { a: 1 }, until: '+1d' })).body
    const { status, body } = await call('PATCH', `${path}/${delivery.id}`, { options: { b: 2 }, until: null })
    expect(status).toBe(200)
    expect(body.delivery).toEqual({ ...delivery, options: { b: 2 }, until: null })
    expect((await call('GET', `${path}/${delivery.id}`)).body).toEqual(body)
  })

  it('is 422 for what cannot be given, 404 for an unknown id, 409 once its turn is over', async () => {
    const { call } = await createFilledApi()
    const { id } = (await call('POST', path, toU1)).body.delivery
    const fixed = await call('PATCH', `${path}/${id}`, { profile_id: 'u2' })
    expect([fixed.status, fixed.body.messages]).toEqual([422, ['profile_id: fixed at creation: "u2"; leave it out']])
    expect((await call('PATCH', `${path}/x`, { once: 1 })).body).toEqual({
      code: 404,
      messages: ['id: unknown delivery: "x"; name one that exists'],
    })
    const removed = await call('DELETE', `${path}/${id}`)
    expect([removed.status, removed.body.delivery.state]).toEqual([200, 'removed'])
    for (const method of ['PATCH', 'DELETE']) {
      const over = await call(method, `${path}/${id}`, method === 'PATCH' ? { once: 1 } : undefined)
      expect(over.status).toBe(409)
      expect(over.body.messages[0]).toMatch(/^id: delivery was removed at 2029-02-03T10:00:00Z/)
    }
    expect((await call('DELETE', `${path}/x`)).status).toBe(404)
    expect((await call('GET', `${path}/x`)).status).toBe(404)
  })

  it('is 409 for one that was shown', async () => {
    const { call } = await createFilledApi()
    const { id } = (await call('POST', path, toU1)).body.delivery
    const load = await call('POST', '/v3/page', { profile_id: 'u1', href })
    expect(load.body).toMatchObject({ outcome: 'show', via: 'delivery', delivery_id: id })
    const shown = (await call('GET', `${path}/${id}`)).body.delivery
    expect(shown).toMatchObject({ state: 'triggered', at: '2029-02-03T10:00:00Z', at_href: href })
    expect((await call('PATCH', `${path}/${id}`, { once: true })).status).toBe(409)
  })
})

describe('listing', () => {
  it('gives pages, newest first, each delivery once, and a cursor but on the last one', async () => {
    const { call, clock } = await createFilledApi()
    await call('PUT', '/v3/edit/catalog', { settings: { delivery_ids_limit: 10 } })
    for (let k = 0; k < 5; k++) {
      clock.now = start + k * 1_000
      await call('POST', path, toU1)
    }
    const seen: string[] = []
    let before: string | undefined
    const cursors: unknown[] = []
    do {
      const { body } = await call('GET', `${path}?limit=2${before === undefined ? '' : `&before=${before}`}`)
      seen.push(...body.deliveries.map(({ created_at }: { created_at: string }) => created_at.slice(17, 19)))
      cursors.push(body.cursor)
      before = body.cursor.before
    } while (before !== undefined)
    expect(seen).toEqual(['04', '03', '02', '01', '00'])
    expect(cursors.at(-1)).toEqual({ limit: 2 })
  })

  it('filters, takes instants as cursors, and leaves out what was removed', async () => {
    const { call, clock } = await createFilledApi()
    await call('POST', path, toU1)
    clock.now += 1_000
    const second = (await call('POST', path, { ...toU1, model_kind: 'survey', model_id: 'nps' })).body.delivery
    clock.now += 1_000
    const third = (await call('POST', path, toU1)).body.delivery
    const ids = async (query: string) =>
      (await call('GET', `${path}?${query}`)).body.deliveries.map(({ id }: { id: string }) => id)
    expect(await ids('model_id=nps')).toEqual([second.id])
    expect(await ids('profile_id=u2')).toEqual([])
    expect(await ids('after=2029-02-03T10:00:00Z')).toEqual([third.id, second.id])
    expect(await ids(`after=2029-02-03T10:00:00Z&before=${third.id}`)).toEqual([second.id])
    await call('DELETE', `${path}/${third.id}`)
    expect(await ids(`before=${third.id}&after=${second.id}`)).toEqual([])
    expect(await ids('limit=1')).toEqual([second.id])
  })

  it.each([
    ['limit=0', 'limit: not a whole number from 1 to 500: 0; write a number in that range'],
    ['limit=501', 'limit: not a whole number from 1 to 500: 501; write a number in that range'],
    ['limit=ten', 'limit: not a whole number from 1 to 500: "ten"; write a number in that range'],
    ['limit=1&limit=2', 'limit: given twice; give it once'],
    ['limt=1', '"limt": unknown parameter; did you mean "limit"?'],
    [
      'before=yesterday',
      'before: neither a delivery\'s id nor an instant: "yesterday"; write the cursor of the page before, or an instant as "2029-02-03T10:00:00Z"',
    ],
  ])('is 422 for %s', async (query, message) => {
    const { call } = await createFilledApi()
    const { status, body } = await call('GET', `${path}?${query}`)
    expect([status, body]).toEqual([422, { code: 422, messages: [message] }])
  })

  it('passes over what nobody knows', async () => {
    const { call } = await createFilledApi()
    expect((await call('GET', `${path}?utm_source=mail&__proto__=1`)).status).toBe(200)
  })
})
