import { createHandler } from 'oncue/http'
import { describe, expect, it } from 'vitest'
import { catalog, createFilledApi, href, secret, start, toU1 } from './api.js'

/** Twenty page loads at a time, by several handlers of one store. */
async function loads(handlers: readonly ((request: Request) => Promise<Response>)[], eventId: (k: number) => string) {
  const load = (k: number) => ({ profile_id: 'u1', href, event_id: eventId(k) })
  const headers = { 'content-type': 'application/json', 'x-account-secret': secret }
  const requests = Array.from({ length: 20 }, (_, k) => {
    const request = new Request('http://localhost/v3/page', { method: 'POST', headers, body: JSON.stringify(load(k)) })
    return handlers[k % handlers.length]?.(request) as Promise<Response>
  })
  return Promise.all(requests)
}

describe.each([0, 1, 10])('with %i profiles remembered', (remembered) => {
  it.each([1, 4])('twenty page loads at a time never go above a limit, with %i handlers', async (count) => {
    const { store } = await createFilledApi()
    const handlers = Array.from({ length: count }, () =>
      createHandler({ store, secret, now: () => start, profiles: { remembered, attempts: 100 } }),
    )
    const answers = await loads(handlers, (k) => `e${k}`)
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const said = await Promise.all(answers.map((one) => one.json()))
    const shows = said.filter(({ outcome }) => outcome === 'show')
    const { interactions } = (await store.load('u1')).profile
    expect(shows).toHaveLength(1)
    expect(interactions.map(({ id }) => id)).toEqual([shows[0].interaction_id])
    expect(catalog.limit_groups[0]).toMatchObject({ rate_limit_size: 1, rate_limit_kind: '1h' })
  })

  it('one event twenty times at a time is one page load', async () => {
    const { store } = await createFilledApi()
    const handlers = Array.from({ length: 4 }, () =>
      createHandler({ store, secret, now: () => start, profiles: { remembered, attempts: 100 } }),
    )
    const answers = await loads(handlers, () => 'e1')
    const said = await Promise.all(answers.map((one) => one.text()))
    expect(new Set(said).size).toBe(1)
    // The identify, the page load and its show.
    expect((await store.load('u1')).profile.version).toBe(3)
  })
})

it('one delivery at a time is created for a profile, on whichever server (D9)', async () => {
  const { store, call } = await createFilledApi()
  const headers = { 'content-type': 'application/json', 'x-account-secret': secret }
  const body = JSON.stringify(toU1)
  const statuses = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const handler = createHandler({ store, secret, now: () => start })
      const request = new Request('http://localhost/v3/edit/deliveries', { method: 'POST', headers, body })
      return (await handler(request)).status
    }),
  )
  expect(statuses.sort()).toEqual([201, 429, 429, 429, 429])
  expect((await call('GET', '/v3/edit/deliveries')).body.deliveries).toHaveLength(1)
})

it('what finds no turn is 429, with a wait, and does nothing', async () => {
  const { store, call } = await createFilledApi({ profiles: { waiting: 2 } })
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, k) => call('POST', '/v3/page', { profile_id: 'u1', href, event_id: `e${k}` })),
  )
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(3)
  expect(refused[0]?.body).toEqual({
    code: 429,
    messages: ['profile_id: too many requests for this profile at a time; send one at a time; retry after 1 s'],
  })
  expect(refused[0]?.headers.get('retry-after')).toBe('1')
  expect((await store.exportProfile('u1'))?.answers).toHaveLength(3)
})
