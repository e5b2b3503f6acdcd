import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { ProfileEvent } from 'oncue'
import { editCatalog, readCatalog, readTraceEvent } from 'oncue/authoring'
import { afterAll, describe, expect, it } from 'vitest'
import type { Recorded } from '../../src/http/recorded.js'
import { catalogEdit } from '../../src/serve/decision-log/catalog-edit.js'
import { openDecisionLog } from '../../src/serve/decision-log/decision-log.js'
import { isSampled } from '../../src/serve/decision-log/is-sampled.js'
import { logLines } from '../../src/serve/decision-log/log-lines.js'
import { isRedactable, redactor } from '../../src/serve/decision-log/redact.js'

const at = Date.UTC(2029, 1, 3, 10)
const entry = (events: readonly ProfileEvent[], more: Partial<Recorded> = {}): Recorded => ({
  at,
  profileId: 'u1',
  eventId: null,
  events,
  decision: null,
  call: null,
  ...more,
})
const show = { type: 'show', at, href: 'https://x.test/', interactionId: 'u1:2', completed: false } as const

describe('the lines of what happened', () => {
  it('are those of a trace, a show the recorded start of an interaction', () => {
    const events: readonly ProfileEvent[] = [
      { type: 'page', at, href: 'https://x.test/' },
      { type: 'discard', at, deliveryId: 'd0', reason: 'already_seen' },
      { ...show, experienceId: 'nps', deliveryId: null },
    ]
    expect(logLines(entry(events))).toEqual([
      { type: 'page', at: '2029-02-03T10:00:00Z', profile_id: 'u1', href: 'https://x.test/' },
      {
        type: 'interaction',
        at: '2029-02-03T10:00:00Z',
        profile_id: 'u1',
        experience_id: 'nps',
        state: 'started',
        group_kind: 'automatic',
      },
    ])
  })

  it('name the delivery that something showed by', () => {
    expect(logLines(entry([{ ...show, experienceId: 'nps', deliveryId: 'd1' }]))).toMatchObject([
      { type: 'interaction', experience_id: 'nps', group_kind: 'delivery', group_id: 'd1' },
    ])
  })

  it('leave out what a replay works out by itself', () => {
    const events: readonly ProfileEvent[] = [
      { type: 'trigger', at, on: 'time_on_page' },
      { type: 'arm', at, ids: ['nps'] },
      { type: 'redirect', at, deliveryId: 'd1', href: 'https://x.test/' },
    ]
    expect(logLines(entry(events))).toEqual([])
  })

  it('have calls as they were made', () => {
    const event: ProfileEvent = { type: 'deliveries', at, deliveries: [], deliveryIds: [], idempotencyKeys: {} }
    const call = { type: 'deliver', id: 'd1', uid: '7', model_kind: 'tour', model_id: 'pricing', until: '+45d' }
    expect(logLines(entry([event], { call }))).toEqual([{ ...call, at: '2029-02-03T10:00:00Z', profile_id: 'u1' }])
  })

  it.each([
    { at: null },
    { at: '2030-01-01T00:00:00Z' },
    { profile_id: null, uid: '7' },
    { profile_id: 'u1', at: null },
  ])('have their own instant and profile, whatever %j a call has', (said) => {
    const event: ProfileEvent = { type: 'deliveries', at, deliveries: [], deliveryIds: [], idempotencyKeys: {} }
    const call = { type: 'deliver', id: 'd1', model_kind: 'tour', model_id: 'pricing', ...said }
    const [line] = logLines(entry([event], { call }))
    expect(line).toMatchObject({ at: '2029-02-03T10:00:00Z', profile_id: 'u1' })
    expect(readTraceEvent(line)).toMatchObject({ ok: true, value: { type: 'deliver', at, profileId: 'u1' } })
  })

  it('can be read as events of a trace, whatever it was', () => {
    const events: readonly ProfileEvent[] = [
      { type: 'identify', at, uid: '7', email: null, traits: { plan: null, zone: 'Europe/Berlin' }, disabled: false },
      { type: 'track', at, event: 'exported' },
      { type: 'trigger', at, on: 'click', element: '#help', name: null },
      { type: 'interaction', at, experienceId: 'nps', state: 'snoozed', deferUntil: at + 1_500, groupKind: null },
      { type: 'interaction', at, experienceId: 'nps', state: 'started', groupKind: 'link', groupId: 'campaign 1' },
    ]
    const read = logLines(entry(events)).map((line) => readTraceEvent(JSON.parse(JSON.stringify(line))))
    const common = { at, profileId: 'u1', eventId: null }
    expect(read.map((one) => one.ok && one.value)).toEqual([
      { ...common, ...events[0] },
      { ...common, ...events[1] },
      { ...common, ...events[2], element: '#help' },
      { ...common, ...events[3], groupId: null },
      { ...common, ...events[4], deferUntil: null },
    ])
  })
})

