import { describe, expect, it } from 'vitest'
import { createFilledApi, start } from './api.js'

const path = '/v3/edit/sendings'
const toU1 = { recipients: [{ member_id: 'u1', properties: { discount: 20 } }] }
const soon = { ...toU1, schedule: { type: 'relative', in: '1 hour' } }

describe('sendings', () => {
  it('are created, shown, changed and held back', async () => {
    const { call } = await createFilledApi()
    const made = await call('POST', path, soon)
    expect(made.status).toBe(201)
    expect(made.body.sending).toMatchObject({
      id: `sending:${start}`,
      status: 'scheduled',
      scheduled_at: '2029-02-03T11:00:00Z',
      recipients_count: 1,
      dispatches_count: 0,
    })
    expect((await call('GET', `${path}/sending:${start}`)).body).toEqual(made.body)
    const held = await call('PATCH', `${path}/sending:${start}`, { schedule: null })
    expect([held.status, held.body.sending.status]).toEqual([200, 'draft'])
    const audience = await call('PATCH', `${path}/sending:${start}`, { audience: { type: 'reference', id: 'trial' } })
    expect(audience.body.sending.audience).toEqual({ type: 'reference', id: 'trial' })
  })

  it('made at one instant have each a name of its own', async () => {
    const { call } = await createFilledApi()
    const made = await Promise.all(Array.from({ length: 4 }, () => call('POST', path, soon)))
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(made.map(({ body }) => body.sending.id)).size).toBe(4)
  })

  it('are listed page by page, newest first', async () => {
    const { call, clock } = await createFilledApi()
    const ids: string[] = []
    for (let k = 0; k < 5; k++) {
      clock.now = start + k
      ids.unshift((await call('POST', path, soon)).body.sending.id)
    }
    const seen: string[] = []
    for (let before = ''; ; ) {
      const { body } = await call('GET', `${path}?limit=2${before && `&before=${before}`}`)
      seen.push(...body.sendings.map(({ id }: { id: string }) => id))
      before = body.cursor.before ?? ''
      if (before === '') break
    }
    expect(seen).toEqual(ids)
    expect((await call('GET', `${path}?limit=5`)).body.cursor).toEqual({ limit: 5 })
    const { body } = await call('GET', `${path}?before=2029-02-03T10:00:00.002Z`)
    expect(body.sendings.map(({ id }: { id: string }) => id)).toEqual(ids.slice(3))
  })

  it('have done by now what time did to them (N1)', async () => {
    const { call, clock } = await createFilledApi()
    const { id } = (await call('POST', path, soon)).body.sending
    clock.now += 3_600_000
    expect((await call('GET', `${path}/${id}`)).body.sending.status).toBe('preparing')
    expect((await call('GET', path)).body.sendings[0].status).toBe('preparing')
    clock.now += 20 * 60_000
    expect((await call('GET', `${path}/${id}`)).body.sending.status).toBe('failed')
  })

  it('are 405 in the wrong state, with what always goes', async () => {
    const { call, clock } = await createFilledApi()
    const { id } = (await call('POST', path, soon)).body.sending
    const early = await call('POST', `${path}/${id}/cancel`)
    expect(early.status).toBe(405)
    expect(early.headers.get('allow')).toBe('GET, HEAD')
    expect(early.body).toMatchObject({ error: 'Not allowed', details: { status: [{ error: 'not_cancellable' }] } })
    clock.now += 3_600_000
    const late = await call('PATCH', `${path}/${id}`, { draft: true })
    expect([late.status, late.body.details.status[0].error]).toEqual([405, 'not_editable'])
    const cancelled = await call('POST', `${path}/${id}/cancel`)
    expect([cancelled.status, cancelled.body.sending.status]).toEqual([200, 'cancelled'])
  })

  it('are 422 with a fault for each path', async () => {
    const { call, store } = await createFilledApi()
    const nobody = await call('POST', path, {})
    expect(nobody.status).toBe(422)
    expect(nobody.body.error).toBe('Invalid parameters')
    expect(nobody.body.details.sending[0].error).toBe('sending_must_have_audience_or_recipients')
    const many = await call('POST', path, {
      audience: { type: 'reference', id: 'x' },
      schedule: { type: 'absolute', at: '2029-02-03T10:00:00Z' },
      message: { channels: ['fax'] },
    })
    expect(Object.keys(many.body.details).sort()).toEqual(['audience.id', 'message.channels.0', 'schedule.at'])
    expect(await store.sendings({ limit: 5 })).toEqual([])
  })

  it.each([
    ['GET', `${path}/x`],
    ['PATCH', `${path}/x`],
    ['POST', `${path}/x/cancel`],
    ['GET', `${path}/x/dispatches`],
    ['GET', `${path}/${'x'.repeat(300)}`],
  ])('are 404 for %s %s', async (method, unknown) => {
    const { call } = await createFilledApi()
    const answer = await call(method, unknown, method === 'PATCH' ? {} : undefined)
    expect([answer.status, answer.body.error]).toEqual([404, 'Not found'])
  })

  it.each([
    ['limit=0', 'limit', 'invalid_value', 'limit: not a whole number from 1 to 500: 0; write a number in that range'],
    [
      'limit=1e2',
      'limit',
      'invalid_value',
      'limit: not a whole number from 1 to 500: "1e2"; write a number in that range',
    ],
    [
      'before=x',
      'before',
      'not_found',
      'before: neither a sending\'s id nor an instant: "x"; write the cursor of the page before, or an instant as "2029-02-03T10:00:00Z"',
    ],
  ])('are 422 for ?%s, in the shape of sendings (N8)', async (query, name, error, message) => {
    const { call } = await createFilledApi()
    const { status, body } = await call('GET', `${path}?${query}`)
    expect([status, body.details]).toEqual([422, { [name]: [{ error, message }] }])
  })
})
