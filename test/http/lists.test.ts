import { describe, expect, it } from 'vitest'
import { createFilledApi } from './api.js'

const sendings = '/v3/edit/sendings'

/** Every list that is handed out by pages. */
async function lists() {
  const { call } = await createFilledApi()
  const sent = await call('POST', sendings, { recipients: [{ member_id: 'u1' }] })
  const paths = ['/v3/edit/deliveries', sendings, `${sendings}/${sent.body.sending.id}/dispatches`]
  return { call, paths }
}

describe('the limit of every list', () => {
  it.each([
    ['', 50],
    ['?limit=1', 1],
    ['?limit=500', 500],
    ['?limit=0100', 100],
  ])('with %j is %i', async (query, limit) => {
    const { call, paths } = await lists()
    for (const path of paths) {
      const { status, body } = await call('GET', `${path}${query}`)
      expect([path, status, body.cursor]).toEqual([path, 200, { limit }])
    }
  })

  it.each([
    ['0', '0'],
    ['501', '501'],
    ['-1', '"-1"'],
    ['1e2', '"1e2"'],
    ['0x10', '"0x10"'],
    ['', '""'],
  ])('is none with %j', async (limit, found) => {
    const { call, paths } = await lists()
    const message = `limit: not a whole number from 1 to 500: ${found}; write a number in that range`
    for (const path of paths) {
      const { status, body } = await call('GET', `${path}?limit=${limit}`)
      expect([path, status, body.messages ?? [body.details.limit[0].message]]).toEqual([path, 422, [message]])
    }
  })
})
