import { describe, expect, it } from 'vitest'
import { catalog, createApi, createFilledApi, href, start } from './api.js'

const load = { profile_id: 'u1', href }

describe('POST /v3/page', () => {
  it('decides, records, and says what a page needs to act on it', async () => {
    const { call, recorded } = await createFilledApi()
    const { status, body } = await call('POST', '/v3/page', load)
    expect(status).toBe(200)
    expect(body).toEqual({
      at: '2029-02-03T10:00:00Z',
      profile_id: 'u1',
      outcome: 'show',
      experience_id: 'nps',
      via: 'automatic',
      interaction_id: 'u1:2',
      armed: [],
    })
    expect(recorded.at(-1)).toMatchObject({
      at: start,
      profileId: 'u1',
      eventId: null,
      events: [
        { type: 'page', at: start, href },
        { type: 'show', experienceId: 'nps', interactionId: 'u1:2' },
      ],
      decision: { outcome: 'show', via: 'automatic' },
      call: null,
    })
  })

  it('makes a profile seen that nobody knew, its id given as a number or text', async () => {
    const { call } = await createFilledApi()
    expect((await call('POST', '/v3/page', { profile_id: 42, href })).body.profile_id).toBe('42')
    expect((await call('GET', '/v3/profiles/42')).body.profile.seen).toBe(true)
  })

  it('answers a retry of an event the same, with no second show, and tells it once', async () => {
    const { call, clock, recorded } = await createFilledApi()
    const first = await call('POST', '/v3/page', { ...load, event_id: 'e1' })
    const told = recorded.length
    clock.now += 3 * 3_600_000
    const again = await call('POST', '/v3/page', { ...load, event_id: 'e1' })
    expect(again.body).toEqual(first.body)
    expect(recorded.length).toBe(told)
    const { interactions } = (await call('GET', '/v3/profiles/u1')).body.profile
    expect(interactions).toHaveLength(1)
    const other = await call('POST', '/v3/page', { ...load, event_id: 'e2' })
    // One of the features in a week, so only what is no feature is left.
    expect(other.body).toMatchObject({ outcome: 'none', armed: ['pricing'] })
  })

  it('knows events by profile and by route', async () => {
    const { call } = await createFilledApi()
    await call('POST', '/v3/page', { ...load, event_id: 'e1' })
    const other = await call('POST', '/v3/page', { profile_id: 'u2', href, event_id: 'e1' })
    expect(other.body.profile_id).toBe('u2')
    const report = { profile_id: 'u1', experience_id: 'nps', state: 'completed', event_id: 'e1' }
    expect((await call('POST', '/v3/interactions', report)).body.interaction.state).toBe('completed')
  })

  it('asks without recording where it peeks', async () => {
    const { call, recorded } = await createFilledApi()
    const told = recorded.length
    for (let k = 0; k < 2; k++) {
      const { body } = await call('POST', '/v3/page', { ...load, peek: true, event_id: 'e1' })
      expect(body).toMatchObject({ outcome: 'show', experience_id: 'nps' })
    }
    expect(recorded.length).toBe(told)
    expect((await call('GET', '/v3/profiles/u1')).body.profile.interactions).toEqual([])
  })

  it('says until when it holds where it is asked to (E9)', async () => {
    const { call } = await createFilledApi()
    await call('POST', '/v3/page', load)
    // Of all that is full the hourly group has room first.
    const { body } = await call('POST', '/v3/page', { ...load, valid_until: true })
    expect(body).toMatchObject({ outcome: 'none', valid_until: '2029-02-03T11:00:00Z' })
  })

  it('hands on the options of a delivery', async () => {
    const { call } = await createFilledApi()
    const options = { title: '<b>"hi"</b>' }
    const made = await call('POST', '/v3/edit/deliveries', { ...delivery, options })
    const { body } = await call('POST', '/v3/page', load)
    expect(body).toMatchObject({ via: 'delivery', delivery_id: made.body.delivery.id, options })
  })

  it('redirects in the older dialect', async () => {
    const { call } = createApi()
    const [welcome] = catalog.experiences.filter(({ id }) => id === 'welcome')
    const there = 'https://app.example.com/start'
    const tour = { ...welcome, url: [{ url: there, match_type: 'exact' }], start_url: there, tag_ids: [] }
    await call('PUT', '/v3/edit/catalog', { experiences: [tour], settings: { dialect: '2021-08' } })
    await call('POST', '/v3/identify', { profile_id: 'u1' })
    await call('POST', '/v3/edit/deliveries', { ...delivery, redirect: true })
    const { body } = await call('POST', '/v3/page', load)
    expect(body).toMatchObject({ outcome: 'redirect', experience_id: 'welcome', start_url: there })
    const arrived = await call('POST', '/v3/page', { ...load, href: there })
    expect(arrived.body).toMatchObject({ outcome: 'show', via: 'delivery' })
  })

  it.each([
    [{}, ['missing key "profile_id"', 'missing key "href"']],
    [[], ['body: not an object: an array; send the parameters by their names']],
    [null, ['body: not an object: null; send the parameters by their names']],
    [{ ...load, href: 5 }, ['href: expected text, found 5']],
    [{ ...load, hrev: 'x' }, ['"hrev": unknown parameter; did you mean "href"?']],
    [{ ...load, event_id: '' }, ['event_id: empty event_id']],
    [{ ...load, event_id: 'e'.repeat(201) }, ['event_id: longer than 200 characters: 201; shorten it']],
    [{ ...load, profile_id: '' }, ['profile_id: empty profile_id']],
    [{ ...load, peek: 'true' }, ['peek: expected true or false, found "true"']],
  ])('is 422 for %#', async (params, messages) => {
    const { call, store } = await createFilledApi()
    const { status, body } = await call('POST', '/v3/page', params)
    expect([status, body]).toEqual([422, { code: 422, messages }])
    expect((await store.load('u1')).profile.pageAt).toBeNull()
  })

  it('passes over what nobody knows', async () => {
    const { call } = await createFilledApi()
    const text = `{"profile_id":"u1","href":${JSON.stringify(href)},"__proto__":{"peek":true},"screen":{"w":1}}`
    expect((await call('POST', '/v3/page', text)).body.outcome).toBe('show')
    expect((await call('GET', '/v3/profiles/u1')).body.profile.interactions).toHaveLength(1)
  })

  it('shows nothing where there is no catalog', async () => {
    const { call } = createApi()
    expect((await call('POST', '/v3/page', load)).body).toMatchObject({ outcome: 'none', armed: [] })
  })

  const delivery = { profile_id: 'u1', model_kind: 'tour', model_id: 'welcome' }
})

