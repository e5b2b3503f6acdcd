import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isSampled } from '../../src/serve/decision-log/is-sampled.js'
import { cli } from '../cli/cli.js'
import { type Fields, type ServerProcess, withServer } from './server-process.js'

/** Recurring tours under an hourly limit, a survey for trials, a tip that waits for a click. */
const catalog = `
segments:
  - id: trials
    conditions: { all: [ { fact: plan, operator: equal, value: trial } ] }
experiences:
  - { id: nps, kind: survey, published_at: 2020-01-01, segment_id: trials }
  - { id: thanks, kind: survey }
  - { id: tour, kind: tour, published_at: 2020-01-01, recurrence: { kind: page }, url: [{ url: /app, match_type: simple }] }
  - { id: tip, kind: tour, published_at: 2020-01-01, url: [{ url: /editor, match_type: simple }],
      triggers: [{ on: click, element: "#help" }] }
  - { id: pricing, kind: tour, published_at: 2020-01-01, url: [{ url: /pricing, match_type: simple }] }
limit_groups:
  - { id: hourly, kind: all, rate_limit_size: 1, rate_limit_kind: 1h }
`
const folder = mkdtempSync(join(tmpdir(), 'oncue-test-'))
const inFolder = (name: string): string => join(folder, name)
writeFileSync(inFolder('c.yaml'), catalog)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What was decided, as answers and decision lines both say it. */
interface Told {
  readonly at: string
  readonly profile_id: string
  readonly outcome: string
  readonly experience_id?: string
  readonly via?: string
  readonly delivery_id?: string
}

const told = ({ at, profile_id, outcome, experience_id, via, delivery_id }: Partial<Told>): Told =>
  JSON.parse(JSON.stringify({ at, profile_id, outcome, experience_id, via, delivery_id }))

const byTime = (a: Told, b: Told): number => (a.profile_id + a.at < b.profile_id + b.at ? -1 : 1)

const simulated = async (log: string, recorded: string): Promise<{ summary: Fields; lines: readonly Told[] }> => {
  const argv = ['simulate', '--catalog', inFolder('c.yaml'), '--trace', log, '--behaviour', 'recorded']
  const all = [...argv, '--recorded', recorded, '--out', inFolder('decisions.jsonl'), '--json', '--strict']
  const { code, out, err } = await cli(all)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const lines = readFileSync(inFolder('decisions.jsonl'), 'utf8').trimEnd().split('\n')
  return { summary: JSON.parse(out), lines: lines.map((line) => JSON.parse(line)) }
}

/** Everything that can happen to people, and what they were shown. */
class Visits {
  readonly shown: Told[] = []
  pageLoads = 0

  constructor(readonly server: ServerProcess) {}

  async do(path: string, body: object): Promise<Fields> {
    const answer = await this.server.ask('POST', path, body)
    expect({ path, body, status: answer.status }).toMatchObject({ status: expect.toSatisfy((one) => one < 300) })
    return answer.body
  }

  async page(profile_id: string, page: string): Promise<Fields> {
    this.pageLoads += 1
    const answer = await this.do('/v3/page', { profile_id, href: `https://x.test${page}` })
    this.shown.push(told(answer))
    return answer
  }
}

