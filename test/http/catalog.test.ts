import { parseCatalog, parseDocument, readCatalog } from 'oncue/authoring'
import { publicCatalog } from 'oncue/http'
import { describe, expect, it } from 'vitest'
import { catalog, createApi, createFilledApi, href } from './api.js'

const path = '/v3/edit/catalog'

describe('PUT /v3/edit/catalog', () => {
  it('puts the first version there, which a GET gives back as it was', async () => {
    const { call } = createApi()
    expect((await call('GET', path)).body).toEqual({ version: 0, updated_at: null, catalog: {} })
    const put = await call('PUT', path, catalog)
    expect([put.status, put.body]).toEqual([200, { version: 1, updated_at: '2029-02-03T10:00:00Z', warnings: [] }])
    expect(put.headers.get('etag')).toBe('"1"')
    const { body, headers } = await call('GET', path)
    expect(body).toEqual({ version: 1, updated_at: '2029-02-03T10:00:00Z', catalog })
    expect(headers.get('etag')).toBe('"1"')
    expect((await call('GET', path, undefined, { 'if-none-match': '"1"' })).status).toBe(304)
  })

  it('takes YAML', async () => {
    const { call } = createApi()
    const yaml = 'experiences:\n  - { id: nps, kind: survey, published_at: 2029-01-01 }\n'
    const put = await call('PUT', path, yaml, { 'content-type': 'application/yaml; charset=utf-8' })
    expect(put.status).toBe(200)
    expect((await call('GET', path)).body.catalog.experiences).toEqual([
      { id: 'nps', kind: 'survey', published_at: '2029-01-01' },
    ])
  })

  it('edits by id and key (C6): what is not listed stays, null takes a key out, a removed one leaves a tombstone', async () => {
    const { call } = await createFilledApi()
    const experiences = [
      { id: 'nps', position: 7, name: null },
      { id: 'ces', removed: true },
    ]
    await call('PUT', path, { experiences })
    const after = (await call('GET', path)).body.catalog
    expect(after.experiences).toHaveLength(catalog.experiences.length)
    expect(after.experiences[0]).toEqual({
      id: 'nps',
      kind: 'survey',
      published_at: '2029-01-01',
      position: 7,
      tag_ids: ['new_feature'],
    })
    expect(after.experiences[1]).toMatchObject({ id: 'ces', removed: true })
    const made = await call('POST', '/v3/edit/deliveries', { profile_id: 'u1', model_kind: 'survey', model_id: 'ces' })
    expect(made.status).toBe(404)
  })

  it('says each problem in one line, whatever its keys hold', async () => {
    const { call } = createApi()
    const segment = { fact: 'plan', operator: 'equal', value: 'pro', 'a\nb': 1 }
    const { status, body } = await call('PUT', path, { experiences: [{ id: 'nps', kind: 'survey', segment }] })
    expect(status).toBe(422)
    expect(body.messages).toEqual([expect.stringMatching(/^experiences\.0\.segment\."a\\nb": unknown key "a\\nb"/)])
  })

  it('refuses it whole, with every problem and its pointer', async () => {
    const { call } = await createFilledApi()
    const experiences = [
      { id: 'nps', kind: 'tour' },
      { id: 'new', kind: 'trip', published_at: 'soon' },
    ]
    const { status, body } = await call('PUT', path, {
      experiences,
      limit_groups: [{ id: 'hourly', rate_limit_size: -1 }],
    })
    expect(status).toBe(422)
    expect(body.code).toBe(422)
    expect(body.messages).toHaveLength(body.problems.length)
    expect(body.problems[0]).toMatchObject({ code: 'kind_change', pointer: '/experiences/0' })
    expect((await call('GET', path)).body).toMatchObject({ version: 1, catalog })
  })

  it('refuses what would mean nothing to it', async () => {
    const { call } = await createFilledApi()
    const { status, body } = await call('PUT', path, { tags: [{ id: 'ui_change', removed: 'yes' }] })
    expect([status, body.messages]).toEqual([422, ['tags.0.removed: expected true or false, found "yes"']])
  })

  it('refuses a document of a version from the future by name', async () => {
    const { call } = await createFilledApi()
    const { status, body } = await call('PUT', path, { ...catalog, version: 2 })
    expect([status, body.problems[0]]).toMatchObject([422, { code: 'newer_version', pointer: '/version' }])
    expect((await call('PUT', path, { ...catalog, version: 1 })).status).toBe(200)
  })

  it('refuses what would leave a reference in the air', async () => {
    const { call } = await createFilledApi()
    const { status, body } = await call('PUT', path, { segments: [{ id: 'trial', removed: true }] })
    expect(status).toBe(422)
    expect(body.problems[0].pointer).toBe('')
    expect(body.messages[0]).toMatch(/at \/experiences\/1\/segment_id/)
  })

  it('is 400 with line and column for text that is no document', async () => {
    const { call } = await createFilledApi()
    const { status, body } = await call('PUT', path, '{"experiences": [\n  {"id": }\n]}')
    expect(status).toBe(400)
    expect(body.problems[0]).toMatchObject({ code: 'syntax', line: 2 })
    expect(body.problems[0].file).toBeUndefined()
    const yaml = await call('PUT', path, 'a: [', { 'content-type': 'text/yaml' })
    expect(yaml.status).toBe(400)
  })

  it('is an edit of the version that If-Match names, or 412', async () => {
    const { call } = await createFilledApi()
    const edit = { experiences: [{ id: 'nps', position: 3 }] }
    const stale = await call('PUT', path, edit, { 'if-match': '"0"' })
    expect([stale.status, stale.body]).toEqual([
      412,
      { code: 412, messages: ['if-match: the catalog has version 1: "\\"0\\""; read it and edit that one'] },
    ])
    expect(stale.headers.get('etag')).toBe('"1"')
    expect((await call('PUT', path, edit, { 'if-match': '"1"' })).body.version).toBe(2)
    expect((await call('PUT', path, edit, { 'if-match': '*' })).status).toBe(200)
  })

  it('is one version, however often it is sent', async () => {
    const { call, clock } = await createFilledApi()
    clock.now += 1_000
    const again = await call('PUT', path, catalog)
    expect(again.body).toEqual({ version: 1, updated_at: '2029-02-03T10:00:00Z', warnings: [] })
  })

  it('keeps every edit of many at a time', async () => {
    const { call } = await createFilledApi()
    const edits = Array.from({ length: 5 }, (_, k) => ({ tags: [{ id: `t${k}` }] }))
    const puts = await Promise.all(edits.map((edit) => call('PUT', path, edit)))
    expect(puts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect((await call('GET', path)).body.catalog.tags).toHaveLength(7)
  })

  it('warns of what looks like a misspelling (C1)', async () => {
    const { call } = createApi()
    const experiences = [{ id: 'a', kind: 'tour', publishd_at: '2029-01-01' }]
    const { body } = await call('PUT', path, { experiences })
    expect(body.warnings).toMatchObject([{ pointer: '/experiences/0/publishd_at' }])
  })

  it('is decided by from the next page load on', async () => {
    const { call } = await createFilledApi()
    await call('PUT', path, { experiences: [{ id: 'nps', removed: true }] })
    expect((await call('POST', '/v3/page', { profile_id: 'u1', href })).body.experience_id).toBe('welcome')
  })

  it.each(['text/plain', 'application/xml', 'application/yamlish', undefined])('is 415 for %s', async (type) => {
    const { call } = createApi()
    const { status } = await call('PUT', path, '{}', { 'content-type': type ?? '' })
    expect(status).toBe(415)
  })
})

describe('GET /v3/catalog/public', () => {
  it('has what a decision needs, and no names, without the secret', async () => {
    const { call } = await createFilledApi()
    const { status, body, headers } = await call('GET', '/v3/catalog/public', undefined, { 'x-account-secret': '' })
    expect(status).toBe(200)
    expect(body.version).toBe(1)
    expect(JSON.stringify(body)).not.toMatch(/NPS|New Feature|announcement|How is X/)
    expect(headers.get('cache-control')).toBe('no-cache')
    const known = await call('GET', '/v3/catalog/public', undefined, { 'if-none-match': 'W/"1"' })
    expect([known.status, known.body]).toEqual([304, undefined])
  })

  it('means the same to a decision, of the catalog with everything in it', () => {
    const text = [
      'settings: { dialect: 2021-08, zones: [Europe/Berlin], sendings: { failed_after_minutes: 30 } }',
      'segments: [{ id: s, name: S, conditions: { fact: history.a, path: $.shows, operator: greaterThan, value: 1 } }]',
      'experiences:',
      '  - { id: a, kind: tour, name: A, owner: ann, published_at: 2029-01-01, unpublished_at: 2030-01-01, position: 1,',
      '      segment_id: s, url: [{ url: /a, match_type: regex }], url_op: all, start_url: "https://a/",',
      '      triggers: [{ on: time_on_page, seconds: 3 }], recurrence: { kind: page }, experiment_range: [1, 2] }',
      'limit_groups: [{ id: g, description: G, kind: all, rate_limit_size: 1, rate_limit_kind: day, zone: Asia/Tokyo,',
      '                 count: shows, exempt_shows: count }]',
    ].join('\n')
    const whole = parseCatalog(text)
    if (!whole.ok) expect.fail(whole.problems[0].message)
    const { sendings: _, ...settings } = whole.value.settings
    const part = readCatalog(publicCatalog(JSON.parse(JSON.stringify(documentOf(text)))))
    if (!part.ok) expect.fail(part.problems[0].message)
    const unnamed = <T extends object>(all: readonly T[]) =>
      all.map((one) => ({ ...one, name: null, ...described(one) }))
    expect(part.value).toEqual({
      ...whole.value,
      settings,
      segments: unnamed(whole.value.segments),
      experiences: unnamed(whole.value.experiences),
      limitGroups: unnamed(whole.value.limitGroups),
    })
  })
})

const described = (one: object) => ('description' in one ? { description: null } : {})

function documentOf(text: string): unknown {
  const parsed = parseDocument(text)
  return parsed.ok ? parsed.value.value : null
}
