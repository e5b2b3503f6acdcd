import { describe, expect, it } from 'vitest'
import { catalogText, cli, files } from './cli.js'

const path = files({
  'c.yaml': catalogText,
  'old.yaml': `settings: { dialect: 2021-08 }\n${catalogText}`,
  'new.json': '{ "id": "u1" }',
  'admin.json': '{ "id": "u1", "traits": { "role": "admin" } }',
  'delivered.json': JSON.stringify({
    id: 'u1',
    interactions: [{ experience_id: 'tour', started_at: '2029-02-03T09:30:00Z', state: 'exited' }],
    deliveries: [
      { id: 'd1', created_at: '2029-02-01', model_kind: 'tour', model_id: 'tour', from: '2029-03-01' },
      { id: 'd2', created_at: '2029-02-01', model_kind: 'survey', model_id: 'nps', options: { colour: 'blue' } },
      { id: 'd3', created_at: '2029-01-01', model_kind: 'tour', model_id: 'tour', at: '2029-02-03T09:30:00Z' },
    ],
  }),
  'odd.json': '{ "id": "u1", "trait": { "role": "admin" } }',
})
const ask = (profile: string, ...more: string[]) =>
  cli(['decide', '--catalog', path('c.yaml'), '--profile', path(profile), '--href', 'https://x.test/app', ...more])
const at = ['--at', '2029-02-03T10:00:00Z']

describe('oncue decide', () => {
  it('says what shows, what does not and why', async () => {
    expect(await ask('new.json', ...at)).toEqual({
      code: 0,
      out: `tour shows to u1 at 2029-02-03T10:00:00Z
  on https://x.test/app

  candidate  way        code              in words            until
  nps        automatic  segment_mismatch  not in its segment
  tour       automatic  shown             shows

this holds for ever, if nothing happens
`,
      err: '',
    })
    expect((await ask('admin.json', ...at)).out).toContain('tour       automatic  outranked  nps goes first\n')
  })

  it('puts deliveries first, and says until when the answer holds', async () => {
    // d2 shows: a delivery neither asks for the segment nor for the limit. The answer may turn when tour's group has
    // room again, an hour after half past nine; d1's from comes later.
    expect((await ask('delivered.json', ...at)).out).toBe(`nps shows, by delivery d2, to u1 at 2029-02-03T10:00:00Z
  on https://x.test/app

  candidate  way        code              in words                           until
  d1         delivery   before_from       its time has not begun             2029-03-01T00:00:00Z (in 25 d 14 h)
  d2         delivery   shown             shows
  nps        automatic  segment_mismatch  not in its segment
  tour       automatic  rate_limited      a limit group is full              2029-02-03T10:30:00Z (in 30 min)
  d3         delivery   triggered         triggered at 2029-02-03T09:30:00Z

this holds until 2029-02-03T10:30:00Z (for 30 min), if nothing happens
`)
  })

  it('answers in JSON: a line of decisions, and valid_until', async () => {
    const { out } = await ask('delivered.json', ...at, '--json')
    expect(JSON.parse(out)).toEqual({
      line: 1,
      at: '2029-02-03T10:00:00Z',
      profile_id: 'u1',
      href: 'https://x.test/app',
      outcome: 'show',
      experience_id: 'nps',
      via: 'delivery',
      delivery_id: 'd2',
      options: { colour: 'blue' },
      reasons: { d1: 'before_from', d2: 'shown', nps: 'segment_mismatch', tour: 'rate_limited' },
      next_at: { d1: '2029-03-01T00:00:00Z', tour: '2029-02-03T10:30:00Z' },
      valid_until: '2029-02-03T10:30:00Z',
    })
  })

  it('asks as things stand with --peek', async () => {
    const { out } = await ask('new.json', ...at, '--peek')
    expect(out).toContain('nothing shows to u1')
    expect(out).toContain('tour       automatic  profile_unseen  the profile was never seen\n')
  })

  it('counts $now and +2d from the clock', async () => {
    expect((await ask('new.json', '--at', '$now')).out).toContain('at 2029-02-03T10:00:00Z')
    expect((await ask('new.json', '--at', '+2d')).out).toContain('at 2029-02-05T10:00:00Z')
  })

  it("takes the defaults of the catalog's dialect for deliveries", async () => {
    const base = ['decide', '--catalog', path('old.yaml'), '--profile', path('delivered.json'), ...at]
    // In 2021-08 a delivery does not skip the page: of nps, which has no rules, every page is one; of tour, not this.
    const { out } = await cli([...base, '--href', 'https://x.test/home', '--json'])
    expect(JSON.parse(out)).toMatchObject({ delivery_id: 'd2' })
  })

  it('warns of keys that look misspelt', async () => {
    const { code, err } = await ask('odd.json', ...at)
    expect(code).toBe(0)
    expect(err).toBe(
      `${path('odd.json')}:1:15: warning: unknown key "trait" (unknown_key)\n  help: did you mean "traits"?\n`,
    )
  })
})