describe('the decision log of a server with a folder', () => {
  const log = inFolder('log.jsonl')
  const argv = ['--data', inFolder('data'), '--decision-log', log]
  const shown: Told[] = []
  let pageLoads = 0

  it('replays to what was shown', async () => {
    await withServer([...argv, '--catalog', inFolder('c.yaml')], firstDay)
    const { lines } = await simulated(log, 'use')
    expect(lines.map(told).sort(byTime)).toEqual(shown.sort(byTime))
  })

  async function firstDay(server: ServerProcess): Promise<void> {
    const visits = new Visits(server)
    await visits.do('/v3/identify', { profile_id: 'ann', uid: 7, email: 'ann@x.test', traits: { plan: 'trial' } })
    expect(await visits.page('ann', '/app')).toMatchObject({ experience_id: 'nps' })
    await visits.do('/v3/interactions', { profile_id: 'ann', experience_id: 'nps', state: 'completed' })
    // The survey fills the hour; a delivery is exempt.
    expect(await visits.page('ann', '/app')).toMatchObject({ outcome: 'none' })
    await visits.do('/v3/edit/deliveries', { uid: '7', model_kind: 'tour', model_id: 'pricing', skip_url_match: false })
    expect(await visits.page('ann', '/app')).toMatchObject({ outcome: 'none' })
    expect(await visits.page('ann', '/pricing')).toMatchObject({ via: 'delivery', experience_id: 'pricing' })
    // Discarded, as she is a trial no more; a trait that comes later does not bring it back.
    await visits.do('/v3/identify', { profile_id: 'ann', traits: { plan: null } })
    const segmented = { model_kind: 'survey', model_id: 'nps', use_segmentation: true }
    await visits.do('/v3/edit/deliveries', { profile_id: 'ann', ...segmented })
    expect(await visits.page('ann', '/else')).toMatchObject({ outcome: 'none' })
    expect(await visits.page('bob', '/app')).toMatchObject({ experience_id: 'tour' })
    expect(await visits.page('bob', '/app')).toMatchObject({ outcome: 'none' })
    // An edit in mid-life (C6), and a sending, whose deliveries the timer makes.
    const edit = { experiences: [{ id: 'thanks', published_at: '2020-01-01' }] }
    expect(await server.ask('PUT', '/v3/edit/catalog', edit)).toMatchObject({ status: 200 })
    const channel = { type: 'experience', delivery: { model_kind: 'survey', model_id: 'thanks' } }
    const sending = { recipients: [{ member_id: 'bob' }], message: { channels: [channel] } }
    await visits.do('/v3/edit/sendings', { ...sending, schedule: { type: 'immediate' } })
    const delivered = async (): Promise<unknown> =>
      (await server.ask('GET', '/v3/edit/deliveries?profile_id=bob')).body.deliveries
    while (JSON.stringify(await delivered()) === '[]') {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(await visits.page('bob', '/app')).toMatchObject({ via: 'delivery', experience_id: 'thanks' })
    await Promise.all(Array.from({ length: 10 }, (_, k) => visits.page(`user${k}`, '/app')))
    expect(await server.stop()).toBe(0)
    shown.push(...visits.shown)
    pageLoads += visits.pageLoads
  }

  it('goes on where it was, and agrees with every page load', async () => {
    await withServer(argv, async (server) => {
      const visits = new Visits(server)
      // What both keep: the hour is full still, and the catalog is the edited one.
      expect(await visits.page('user3', '/app')).toMatchObject({ outcome: 'none' })
      expect(await visits.page('cho', '/else')).toMatchObject({ experience_id: 'thanks' })
      expect(await server.stop()).toBe(0)
      shown.push(...visits.shown)
      pageLoads += visits.pageLoads
    })
    const { lines } = await simulated(log, 'use')
    expect(lines.map(told).sort(byTime)).toEqual(shown.sort(byTime))
    const { summary } = await simulated(log, 'compare')
    const { fidelity } = summary
    expect(fidelity).toMatchObject({ page_loads: pageLoads, agreed: pageLoads })
  })
})

describe('a decision log of some', () => {
  it('has whole profiles, no trait, and shows by triggers; what is left out is counted as unknown', async () => {
    const log = inFolder('some.jsonl')
    const some = ['--memory', '--decision-log', log, '--sample', '0.5', '--redact', 'traits', 'email']
    const ids = Array.from({ length: 12 }, (_, k) => `user${k}`)
    const shown: Told[] = []
    await withServer([...some, '--catalog', inFolder('c.yaml')], async (server) => {
      const visits = new Visits(server)
      for (const profile_id of ids) {
        await visits.do('/v3/identify', { profile_id, email: `${profile_id}@x.test`, traits: { plan: 'paid' } })
        await visits.page(profile_id, '/editor')
        const clicked = await visits.do('/v3/trigger', { profile_id, on: 'click', element: '#help' })
        expect(clicked).toMatchObject({ outcome: 'show', experience_id: 'tip' })
        shown.push(...visits.shown.splice(0), told(clicked))
      }
      expect(await server.stop()).toBe(0)
    })
    const sampled = ids.filter((id) => isSampled(id, 0.5))
    expect(sampled.length).toBeGreaterThan(0)
    expect(sampled.length).toBeLessThan(ids.length)
    const text = readFileSync(log, 'utf8')
    expect(text).not.toMatch(/paid|@x\.test/)
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({
      type: 'tick',
      decision_log: { sample: 0.5, redacted: ['traits', 'email'] },
    })
    const { summary, lines } = await simulated(log, 'use')
    expect(lines.map(told).sort(byTime)).toEqual(
      shown.filter(({ profile_id }) => sampled.includes(profile_id)).sort(byTime),
    )
    expect(summary.missing_facts).toEqual([{ fact: 'plan', profiles: sampled.length }])
  })
})
