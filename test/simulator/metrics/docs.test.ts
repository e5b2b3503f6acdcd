import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { codes } from '../../../src/model/code.js'
import { bootstrap } from '../../../src/simulator/metrics/bootstrap.js'
import { userRows } from '../../../src/simulator/metrics/user-rows.js'
import { writeSimulation } from '../../../src/simulator/output-summary.js'
import { summaryOf } from '../../../src/simulator/summary.js'
import { catalogOf, line, load, measure } from './replaying.js'

const catalog = catalogOf(`
segments:
  - { id: admins, conditions: { fact: role, operator: equal, value: admin } }
experiences:
  - { id: x, kind: survey, published_at: 2029-01-01, recurrence: { kind: page } }
  - { id: y, kind: tour, published_at: 2029-01-01, segment_id: admins }
  - { id: z, kind: tour, published_at: 2029-01-01 }
limit_groups:
  - { id: daily, kind: all, rate_limit_size: 1, rate_limit_kind: 1d }
  - { id: ever, kind: all, rate_limit_size: 9, rate_limit_kind: lifetime }
`)
const call = { type: 'deliver', profile_id: 'u1', model_kind: 'tour', model_id: 'y' }
const sending = {
  type: 'sending',
  at: '10:30:00',
  schedule: { type: 'immediate' },
  message: {
    channels: [{ type: 'experience', delivery: { model_kind: 'tour', model_id: 'z', delivery_ids_limit: 1 } }],
  },
}
const events = [
  load('u1', '10:00:00'),
  line({ ...call, at: '10:00:01', use_segmentation: true }),
  line({ ...call, at: '10:00:02', model_id: 'nobody' }),
  line(sending),
  line({ ...sending, recipients: [{ member_id: 'u1' }] }),
  load('u1', '11:00:00'),
]

/** The paths of all that a value holds; keys that are codes or statuses stand for any of them. */
function paths(value: unknown, path = ''): readonly string[] {
  if (path === 'trace') return [path]
  if (Array.isArray(value)) return value.flatMap((one) => paths(one, `${path}[]`))
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = codes.some((code) => code === key) && isCounts(path) ? '<code>' : /^\d+$/.test(key) ? '<status>' : key
    return paths(inner, path === '' ? name : `${path}.${name}`)
  })
}

const isCounts = (path: string): boolean => /(holds|any|sole|discarded)$/.test(path)

test('docs/metrics.md has every figure once, and no other', () => {
  const ways = [{ recorded: 'use' }, { recorded: 'compare' }] as const
  const found = ways.flatMap((options) => {
    const { metrics, summary, replay } = measure(catalog, events, options)
    const whole = summaryOf(metrics, {
      timeline: replay.timeline,
      options: { recorded: options.recorded, behaviour: 'assumed' },
      bootstrap: bootstrap(userRows(replay.population), { rounds: 10, seed: 1 }),
    })
    const trace = { lines: 4, events: 4, duplicates: 0, moved: 0, unreadable: 0, passedOver: 0, problems: [] }
    // What is `null` in one way is told in another.
    return [summary, whole].flatMap((one) => paths(writeSimulation({ summary: one, trace, isPartial: false })))
  })
  const nullable = ['fidelity', 'warm_up', 'bootstrap']
  const doc = readFileSync('docs/metrics.md', 'utf8')
  const cells = [...doc.matchAll(/^\| (`.*?) \|/gm)].map(([, cell = '']) => cell)
  const said = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path))
  expect(said.length).toBe(new Set(said).size)
  expect([...said].sort()).toEqual([...new Set(found)].filter((path) => !nullable.includes(path)).sort())
})

test('docs/metrics.md names every assumption', () => {
  const said = /`assumption_codes\[\]\.code` \| [^|]*/.exec(readFileSync('docs/metrics.md', 'utf8'))?.[0] ?? ''
  const sources = readFileSync('src/simulator/metrics/assumptions.ts', 'utf8')
  const declared = [...sources.matchAll(/^ {2}\| \{ readonly code: '(\w+)'/gm)].map(([, code]) => code)
  expect([...said.matchAll(/`(\w+)`/g)].map(([, code]) => code)).toEqual(declared)
  expect(declared).toHaveLength(9)
})
