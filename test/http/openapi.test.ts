import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openapiPath, renderOpenapi } from '../../scripts/openapi/openapi.js'
import { operations } from '../../src/http/operations.js'
import { type Answer, type Api, catalog, createApi, createFilledApi, href, toU1 } from './api.js'
import { apiDocument, documented } from './document.js'

const id = 'delivery:u1:2'
const [deliveries, groups, sendings] = ['/v3/edit/deliveries', '/v3/edit/limit_groups', '/v3/edit/sendings']
const sending = { recipients: [{ email: 'jan@example.com' }] }
const soon = { ...sending, schedule: { type: 'relative', in: '1 hour' } }
const sendingId = 'sending:1864807200000'
const load = { profile_id: 'u1', href }
const filled = createFilledApi

/** With a delivery to `u1`. */
async function delivered(): Promise<Api> {
  const api = await filled()
  await api.call('POST', deliveries, toU1)
  return api
}

async function withSending(body: unknown = soon): Promise<Api> {
  const api = await filled()
  await api.call('POST', sendings, body)
  return api
}

type Asks = Readonly<Record<number, () => Promise<Answer>>>

/** How each operation comes to each of its own answers. */
const asks: Readonly<Record<keyof typeof operations, Asks>> = {
  listDeliveries: {
    200: async () => (await delivered()).call('GET', deliveries),
    422: async () => (await filled()).call('GET', `${deliveries}?limit=0`),
  },
  createDelivery: {
    200: async () => {
      const { call } = await filled()
      await call('POST', deliveries, { ...toU1, idempotency_key: 'k' })
      return call('POST', deliveries, { ...toU1, idempotency_key: 'k' })
    },
    201: async () => (await filled()).call('POST', deliveries, toU1),
    404: async () => (await filled()).call('POST', deliveries, { ...toU1, profile_id: 'u9' }),
    409: async () => (await filled()).call('POST', deliveries, { ...toU1, model_id: 'draft' }),
    422: async () => (await filled()).call('POST', deliveries, {}),
  },
  showDelivery: {
    200: async () => (await delivered()).call('GET', `${deliveries}/${id}`),
    404: async () => (await filled()).call('GET', `${deliveries}/x`),
  },
  updateDelivery: {
    200: async () => (await delivered()).call('PATCH', `${deliveries}/${id}`, { once: true }),
    404: async () => (await filled()).call('PATCH', `${deliveries}/x`, {}),
    409: async () => {
      const { call } = await delivered()
      await call('POST', '/v3/page', load)
      return call('PATCH', `${deliveries}/${id}`, { once: true })
    },
    422: async () => (await delivered()).call('PATCH', `${deliveries}/${id}`, { once: 1 }),
  },
  removeDelivery: {
    200: async () => (await delivered()).call('DELETE', `${deliveries}/${id}`),
    404: async () => (await filled()).call('DELETE', `${deliveries}/x`),
    409: async () => {
      const { call } = await delivered()
      await call('DELETE', `${deliveries}/${id}`)
      return call('DELETE', `${deliveries}/${id}`)
    },
  },
  listLimitGroups: { 200: async () => (await filled()).call('GET', groups) },
  showLimitGroup: {
    200: async () => (await filled()).call('GET', `${groups}/upsell`),
    404: async () => (await filled()).call('GET', `${groups}/x`),
  },
  relatedExperiences: {
    200: async () => (await filled()).call('GET', `${groups}/features/experiences?filter=all`),
    404: async () => (await filled()).call('GET', `${groups}/x/experiences`),
    422: async () => (await filled()).call('GET', `${groups}/upsell/experiences?filter=x`),
  },
  listSendings: {
    200: async () => (await withSending()).call('GET', sendings),
    422: async () => (await filled()).call('GET', `${sendings}?limit=0`),
  },
  createSending: {
    201: async () => (await filled()).call('POST', sendings, { ...soon, audience: { type: 'reference', id: 'trial' } }),
    422: async () => (await filled()).call('POST', sendings, {}),
  },
  showSending: {
    200: async () => (await withSending()).call('GET', `${sendings}/${sendingId}`),
    404: async () => (await filled()).call('GET', `${sendings}/x`),
  },
  updateSending: {
    200: async () => (await withSending()).call('PATCH', `${sendings}/${sendingId}`, { draft: true }),
    404: async () => (await filled()).call('PATCH', `${sendings}/x`, {}),
    405: async () => {
      const { call, clock } = await withSending()
      clock.now += 3_600_000
      return call('PATCH', `${sendings}/${sendingId}`, { draft: true })
    },
    422: async () => (await withSending()).call('PATCH', `${sendings}/${sendingId}`, { recipients: [] }),
  },
  cancelSending: {
    200: async () => {
      const { call, clock } = await withSending()
      clock.now += 3_600_000
      return call('POST', `${sendings}/${sendingId}/cancel`)
    },
    404: async () => (await filled()).call('POST', `${sendings}/x/cancel`),
    405: async () => (await withSending(sending)).call('POST', `${sendings}/${sendingId}/cancel`),
  },
  listDispatches: {
    200: async () => (await withSending()).call('GET', `${sendings}/${sendingId}/dispatches`),
    404: async () => (await filled()).call('GET', `${sendings}/x/dispatches`),
    422: async () => (await withSending()).call('GET', `${sendings}/${sendingId}/dispatches?limit=0`),
  },
  showCatalog: {
    200: async () => (await filled()).call('GET', '/v3/edit/catalog'),
    304: async () => (await filled()).call('GET', '/v3/edit/catalog', undefined, { 'if-none-match': '*' }),
  },
  putCatalog: {
    200: async () => createApi().call('PUT', '/v3/edit/catalog', catalog),
    412: async () => createApi().call('PUT', '/v3/edit/catalog', catalog, { 'if-match': '*' }),
    422: async () => createApi().call('PUT', '/v3/edit/catalog', { experiences: [{ id: 'a' }] }),
  },
  identify: {
    200: async () => (await filled()).call('POST', '/v3/identify', { profile_id: 'u1' }),
    422: async () => (await filled()).call('POST', '/v3/identify', {}),
  },
  page: {
    200: async () => (await filled()).call('POST', '/v3/page', load),
    422: async () => (await filled()).call('POST', '/v3/page', {}),
  },
  trigger: {
    200: async () => (await filled()).call('POST', '/v3/trigger', { profile_id: 'u1', on: 'click' }),
    422: async () => (await filled()).call('POST', '/v3/trigger', {}),
  },
  track: {
    200: async () => (await filled()).call('POST', '/v3/track', { profile_id: 'u1', event: 'x' }),
    422: async () => (await filled()).call('POST', '/v3/track', {}),
  },
  interaction: {
    200: async () =>
      (await filled()).call('POST', '/v3/interactions', { profile_id: 'u1', experience_id: 'nps', state: 'started' }),
    404: async () =>
      (await filled()).call('POST', '/v3/interactions', { profile_id: 'u1', experience_id: 'x', state: 'started' }),
    422: async () => (await filled()).call('POST', '/v3/interactions', {}),
  },
  explain: {
    200: async () => (await delivered()).call('GET', '/v3/explain?profile_id=u1&href=x&counterfactuals=true'),
    404: async () => (await filled()).call('GET', '/v3/explain?profile_id=u9&href=x'),
    422: async () => (await filled()).call('GET', '/v3/explain'),
  },
  exportProfile: {
    200: async () => (await delivered()).call('GET', '/v3/profiles/u1'),
    404: async () => (await filled()).call('GET', '/v3/profiles/u9'),
  },
  eraseProfile: {
    204: async () => (await filled()).call('DELETE', '/v3/profiles/u1'),
    404: async () => (await filled()).call('DELETE', '/v3/profiles/u9'),
  },
  publicCatalog: {
    200: async () => (await filled()).call('GET', '/v3/catalog/public'),
    304: async () => (await filled()).call('GET', '/v3/catalog/public', undefined, { 'if-none-match': '"1"' }),
  },
  health: { 200: async () => createApi().call('GET', '/v3/health') },
  openapi: { 200: async () => createApi().call('GET', '/v3/openapi.json') },
}

