import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOncueServer } from '../../examples/server.js'

const at = (text: string): number => Date.parse(text)
let now = at('2029-03-12T09:00:00Z')
const server = createOncueServer(readFileSync('examples/demo/catalog.yaml', 'utf8'), () => now)
let origin = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const post = async (path: string, body: unknown): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(origin + path, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, body: await response.json() }
}
const page = (href: string) => post('/events', { type: 'page', profile_id: 'u1', href })

test('a person is identified, greeted, and left in peace for two hours', async () => {
  const traits = { plan: 'trial', role: 'owner', signed_up_at: '2029-03-12T08:00:00Z' }
  expect(await post('/events', { type: 'identify', profile_id: 'u1', uid: 7, traits })).toEqual({
    status: 200,
    body: { outcome: 'none' },
  })
  expect((await page('https://app.example.com/dashboard')).body).toEqual({
    outcome: 'show',
    experience_id: 'welcome_tour',
    interaction_id: 'u1:1',
  })
  await post('/events', { type: 'interaction', profile_id: 'u1', experience_id: 'welcome_tour', state: 'completed' })
  now += 60_000
  await page('https://app.example.com/invoices')
  const click = { type: 'trigger', profile_id: 'u1', on: 'click', element: '#new-invoice' }
  expect((await post('/events', click)).body).toEqual({ outcome: 'none' })
  const why = await fetch(`${origin}/explain?profile_id=u1&href=https://app.example.com/invoices`)
  expect(await why.json()).toContainEqual({
    id: 'invoice_tour',
    code: 'rate_limited',
    next_at: '2029-03-12T11:00:00Z',
  })
})

test('a delivery shows whatever the limits say, with its options', async () => {
  const params = {
    model_kind: 'tour',
    model_id: 'payment_failed',
    uid: '7',
    idempotency_key: 'march',
    options: { amount: 9 },
  }
  expect(await post('/deliveries', params)).toMatchObject({
    status: 201,
    body: { delivery: { id: 'delivery-1', profile_id: 'u1' } },
  })
  expect(await post('/deliveries', params)).toMatchObject({ status: 200, body: { delivery: { id: 'delivery-1' } } })
  now += 60_000
  expect((await page('https://app.example.com/customers')).body).toEqual({
    outcome: 'show',
    experience_id: 'payment_failed',
    interaction_id: 'u1:2',
    delivery_id: 'delivery-1',
    options: { amount: 9 },
  })
})

test('what is wrong with a request is said, with its status', async () => {
  expect(await post('/deliveries', { model_kind: 'tour', model_id: 'pricing', uid: '7' })).toMatchObject({
    status: 404,
  })
  expect(await post('/deliveries', { model_kind: 'tour', model_id: 'welcome_tour' })).toEqual({
    status: 422,
    body: { code: 422, messages: ['profile_id: missing; name the profile by profile_id, uid or email'] },
  })
  expect(await post('/events', { type: 'page', profile_id: 'u1' })).toEqual({
    status: 422,
    body: { code: 422, messages: ['missing key "href"'] },
  })
  expect((await post('/events', [])).status).toBe(422)
  expect((await fetch(`${origin}/events`, { method: 'POST', body: '{' })).status).toBe(400)
  expect((await fetch(`${origin}/nowhere`)).status).toBe(404)
})

test('a catalog with problems starts no server', () => {
  expect(() => createOncueServer('experiences: [{ id: a, kind: tuor }]', () => 0)).toThrow('/experiences/0/kind')
})
