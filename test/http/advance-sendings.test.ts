import { type AdvanceOptions, advanceSendings, type Recorded } from 'oncue/http'
import type { Dispatch } from 'oncue/sendings'
import { memoryStore, type Store, StoreUnavailable } from 'oncue/store'
import { describe, expect, it } from 'vitest'
import { type Api, catalog, createFilledApi } from './api.js'

const path = '/v3/edit/sendings'
const delivery = { model_kind: 'tour', model_id: 'welcome', until: '+7d', options: { lead: 'hi' } }
const byExperience = { channels: [{ type: 'experience', delivery }] }
const now = { type: 'immediate' }

const advancing = (api: Api, more: Partial<AdvanceOptions> = {}) =>
  advanceSendings({ store: api.store, now: () => api.clock.now, ...more })

async function people(api: Api, count: number): Promise<void> {
  for (let k = 2; k <= count; k++) {
    await api.call('POST', '/v3/identify', {
      profile_id: `u${k}`,
      email: `u${k}@example.com`,
      traits: { plan: 'trial' },
    })
  }
}

const dispatchesOf = async ({ call }: Api, id: string, query = '') =>
  (await call('GET', `${path}/${id}/dispatches${query}`)).body

describe('advanceSendings', () => {
  it('makes the deliveries of an experience for an audience, and tells of each', async () => {
    const api = await createFilledApi()
    await people(api, 5)
    const audience = { type: 'reference', id: 'trial' }
    const recipients = [{ member_id: 'u1', properties: { name: 'Ann' } }, { member_id: 'nobody' }]
    const sent = await api.call('POST', path, { audience, recipients, message: byExperience, schedule: now })
    const { id } = sent.body.sending
    const told: Recorded[] = []
    expect(await advancing(api, { onDecision: (entry) => told.push(entry) })).toEqual({ sendings: 1, dispatches: 5 })
    expect((await api.call('GET', `${path}/${id}`)).body.sending).toMatchObject({
      status: 'transmitted',
      dispatches_count: 5,
      transmitted_at: '2029-02-03T10:00:00Z',
    })
    const { deliveries } = (await api.call('GET', '/v3/edit/deliveries')).body
    expect(deliveries.map((one: { profile_id: string }) => one.profile_id).sort()).toEqual([
      'u1',
      'u2',
      'u3',
      'u4',
      'u5',
    ])
    const own = deliveries.find((one: { profile_id: string }) => one.profile_id === 'u1')
    expect(own).toMatchObject({
      id: `${id}:u1`,
      idempotency_key: `sending:${id}`,
      options: { lead: 'hi', name: 'Ann' },
      until: '2029-02-10T10:00:00Z',
    })
    expect(told.map(({ profileId }) => profileId).sort()).toEqual(['u1', 'u2', 'u3', 'u4', 'u5'])
    expect(told.find(({ profileId }) => profileId === 'u1')?.call).toEqual({
      ...delivery,
      type: 'deliver',
      id: `${id}:u1`,
      idempotency_key: `sending:${id}`,
      options: { lead: 'hi', name: 'Ann' },
    })
  })

  it('does nothing before its time, and nothing twice', async () => {
    const api = await createFilledApi()
    const schedule = { type: 'relative', in: '1 hour' }
    await api.call('POST', path, { recipients: [{ member_id: 'u1' }], message: byExperience, schedule })
    expect(await advancing(api)).toEqual({ sendings: 0, dispatches: 0 })
    api.clock.now += 3_600_000
    expect(await advancing(api)).toEqual({ sendings: 1, dispatches: 1 })
    expect(await advancing(api)).toEqual({ sendings: 0, dispatches: 0 })
  })

  it('prepares ahead, and hands out at its time', async () => {
    const api = await createFilledApi()
    const schedule = { type: 'relative', in: '1 hour', prescheduled: true }
    const sent = await api.call('POST', path, { recipients: [{ member_id: 'u1' }], message: byExperience, schedule })
    const { id } = sent.body.sending
    api.clock.now += 55 * 60_000
    expect(await advancing(api)).toEqual({ sendings: 1, dispatches: 0 })
    expect((await api.call('GET', `${path}/${id}`)).body.sending.status).toBe('prepared')
    expect(await advancing(api)).toEqual({ sendings: 0, dispatches: 0 })
    api.clock.now += 5 * 60_000
    expect(await advancing(api)).toEqual({ sendings: 1, dispatches: 1 })
  })

  it('hands out in batches, each dispatch once, and lists them in that order', async () => {
    const api = await createFilledApi()
    await people(api, 12)
    const audience = { type: 'inline', conditions: [] }
    const recipients = [{ email: 'jan@example.com', properties: { n: 1 } }, { msisdn: '4740769126' }]
    const sent = await api.call('POST', path, { audience, recipients, schedule: now })
    const { id } = sent.body.sending
    const gone: Dispatch[] = []
    const transmit = async (dispatch: Dispatch): Promise<void> => {
      gone.push(dispatch)
    }
    expect(await advancing(api, { transmit, batch: 5 })).toEqual({ sendings: 1, dispatches: 14 })
    expect(new Set(gone.map(({ to }) => to)).size).toBe(14)
    const listed: string[] = []
    for (let after = ''; ; ) {
      const { dispatches, cursor } = await dispatchesOf(api, id, `?limit=4${after && `&after=${after}`}`)
      listed.push(...dispatches.map((one: Dispatch) => one.id))
      after = cursor.after ?? ''
      if (after === '') break
    }
    expect(listed).toEqual(gone.map((one) => one.id))
    expect((await dispatchesOf(api, id, '?limit=14')).cursor).toEqual({ limit: 14 })
    expect(await dispatchesOf(api, id, '?after=x')).toMatchObject({ details: { after: [{ error: 'not_found' }] } })
    expect(await dispatchesOf(api, id, '?limit=x&after=x')).toMatchObject({ details: { limit: [{}], after: [{}] } })
  })

  it('is skipped where there is nobody', async () => {
    const api = await createFilledApi()
    const audience = { type: 'reference', id: 'trial' }
    const sent = await api.call('POST', path, { audience, schedule: now })
    await advancing(api)
    expect((await api.call('GET', `${path}/${sent.body.sending.id}`)).body.sending.status).toBe('skipped')
  })

  it.each([
    ['late', () => Promise.reject(new Error('mailbox full'))],
    [
      'at once',
      () => {
        throw new Error('mailbox full')
      },
    ],
  ])('goes on where one message could not be transmitted, and tells of it: %s', async (_, fail) => {
    const api = await createFilledApi()
    await people(api, 4)
    const recipients = [2, 3, 4].map((k) => ({ member_id: `u${k}` }))
    await api.call('POST', path, { recipients, schedule: now })
    const errors: unknown[] = []
    const gone: string[] = []
    const transmit = ({ to }: Dispatch): Promise<void> => {
      if (to === 'u2@example.com') return fail()
      gone.push(to)
      return Promise.resolve()
    }
    await advancing(api, { transmit, onError: (error) => errors.push(error) })
    expect(errors).toEqual([new Error('mailbox full')])
    expect(gone).toEqual(['u3@example.com', 'u4@example.com'])
    expect((await api.call('GET', path)).body.sendings[0].status).toBe('transmitted')
  })

  it('does not stop at a delivery that is refused (N7)', async () => {
    const api = await createFilledApi()
    await people(api, 3)
    await api.call('PUT', '/v3/edit/catalog', { settings: { delivery_ids_limit: 1 } })
    await api.call('POST', '/v3/edit/deliveries', { profile_id: 'u1', model_kind: 'tour', model_id: 'welcome' })
    await api.call('POST', path, { audience: { type: 'inline', conditions: [] }, message: byExperience, schedule: now })
    expect((await advancing(api)).dispatches).toBe(3)
    expect((await api.call('GET', '/v3/edit/deliveries')).body.deliveries).toHaveLength(3)
  })

  it('is done once by four at a time', async () => {
    const api = await createFilledApi()
    await people(api, 20)
    await api.call('POST', path, { audience: { type: 'inline', conditions: [] }, schedule: now })
    const gone: string[] = []
    const transmit = async ({ to }: Dispatch): Promise<void> => {
      gone.push(to)
    }
    await Promise.all(Array.from({ length: 4 }, () => advancing(api, { transmit, batch: 3 })))
    expect([...gone].sort()).toEqual([...new Set(gone)].sort())
    expect(gone).toHaveLength(20)
  })

  it('is followed up after a minute where a server ended in the middle: deliveries are made, messages not sent again', async () => {
    const inner = memoryStore()
    let left = Number.POSITIVE_INFINITY
    const commitSending: Store['commitSending'] = async (change) => {
      left -= 1
      if (left < 0) throw new StoreUnavailable('gone', 1_000)
      return inner.commitSending(change)
    }
    const api = await createFilledApi({ store: { ...inner, commitSending } })
    await people(api, 6)
    const channels = [{ type: 'experience', delivery }]
    const recipients = [{ email: 'jan@example.com' }]
    const message = { channels: [...channels, 'email'] }
    const sent = await api.call('POST', path, {
      audience: { type: 'inline', conditions: [] },
      recipients,
      message,
      schedule: now,
    })
    // It claims, gathers and hands out; then it cannot say that it did.
    left = 2
    const gone: string[] = []
    const transmit = async ({ to }: Dispatch): Promise<void> => {
      gone.push(to)
    }
    await expect(advancing(api, { transmit })).rejects.toThrow(StoreUnavailable)
    left = Number.POSITIVE_INFINITY
    for (const { id } of (await api.call('GET', '/v3/edit/deliveries')).body.deliveries.slice(0, 2)) {
      await api.call('DELETE', `/v3/edit/deliveries/${id}`)
    }
    expect((await advancing(api, { transmit })).sendings).toBe(0)
    api.clock.now += 60_000
    expect((await advancing(api, { transmit })).sendings).toBe(1)
    expect(gone).toEqual(['jan@example.com'])
    expect((await api.call('GET', `${path}/${sent.body.sending.id}`)).body.sending.status).toBe('transmitted')
    // D5: what was removed meanwhile is not made again.
    expect((await api.call('GET', '/v3/edit/deliveries')).body.deliveries).toHaveLength(4)
  })

  it('has failed where it comes too late', async () => {
    const api = await createFilledApi()
    await api.call('POST', path, { recipients: [{ member_id: 'u1' }], message: byExperience, schedule: now })
    api.clock.now += 20 * 60_000
    expect(await advancing(api)).toEqual({ sendings: 1, dispatches: 0 })
    expect((await api.call('GET', path)).body.sendings[0].status).toBe('failed')
    expect(await advancing(api)).toEqual({ sendings: 0, dispatches: 0 })
  })

  it('goes by the catalog as it then stands', async () => {
    const api = await createFilledApi()
    await api.call('POST', path, { recipients: [{ member_id: 'u1' }], message: byExperience, schedule: now })
    const [welcome] = catalog.experiences.filter(({ id }) => id === 'welcome')
    await api.call('PUT', '/v3/edit/catalog', { experiences: [{ ...welcome, published_at: null }] })
    await advancing(api)
    expect((await api.call('GET', '/v3/edit/deliveries')).body.deliveries).toEqual([])
  })
})
