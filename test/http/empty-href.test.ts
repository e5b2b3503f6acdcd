import { readTraceEvent } from 'oncue/authoring'
import { expect, it } from 'vitest'
import { cli, files } from '../cli/cli.js'
import { createApi } from './api.js'

// By its rules: the first is on pages of the application only, the second everywhere else.
const catalog = {
  experiences: [
    {
      id: 'inside',
      kind: 'tour',
      position: 0,
      published_at: '2029-01-01',
      url: [{ url: '/app', match_type: 'simple' }],
    },
    {
      id: 'elsewhere',
      kind: 'tour',
      position: 1,
      published_at: '2029-01-01',
      url: [{ url: '/app', match_type: 'inverse_simple' }],
    },
  ],
}
const path = files({ 'catalog.json': JSON.stringify(catalog), 'profile.json': '{"id":"u1"}' })

it('an empty href is a page, over HTTP, in a trace and on the command line', async () => {
  const { call } = createApi()
  await call('PUT', '/v3/edit/catalog', catalog)
  await call('POST', '/v3/identify', { profile_id: 'u1' })
  const line = { profile_id: 'u1', href: '' }
  const explained = await call('GET', '/v3/explain?profile_id=u1&href=')
  expect([explained.status, explained.body.winner]).toEqual([200, 'elsewhere'])
  const asked = await call('POST', '/v3/page', line)
  expect([asked.status, asked.body.experience_id]).toEqual([200, 'elsewhere'])
  expect(readTraceEvent({ ...line, at: '2029-02-03' })).toMatchObject({ ok: true, value: { type: 'page', href: '' } })
  const options = ['--catalog', path('catalog.json'), '--profile', path('profile.json'), '--at', '2029-02-03', '--json']
  const decided = await cli(['decide', ...options, '--href', ''])
  expect([decided.code, JSON.parse(decided.out).experience_id]).toEqual([0, 'elsewhere'])
})