describe('POST /v3/identify', () => {
  it('merges, and answers with what is known then', async () => {
    const { call } = await createFilledApi()
    const traits = { plan: 'trial', plan2: 1, role: 'admin' }
    await call('POST', '/v3/identify', { profile_id: 'u1', traits })
    const { body } = await call('POST', '/v3/identify', { profile_id: 'u1', traits: { role: null }, disabled: true })
    expect(body.profile).toEqual({
      id: 'u1',
      uid: '7',
      email: 'ann@example.com',
      traits: { plan: 'trial', plan2: 1 },
      disabled: true,
    })
    expect((await call('POST', '/v3/page', load)).body.outcome).toBe('none')
  })

  it('keeps a trait that is named __proto__ as a trait', async () => {
    const { call } = await createFilledApi()
    const { body } = await call('POST', '/v3/identify', '{"profile_id":"u1","traits":{"__proto__":{"plan":"trial"}}}')
    expect(Object.keys(body.profile.traits)).toEqual(['__proto__'])
    const { winner } = (await call('GET', `/v3/explain?profile_id=u1&href=${href}`)).body
    expect(winner).toBe('nps')
    expect(({} as Record<string, unknown>).plan).toBeUndefined()
  })

  it('gives a name to whoever set it last (D2)', async () => {
    const { call } = await createFilledApi()
    await call('POST', '/v3/identify', { profile_id: 'u2', uid: '7' })
    const made = await call('POST', '/v3/edit/deliveries', { uid: 7, model_kind: 'tour', model_id: 'welcome' })
    expect(made.body.delivery.profile_id).toBe('u2')
  })

  it.each([
    [{ profile_id: 'u1', traits: [] }, 'traits: expected an object, found an array'],
    [{ profile_id: 'u1', traits: 'x' }, 'traits: expected an object, found "x"'],
    [{ profile_id: 'u1', trait: {} }, '"trait": unknown parameter; did you mean "traits"?'],
    [{ uid: 7 }, 'missing key "profile_id"'],
    [{ profile_id: 1.5 }, 'profile_id: expected text or a whole number up to 2^53, found 1.5; write it as text'],
    [
      { profile_id: 'u1', traits: { long: 'x'.repeat(262_144) } },
      'traits: with those that are there, larger than 262144 characters; keep fewer',
    ],
  ])('is 422 for %#', async (params, message) => {
    const { call } = await createFilledApi()
    const { status, body } = await call('POST', '/v3/identify', params)
    expect([status, body]).toEqual([422, { code: 422, messages: [message] }])
    expect((await call('GET', '/v3/profiles/u1')).body.profile.traits).toEqual({})
  })
})