describe('what is redacted', () => {
  const identify = { type: 'identify', profile_id: 'u1', uid: '7', email: 'a@x.test', traits: { plan: 'x', role: 'y' } }

  it.each([
    [['traits'], { type: 'identify', profile_id: 'u1', uid: '7', email: 'a@x.test' }],
    [['traits.plan'], { ...identify, traits: { role: 'y' } }],
    [['uid', 'email', 'traits.role'], { type: 'identify', profile_id: 'u1', traits: { plan: 'x' } }],
    [[], identify],
  ])('%j is not there', (names, left) => expect(redactor(names)(identify)).toEqual(left))

  it('knows its names', () => {
    expect(['traits', 'traits.plan', 'uid', 'email', 'options'].filter((name) => !isRedactable(name))).toEqual([])
    expect(['plan', 'traits.', 'traits.<name', 'href', ''].filter(isRedactable)).toEqual(['traits.<name'])
  })
})

describe('a sample', () => {
  const ids = Array.from({ length: 20_000 }, (_, k) => `user-${k}`)
  const inSample = (share: number): readonly string[] => ids.filter((id) => isSampled(id, share))

  it('has its share of profiles, nobody at 0 and everybody at 1', () => {
    expect(inSample(0)).toEqual([])
    expect(inSample(1)).toEqual(ids)
    // Within five standard deviations: the root of 20,000 × 0.1 × 0.9 is 42.
    expect(Math.abs(inSample(0.1).length - 2_000)).toBeLessThan(5 * 42.5)
  })

  it('is part of every larger one', () => {
    const larger = new Set(inSample(0.3))
    expect(inSample(0.1).filter((id) => !larger.has(id))).toEqual([])
  })
})

describe('an edit between two catalogs', () => {
  const id = fc.constantFrom('a', 'b', 'c')
  const experience = fc.record(
    { id, kind: fc.constant('tour'), name: fc.constantFrom('x', 'y', null), position: fc.constantFrom(0, 1) },
    { requiredKeys: ['id', 'kind'] },
  )
  const tag = fc.record({ id, name: fc.constantFrom('x', 'y') }, { requiredKeys: ['id'] })
  const document = fc.record({
    experiences: fc.uniqueArray(experience, { selector: (one) => one.id }),
    tags: fc.uniqueArray(tag, { selector: (one) => one.id }),
    settings: fc.record({ delivery_ids_limit: fc.constantFrom(1, 2) }, { requiredKeys: [] }),
  })

  it('makes the second one of the first', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const edited = editCatalog(before, catalogEdit(before, after) ?? {})
        if (!edited.ok) throw new Error(edited.problems[0].message)
        const [is, wanted] = [readCatalog(edited.value), readCatalog(after)]
        if (!is.ok || !wanted.ok) throw new Error('no catalog')
        const { experiences, tags, settings } = is.value
        const sorted = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] =>
          [...all].sort((a, b) => (a.id < b.id ? -1 : 1))
        expect(sorted(experiences.filter((one) => !one.removed))).toEqual(sorted(wanted.value.experiences))
        expect(sorted(tags)).toEqual(sorted(wanted.value.tags))
        expect(settings).toEqual(wanted.value.settings)
      }),
    )
  })

  it('is none where nothing changes', () => {
    fc.assert(fc.property(document, (one) => catalogEdit(one, structuredClone(one)) === null))
  })
})

describe('the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oncue-test-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const open = (name: string, failures: unknown[] = []) =>
    openDecisionLog(
      { path: join(folder, name), sample: 1, redact: ['traits'] },
      { at, onFailure: (e) => failures.push(e) },
    )
  const linesOf = (name: string): readonly unknown[] =>
    readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  const head = { type: 'tick', at: '2029-02-03T10:00:00Z', decision_log: { sample: 1, redacted: ['traits'] } }

  it('says what is not in it, and is nobody else’s to read', () => {
    const log = open('first.jsonl')
    expect(log.isNew).toBe(true)
    log.add(entry([{ type: 'identify', at, traits: { plan: 'trial' } }]))
    log.close()
    expect(linesOf('first.jsonl')).toEqual([head, { type: 'identify', at: head.at, profile_id: 'u1' }])
    expect(statSync(join(folder, 'first.jsonl')).mode & 0o777).toBe(0o600)
  })

  it('goes on behind a line that a crash cut off', () => {
    writeFileSync(join(folder, 'cut.jsonl'), '{"type":"page","at":"20')
    const log = open('cut.jsonl')
    expect(log.isNew).toBe(false)
    log.close()
    const [cut, next] = readFileSync(join(folder, 'cut.jsonl'), 'utf8').split('\n')
    expect(cut).toBe('{"type":"page","at":"20')
    expect(JSON.parse(next ?? '')).toEqual(head)
  })

  it.skipIf(!existsSync('/dev/full'))('that has no room ends the log once, and nothing else', () => {
    const failures: unknown[] = []
    const log = openDecisionLog(
      { path: '/dev/full', sample: 1, redact: [] },
      { at, onFailure: (error) => failures.push(error) },
    )
    log.add(entry([{ type: 'page', at, href: 'https://x.test/' }]))
    log.close()
    expect(failures).toMatchObject([{ code: 'ENOSPC' }])
  })
})
