import { advanceSendings } from 'oncue/http'
import { describe, expect, it } from 'vitest'
import { createFilledApi, href, toU1 } from './api.js'

const sending = {
  recipients: [
    { member_id: 'u1', properties: { secret: 'for Ann alone' } },
    { member_id: 'u2', properties: { secret: 'for Ben alone' } },
  ],
  message: { channels: ['email'] },
  schedule: { type: 'immediate' },
}

describe('GET /v3/profiles/:id', () => {
  it('has all that is kept about one person', async () => {
    const { call, store, clock } = await createFilledApi()
    await call('POST', '/v3/identify', { profile_id: 'u1', traits: { plan: 'trial' } })
    await call('POST', '/v3/page', { profile_id: 'u1', href, event_id: 'e1' })
    await call('POST', '/v3/edit/deliveries', toU1)
    const made = await call('POST', '/v3/edit/sendings', sending)
    await advanceSendings({ store, now: () => clock.now })
    const { status, body } = await call('GET', '/v3/profiles/u1')
    const { id } = made.body.sending
    expect(status).toBe(200)
    expect(body.profile).toMatchObject({ id: 'u1', uid: '7', traits: { plan: 'trial' } })
    expect(body.profile.interactions).toHaveLength(1)
    expect(body.profile.deliveries).toHaveLength(1)
    expect(body.names).toEqual([{ email: 'ann@example.com' }, { uid: '7' }])
    expect(body.answers).toMatchObject([{ event_id: 'page:e1', body: { outcome: 'show' } }])
    expect(body.dispatches).toMatchObject([{ sending_id: id, member_id: 'u1', to: 'ann@example.com' }])
    expect(body.recipients).toEqual([{ sending_id: id, properties: { secret: 'for Ann alone' } }])
  })

  it('is 404 for somebody of whom nothing is kept', async () => {
    const { call } = await createFilledApi()
    for (const id of ['u9', 'x'.repeat(300)]) expect((await call('GET', `/v3/profiles/${id}`)).status).toBe(404)
  })

  it('names everybody that there can be: what no path can say is no id', async () => {
    const { call } = await createFilledApi()
    for (const id of ['.', '..', '\ud800', 'a\udc00']) {
      const { status, body } = await call('POST', '/v3/page', { profile_id: id, href })
      expect({ status, messages: body.messages }).toEqual({
        status: 422,
        messages: [`profile_id: expected an id that a URL can name, not "." or "..", found ${JSON.stringify(id)}`],
      })
    }
    for (const id of ['...', '.a', '/', '%2e', '?#', '👍', '\u0000', 'a b']) {
      expect((await call('POST', '/v3/page', { profile_id: id, href })).status).toBe(200)
      const { status, body } = await call('GET', `/v3/profiles/${encodeURIComponent(id)}`)
      expect({ status, id: body.profile?.id }).toEqual({ status: 200, id })
    }
  })

  it('has what a sending says of somebody who was never seen', async () => {
    const { call } = await createFilledApi()
    await call('POST', '/v3/edit/sendings', sending)
    const { body } = await call('GET', '/v3/profiles/u2')
    expect(body).toMatchObject({ profile: null, names: [], recipients: [{ properties: { secret: 'for Ben alone' } }] })
  })
})

describe('DELETE /v3/profiles/:id', () => {
  it('erases it for good: profile, names, deliveries, answers, dispatches, and what sendings say', async () => {
    const api = await createFilledApi()
    const { call, store, clock } = api
    await call('POST', '/v3/page', { profile_id: 'u1', href, event_id: 'e1' })
    const { id } = (await call('POST', '/v3/edit/deliveries', toU1)).body.delivery
    await call('POST', '/v3/edit/sendings', sending)
    await advanceSendings({ store, now: () => clock.now })
    const gone = await call('DELETE', '/v3/profiles/u1')
    expect([gone.status, gone.body]).toEqual([204, undefined])
    expect((await call('GET', '/v3/profiles/u1')).status).toBe(404)
    expect((await call('DELETE', '/v3/profiles/u1')).status).toBe(404)
    expect((await call('GET', `/v3/edit/deliveries/${id}`)).status).toBe(404)
    expect((await call('POST', '/v3/edit/deliveries', { ...toU1, profile_id: null, uid: 7 })).status).toBe(422)
    const kept = JSON.stringify([await store.sendings({ limit: 10 }), await store.profiles({ limit: 10 })])
    expect(kept).not.toMatch(/Ann|ann@example|u1/)
    expect(kept).toMatch(/for Ben alone/)
  })

  it('begins anew with whoever comes under that id', async () => {
    const { call } = await createFilledApi()
    const first = await call('POST', '/v3/page', { profile_id: 'u1', href, event_id: 'e1' })
    await call('DELETE', '/v3/profiles/u1')
    const again = await call('POST', '/v3/page', { profile_id: 'u1', href, event_id: 'e1' })
    expect(again.body.experience_id).toBe(first.body.experience_id)
    expect((await call('GET', '/v3/profiles/u1')).body.profile).toMatchObject({ uid: null, revision: 2 })
  })

  it('holds against a server that remembers the profile', async () => {
    const { call } = await createFilledApi({ profiles: { remembered: 10 } })
    await call('POST', '/v3/page', { profile_id: 'u1', href })
    await call('DELETE', '/v3/profiles/u1')
    await call('POST', '/v3/page', { profile_id: 'u1', href })
    expect((await call('GET', '/v3/profiles/u1')).body.profile).toMatchObject({ uid: null, revision: 2 })
  })
})