describe('POST /v3/trigger and /v3/track', () => {
  const only = { ...catalog, experiences: catalog.experiences.filter(({ id }) => id === 'pricing') }
  const alone = { tags: catalog.tags, segments: catalog.segments, experiences: only.experiences }

  it('decide again what waits for them', async () => {
    const { call } = createApi()
    await call('PUT', '/v3/edit/catalog', alone)
    const page = await call('POST', '/v3/page', load)
    expect(page.body).toMatchObject({ outcome: 'none', armed: ['pricing'] })
    const other = await call('POST', '/v3/trigger', { profile_id: 'u1', on: 'click', element: '#menu' })
    expect(other.body).toMatchObject({ outcome: 'none', armed: ['pricing'] })
    const pulled = await call('POST', '/v3/trigger', { profile_id: 'u1', on: 'click', element: '#help', event_id: 'c' })
    expect(pulled.body).toMatchObject({ outcome: 'show', experience_id: 'pricing' })
    const again = await call('POST', '/v3/trigger', { profile_id: 'u1', on: 'click', element: '#help', event_id: 'c' })
    expect(again.body).toEqual(pulled.body)
  })

  it('take a named event, which is a custom trigger of its name', async () => {
    const { call } = createApi()
    const [pricing] = alone.experiences
    const custom = { ...pricing, triggers: [{ on: 'custom', name: 'bought' }] }
    await call('PUT', '/v3/edit/catalog', { ...alone, experiences: [custom] })
    await call('POST', '/v3/page', load)
    const { body } = await call('POST', '/v3/track', { profile_id: 'u1', event: 'bought', properties: { n: 1 } })
    expect(body).toMatchObject({ outcome: 'show', experience_id: 'pricing' })
    expect((await call('GET', '/v3/profiles/u1')).body.profile.tracked_at).toEqual({ bought: '2029-02-03T10:00:00Z' })
  })

  it('show what waits for so long on the page', async () => {
    const { call, clock } = createApi()
    const [pricing] = alone.experiences
    const timed = { ...pricing, triggers: [{ on: 'time_on_page', seconds: 30 }] }
    await call('PUT', '/v3/edit/catalog', { ...alone, experiences: [timed] })
    await call('POST', '/v3/page', load)
    clock.now += 29_999
    const trigger = { profile_id: 'u1', on: 'time_on_page' }
    expect((await call('POST', '/v3/trigger', trigger)).body.outcome).toBe('none')
    clock.now += 1
    expect((await call('POST', '/v3/trigger', trigger)).body.outcome).toBe('show')
  })

  it('are 422 where something is wrong with them', async () => {
    const { call } = await createFilledApi()
    const trigger = await call('POST', '/v3/trigger', { profile_id: 'u1', on: 'clik' })
    expect(trigger.body).toEqual({ code: 422, messages: ['on: unknown on "clik"; did you mean "click"?'] })
    const track = await call('POST', '/v3/track', { profile_id: 'u1', event: '' })
    expect(track.body).toEqual({ code: 422, messages: ['event: empty event'] })
  })

  it('bound how many different names are kept', async () => {
    const { call, store } = await createFilledApi()
    const base = await store.load('u1')
    const trackedAt = Object.fromEntries(Array.from({ length: 1_000 }, (_, k) => [`e${k}`, start]))
    await store.commit({ base, events: [], profile: { ...base.profile, trackedAt }, answer: null })
    expect((await call('POST', '/v3/track', { profile_id: 'u1', event: 'e5' })).status).toBe(200)
    const { status, body } = await call('POST', '/v3/track', { profile_id: 'u1', event: 'one more' })
    expect([status, body.messages]).toEqual([
      422,
      ['event: more than 1000 different names for one profile; name fewer events'],
    ])
  })
})

