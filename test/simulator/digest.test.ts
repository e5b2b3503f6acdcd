import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCatalog } from '../../src/authoring/index.js'
import { explain } from '../../src/explain/index.js'
import type { Catalog } from '../../src/model/index.js'
import { type DigestOptions, digest } from '../../src/simulator/digest.js'
import { openTrace, writeExplanation } from '../../src/simulator/index.js'
import { catalogText, files, traceText } from '../cli/cli.js'

const path = files({ 't.jsonl': traceText, 'backwards.jsonl': traceText.trimEnd().split('\n').reverse().join('\n') })
const catalog = load(catalogText)

function load(text: string): Catalog {
  const parsed = parseCatalog(text)
  if (!parsed.ok) throw new Error(parsed.problems[0].message)
  return parsed.value
}

async function ask(options: Partial<DigestOptions>, trace = 't.jsonl', of = catalog) {
  const source = await openTrace(path(trace))
  return digest(of, source, { profileId: 'u1', ...options })
}

const hour = (text: string): number => Date.parse(`2029-02-03T${text}Z`)

describe('digest', () => {
  it('counts how often each reason held, and when (X5)', async () => {
    // nps shows on the first page load, which ends it for good.
    const { reasons, shows, pageLoads, from, until } = await ask({ candidateId: 'nps' })
    expect(reasons).toEqual([
      { code: 'shown', count: 1, first: hour('10:00:00'), last: hour('10:00:00') },
      { code: 'recurrence', count: 3, first: hour('10:30:00'), last: hour('11:10:00') },
    ])
    expect(shows).toEqual([{ at: hour('10:00:00'), href: 'https://x.test/app', on: 'page', via: 'automatic' }])
    expect({ pageLoads, from, until }).toEqual({ pageLoads: 4, from: hour('10:00:00'), until: hour('11:10:00') })
  })

  it('says the same of a trace that is out of order', async () => {
    const [inOrder, backwards] = await Promise.all([
      ask({ candidateId: 'nps' }),
      ask({ candidateId: 'nps' }, 'backwards.jsonl'),
    ])
    expect(backwards.reasons).toEqual(inOrder.reasons)
    expect(backwards.pageLoads).toBe(4)
  })

  it('leaves other profiles out', async () => {
    const { trace, pageLoads, last } = await ask({ profileId: 'u2' })
    expect(trace.events).toBe(1)
    expect(pageLoads).toBe(1)
    expect(last?.explanation.winner).toBe('tour')
  })

  it('takes the latest of the page loads on which the most checks passed as the nearest', async () => {
    // Of nps's three held ones, 11:00 fails history only; the group is full at 10:30 and 11:10.
    const { nearest } = await ask({ candidateId: 'nps' })
    expect(nearest).toMatchObject({ line: 4, at: hour('11:00:00'), passed: 6, candidate: { code: 'recurrence' } })
  })

  it('replays what came before `from`, without counting it', async () => {
    const { reasons } = await ask({ candidateId: 'nps', from: hour('10:30:00') })
    expect(reasons.map(({ code, count }) => `${code} ${count}`)).toEqual(['recurrence 3'])
  })

  it('takes nothing later than `until`', async () => {
    const { pageLoads, last } = await ask({ until: hour('10:30:00') })
    expect(pageLoads).toBe(2)
    expect(last?.line).toBe(3)
  })

  it('asks about a page load that never was, on the state of its instant', async () => {
    const at = hour('10:59:59.999')
    const { last } = await ask({ until: at, hypothetical: { at, href: 'https://x.test/app' } })
    expect(last?.explanation).toMatchObject({ at, outcome: 'none' })
    const then = await ask({ until: at + 1, hypothetical: { at: at + 1, href: 'https://x.test/app?2' } })
    // The trace's own page load of that instant comes first: tour has shown on it, and fills the group anew.
    expect(then.last?.explanation).toMatchObject({ href: 'https://x.test/app?2', outcome: 'none' })
  })

  it('follows a delivery from its creation to what became of it', async () => {
    const lines = [
      { at: '2029-02-03T10:00:00Z', profile_id: 'u1', href: '/a' },
      {
        type: 'deliver',
        at: '2029-02-03T10:00:01Z',
        profile_id: 'u1',
        id: 'd1',
        model_kind: 'tour',
        model_id: 'tour',
        from: '2029-02-03T10:02:00Z',
      },
      { at: '2029-02-03T10:01:00Z', profile_id: 'u1', href: '/b' },
      { at: '2029-02-03T10:02:00Z', profile_id: 'u1', href: '/c' },
      { at: '2029-02-03T10:03:00Z', profile_id: 'u1', href: '/d' },
    ]
    writeFileSync(path('d.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))
    const { reasons, shows, nearest, pageLoads, from, until, madeAt } = await ask({ candidateId: 'd1' }, 'd.jsonl')
    // The page load of 10:00:00 was before there was a delivery, and says nothing of it.
    expect({ pageLoads, from, until }).toEqual({ pageLoads: 3, from: hour('10:01:00'), until: hour('10:03:00') })
    expect(madeAt).toBe(hour('10:00:01'))
    expect(reasons.map(({ code, count, first }) => [code, count, first])).toEqual([
      ['shown', 1, hour('10:02:00')],
      ['before_from', 1, hour('10:01:00')],
      ['triggered', 1, hour('10:03:00')],
    ])
    expect(shows).toEqual([{ at: hour('10:02:00'), href: '/c', on: 'page', via: 'delivery' }])
    expect(nearest).toMatchObject({ at: hour('10:01:00'), passed: 5 })
  })

  it('counts no page load of a delivery that was made after all of them', async () => {
    const lines = [
      { at: '2029-02-03T10:00:00Z', profile_id: 'u1', href: '/a' },
      { type: 'deliver', at: '2029-02-03T10:00:01Z', profile_id: 'u1', id: 'd1', model_kind: 'tour', model_id: 'tour' },
    ]
    writeFileSync(path('late.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))
    const { pageLoads, from, until, madeAt, reasons, last } = await ask({ candidateId: 'd1' }, 'late.jsonl')
    expect({ pageLoads, from, until, reasons }).toEqual({ pageLoads: 0, from: null, until: null, reasons: [] })
    expect(madeAt).toBe(hour('10:00:01'))
    expect(last?.line).toBe(1)
  })

  it('notes a show that a trigger or a timer led to', async () => {
    const waiting = load(
      'experiences: [{ id: tour, kind: tour, published_at: 0, triggers: [{ on: click, element: "#a" }, { on: time_on_page, seconds: 9 }], recurrence: { kind: page } }]',
    )
    const lines = [
      { at: '2029-02-03T10:00:00Z', profile_id: 'u1', href: '/a' },
      { type: 'trigger', on: 'click', element: '#a', at: '2029-02-03T10:00:05Z', profile_id: 'u1' },
      { at: '2029-02-03T10:01:00Z', profile_id: 'u1', href: '/b' },
      { at: '2029-02-03T10:02:00Z', profile_id: 'u1', href: '/c' },
    ]
    writeFileSync(path('w.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'))
    const { reasons, shows } = await ask({ candidateId: 'tour' }, 'w.jsonl', waiting)
    expect(reasons.map(({ code, count }) => `${code} ${count}`)).toEqual(['armed 3'])
    expect(shows.map(({ at, on }) => [at, on])).toEqual([
      [hour('10:00:05'), 'trigger'],
      [hour('10:01:09'), 'timer'],
    ])
  })

  it('has the profile as it stood before the last page load: asked again, it is explained the same way', async () => {
    // A redirect and its arrival (E4), a session that goes on and one that begins (L5), and an edit of the catalog.
    const travelled = load(`
settings: { dialect: "2021-08" }
experiences:
  - { id: pricing, kind: tour, published_at: 0, url: [{ url: /pricing, match_type: simple }], start_url: /welcome }
  - { id: nps, kind: survey, published_at: 0, recurrence: { kind: page }, triggers: [{ on: click, element: "#a" }] }
limit_groups: [{ id: once, kind: survey, rate_limit_size: 1, rate_limit_kind: session }]
`)
    const of = { profile_id: 'u1' }
    const lines = [
      {
        type: 'deliver',
        ...of,
        id: 'd1',
        model_kind: 'tour',
        model_id: 'pricing',
        redirect: true,
        minute: 1,
      },
      { ...of, href: '/home', minute: 2 },
      { type: 'catalog', experiences: [{ id: 'pricing', published_at: null }], minute: 3 },
      { ...of, href: '/welcome', minute: 4 },
      { type: 'trigger', ...of, on: 'click', element: '#a', minute: 5 },
      { ...of, href: '/welcome', minute: 60 },
      { ...of, href: '/home', minute: 200 },
    ].map(({ minute, ...line }) => ({ ...line, at: new Date(hour('10:00:00') + minute * 60_000).toISOString() }))
    const [first, ...rest] = lines
    const seen = { type: 'identify', at: '2029-02-03T10:00:00Z', ...of, traits: {} }
    writeFileSync(path('r.jsonl'), [seen, first, ...rest].map((line) => JSON.stringify(line)).join('\n'))
    const codes: (string | undefined)[] = []
    for (const minute of [2, 4, 60, 200]) {
      const { last } = await ask({ until: hour('10:00:00') + minute * 60_000 }, 'r.jsonl', travelled)
      if (last === null) expect.fail('there is a page load')
      const { engine, profile, explanation } = last
      const { href, at } = explanation
      expect(writeExplanation(explain(engine, profile, { href }, at))).toEqual(writeExplanation(explanation))
      codes.push(explanation.candidates.find(({ id }) => id === 'd1')?.code)
      if (minute === 60) expect(explanation.candidates[1]?.fullGroups).toEqual(['once'])
      if (minute === 200) expect(explanation.candidates[1]?.fullGroups).toEqual([])
    }
    expect(codes).toEqual(['redirected', 'not_live', 'not_live', 'not_live'])
  })
})
