import { describe, expect, it } from 'vitest'
import { createApi, createFilledApi } from './api.js'

const path = '/v3/edit/limit_groups'

describe('limit groups', () => {
  it('are listed as the catalog has them, with what each kind has', async () => {
    const { call } = await createFilledApi()
    const { status, body } = await call('GET', path)
    expect(status).toBe(200)
    expect(body.limit_groups).toEqual([
      { id: 'hourly', name: null, description: null, kind: 'all', rate_limit_size: 1, rate_limit_kind: '1h' },
      {
        id: 'features',
        name: 'How is X?',
        description: 'One a week',
        kind: 'tags',
        rate_limit_size: 1,
        rate_limit_kind: '7d',
        tag_ids: ['ui_change', 'new_feature'],
      },
      {
        id: 'upsell',
        name: null,
        description: null,
        kind: 'campaigns',
        rate_limit_size: 2,
        rate_limit_kind: '30d',
        campaign_ids: ['welcome', 'draft', 'ces', 'nps'],
      },
    ])
    expect(body.limit_groups.map((group: object) => Object.keys(group)[0])).toEqual(['id', 'id', 'id'])
  })

  it('are shown one by one, with what else is written of them', async () => {
    const { call } = await createFilledApi()
    await call('PUT', '/v3/edit/catalog', { limit_groups: [{ id: 'hourly', created_at: '2029-01-01T00:00:00Z' }] })
    const { body } = await call('GET', `${path}/hourly`)
    expect(body.limit_group).toMatchObject({ id: 'hourly', created_at: '2029-01-01T00:00:00Z' })
  })

  it('are none where there is no catalog', async () => {
    expect((await createApi().call('GET', path)).body).toEqual({ limit_groups: [] })
  })

  it.each([`${path}/x`, `${path}/x/experiences`])('are 404 at %s', async (unknown) => {
    const { call } = await createFilledApi()
    const { status, body } = await call('GET', unknown)
    expect([status, body]).toEqual([
      404,
      { code: 404, messages: ['id: unknown limit group: "x"; name one that exists'] },
    ])
  })
})

describe('related experiences', () => {
  const ids = ({ body }: { body: Record<string, { id: string }[]> }) => ({
    tours: body.tours?.map(({ id }) => id),
    surveys: body.surveys?.map(({ id }) => id),
  })

  it('are those that are live, tours and surveys apart, in the order in which they may show', async () => {
    const { call } = await createFilledApi()
    const answer = await call('GET', `${path}/hourly/experiences`)
    expect(Object.keys(answer.body)).toEqual(['limit_group', 'tours', 'surveys'])
    expect(ids(answer)).toEqual({ tours: ['pricing', 'welcome'], surveys: ['nps', 'ces'] })
    const explicit = await call('GET', `${path}/hourly/experiences?filter=published_at`)
    expect(explicit.body).toEqual(answer.body)
  })

  it('are all that there are with filter all, but for those that were removed', async () => {
    const { call } = await createFilledApi()
    await call('PUT', '/v3/edit/catalog', { experiences: [{ id: 'ces', removed: true }] })
    const answer = await call('GET', `${path}/hourly/experiences?filter=all`)
    expect(ids(answer)).toEqual({ tours: ['draft', 'pricing', 'welcome'], surveys: ['nps'] })
  })

  it('come with tags for kind tags, in the order of its list, and how many experiences have each', async () => {
    const { call } = await createFilledApi()
    const answer = await call('GET', `${path}/features/experiences`)
    expect(Object.keys(answer.body)).toEqual(['limit_group', 'tags', 'tours', 'surveys'])
    expect(answer.body.tags).toEqual([
      { id: 'ui_change', uid: null, name: 'Interface Change', models_count: 2 },
      {
        id: 'new_feature',
        uid: 'new_feature',
        name: 'New Feature',
        description: 'Any feature announcement',
        models_count: 2,
      },
    ])
    expect(ids(answer)).toEqual({ tours: ['welcome'], surveys: ['nps'] })
  })

  it('are in the order of the list for kind campaigns', async () => {
    const { call } = await createFilledApi()
    const live = await call('GET', `${path}/upsell/experiences`)
    expect(ids(live)).toEqual({ tours: ['welcome'], surveys: ['ces', 'nps'] })
    const all = await call('GET', `${path}/upsell/experiences?filter=all`)
    expect(ids(all)).toEqual({ tours: ['welcome', 'draft'], surveys: ['ces', 'nps'] })
    expect(all.body.tours[1]).toMatchObject({ id: 'draft', name: null, position: null, published_at: null })
  })

  it('are judged at the instant of the request (C2)', async () => {
    const { call, clock } = await createFilledApi()
    await call('PUT', '/v3/edit/catalog', { experiences: [{ id: 'draft', published_at: '2029-02-03T10:00:01Z' }] })
    const before = await call('GET', `${path}/upsell/experiences`)
    expect(ids(before).tours).toEqual(['welcome'])
    clock.now += 1_000
    const then = await call('GET', `${path}/upsell/experiences`)
    expect(ids(then).tours).toEqual(['welcome', 'draft'])
  })

  it('have their instants in one form, however they were written', async () => {
    const { call } = await createFilledApi()
    const experiences = [{ id: 'nps', published_at: 1_800_000_000, rate_unlimit_at: '2029-01-02' }]
    await call('PUT', '/v3/edit/catalog', { experiences })
    const { body } = await call('GET', `${path}/features/experiences`)
    expect(body.surveys[0]).toMatchObject({
      published_at: '2027-01-15T08:00:00Z',
      rate_unlimit_at: '2029-01-02T00:00:00Z',
    })
  })

  it('are 422 for another filter', async () => {
    const { call } = await createFilledApi()
    const { status, body } = await call('GET', `${path}/hourly/experiences?filter=live`)
    expect([status, body]).toEqual([
      422,
      { code: 422, messages: ['filter: not "published_at" or "all": "live"; write one of them'] },
    ])
  })

  it("are those of the sample's group, in its order", async () => {
    const { call } = createApi()
    await call('PUT', '/v3/edit/catalog', {
      experiences: [
        { id: 'a9', kind: 'tour', name: 'Data was just imported v2', position: 2, published_at: null },
        { id: 'a3', kind: 'survey', position: 0, published_at: '2029-01-07T12:38:00Z' },
        { id: 'd5', kind: 'survey', position: 1, published_at: '2029-01-07T12:18:00Z' },
      ],
      limit_groups: [
        { id: 'd9', kind: 'campaigns', campaign_ids: ['d5', 'a3', 'a9'], rate_limit_size: 1, rate_limit_kind: '7d' },
      ],
    })
    expect(ids(await call('GET', `${path}/d9/experiences?filter=all`))).toEqual({
      tours: ['a9'],
      surveys: ['d5', 'a3'],
    })
    expect(ids(await call('GET', `${path}/d9/experiences`))).toEqual({ tours: [], surveys: ['d5', 'a3'] })
  })
})