describe('POST /v3/interactions', () => {
  it('ends the show that is open', async () => {
    const { call, clock } = await createFilledApi()
    await call('POST', '/v3/page', load)
    clock.now += 5_000
    const report = { profile_id: 'u1', experience_id: 'nps', state: 'completed' }
    const { status, body } = await call('POST', '/v3/interactions', report)
    expect(status).toBe(200)
    expect(body.interaction).toEqual({
      id: 'u1:2',
      experience_id: 'nps',
      started_at: '2029-02-03T10:00:00Z',
      group_kind: 'automatic',
      group_id: null,
      state: 'completed',
      state_at: '2029-02-03T10:00:05Z',
      defer_until: null,
      assumed: false,
    })
  })

  it('takes a late report at its own time (L11), and a snooze from there', async () => {
    const { call } = await createFilledApi()
    const late = { profile_id: 'u1', experience_id: 'nps', state: 'snoozed', at: '2029-02-03T09:30:00Z' }
    const { body } = await call('POST', '/v3/interactions', { ...late, defer_until: '+3d', group_kind: 'link' })
    expect(body.interaction).toMatchObject({
      started_at: '2029-02-03T09:30:00Z',
      defer_until: '2029-02-06T09:30:00Z',
      group_kind: 'link',
    })
  })

  it('triggers the pending delivery that it names (H1)', async () => {
    const { call } = await createFilledApi()
    const params = { profile_id: 'u1', model_kind: 'tour', model_id: 'welcome' }
    const { id } = (await call('POST', '/v3/edit/deliveries', params)).body.delivery
    const report = { profile_id: 'u1', experience_id: 'welcome', state: 'started', group_id: id }
    await call('POST', '/v3/interactions', report)
    expect((await call('GET', `/v3/edit/deliveries/${id}`)).body.delivery.state).toBe('triggered')
  })

  it('changes nothing the second time', async () => {
    const { call } = await createFilledApi()
    const report = { profile_id: 'u1', experience_id: 'nps', state: 'exited' }
    const first = await call('POST', '/v3/interactions', report)
    expect((await call('POST', '/v3/interactions', report)).body).toEqual(first.body)
  })

  it.each([
    [
      404,
      { experience_id: 'x', state: 'started' },
      'experience_id: unknown experience: "x"; name one that is in the catalog',
    ],
    [
      422,
      { experience_id: 'nps', state: 'done' },
      'state: unknown state "done"; known: "started", "completed", "exited", "snoozed"',
    ],
    [
      422,
      { experience_id: 'nps', state: 'snoozed' },
      'defer_until: missing; give the end of the snooze, an instant or "+3d"',
    ],
    [
      422,
      { experience_id: 'nps', state: 'started', at: 'soon' },
      'at: not an instant: "soon"; write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"',
    ],
  ])('is %i for %j', async (code, params, message) => {
    const { call } = await createFilledApi()
    const { status, body } = await call('POST', '/v3/interactions', { profile_id: 'u1', ...params })
    expect([status, body]).toEqual([code, { code, messages: [message] }])
    expect((await call('GET', '/v3/profiles/u1')).body.profile.interactions).toEqual([])
  })
})

describe('GET /v3/explain', () => {
  it('says why of everything, in data and words, and writes nothing', async () => {
    const { call, recorded, store } = await createFilledApi()
    await call('POST', '/v3/page', load)
    const [told, { version }] = [recorded.length, await store.load('u1')]
    const query = `profile_id=u1&href=${encodeURIComponent(href)}`
    const { status, body } = await call('GET', `/v3/explain?${query}&counterfactuals=true`)
    expect(status).toBe(200)
    const codes = Object.fromEntries(body.candidates.map(({ id, code }: Record<string, string>) => [id, code]))
    expect(codes).toEqual({
      nps: 'rate_limited',
      ces: 'segment_mismatch',
      welcome: 'rate_limited',
      pricing: 'rate_limited',
      draft: 'not_live',
    })
    expect(body).toMatchObject({ outcome: 'none', winner: null, valid_until: '2029-02-03T11:00:00Z' })
    expect(body.words.verdict).toBe('nothing shows to u1')
    expect(body.counterfactuals).toHaveLength(5)
    expect(recorded.length).toBe(told)
    expect((await store.load('u1')).version).toBe(version)
  })

  it('can be about one candidate, without what would have made it show', async () => {
    const { call } = await createFilledApi()
    const { body } = await call('GET', '/v3/explain?profile_id=u1&href=x&candidate=draft')
    expect(body.candidates.map(({ id }: { id: string }) => id)).toEqual(['draft'])
    expect(body.winner).toBe('nps')
    expect(body.counterfactuals).toBeUndefined()
  })

  it.each([
    [404, 'profile_id=u9&href=x', 'profile_id: unknown profile: "u9"; name one that exists'],
    [
      404,
      'profile_id=u1&href=x&candidate=y',
      'candidate: neither an experience nor a delivery of the profile: "y"; name one of them',
    ],
    [422, 'profile_id=u1', 'href: missing; say which page it is about'],
    [422, 'href=x', 'profile_id: missing; say whom it is about'],
    [422, 'profile_id=u1&href=x&peek=1', 'peek: not a boolean: "1"; write true or false'],
  ])('is %i for %s', async (code, query, message) => {
    const { call } = await createFilledApi()
    const { status, body } = await call('GET', `/v3/explain?${query}`)
    expect([status, body]).toEqual([code, { code, messages: [message] }])
  })
})