/** What every operation of its kind may answer is asked for where that is tested: the gate, bodies, a failing store. */
const shared = new Set([400, 403, 408, 413, 415, 429, 503])

describe('schema/openapi.json', () => {
  it('is what its definitions give (npm run schema)', () => {
    expect(readFileSync(new URL(`../../${openapiPath}`, import.meta.url), 'utf8')).toBe(renderOpenapi())
  })

  it('is what the handler hands out', async () => {
    expect((await createApi().call('GET', '/v3/openapi.json')).body).toEqual(apiDocument)
  })

  it('has every operation, with every one of its own answers asked for here', () => {
    const wanted = documented.map(({ operation: { operationId, responses } }) => {
      return [operationId, Object.keys(responses).filter((status) => !shared.has(Number(status)))]
    })
    const asked = Object.entries(asks).map(([name, own]) => [name, Object.keys(own)])
    expect(Object.fromEntries(wanted)).toEqual(Object.fromEntries(asked))
    expect(Object.keys(operations).sort()).toEqual(documented.map(({ operation }) => operation.operationId).sort())
  })

  it('refers only to what is there', () => {
    const references = [...JSON.stringify(apiDocument).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
    const { schemas, responses } = apiDocument.components
    const there = (kind = '', name = '') => Object.hasOwn(kind === 'schemas' ? schemas : responses, name)
    expect(references.filter(([, kind, name]) => !there(kind, name))).toEqual([])
    expect(Object.keys(schemas).filter((name) => !references.some(([, , other]) => other === name))).toEqual([])
  })
})

describe.each(Object.entries(asks))('%s', (_, own) => {
  it.each(Object.entries(own))('answers %s', async (status, ask) => {
    expect((await ask()).status).toBe(Number(status))
  })
})
