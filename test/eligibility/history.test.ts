import { describe, expect, it, test } from 'vitest'
import { historyCheck } from '../../src/eligibility/checks/history.js'
import { historyFreeAt, recurrenceFreeAt, snoozeFreeAt } from '../../src/eligibility/history.js'
import { endOf, type Past, Pasts } from '../../src/eligibility/past.js'
import { Subject } from '../../src/eligibility/subject.js'
import type { Candidate, CompiledExperience } from '../../src/engine/index.js'
import { catalog, compile, hourMs, type Interaction, profile, type Recurrence } from '../../src/index.js'
import { href, shown, tour } from './asked.js'

const never = Number.POSITIVE_INFINITY
const engineOf = (recurrence: Recurrence) => compile(catalog({ experiences: [tour('z'), tour('a', { recurrence })] }))
const fresh = {
  index: 0,
  shows: 1,
  startedAt: 100,
  completedAt: null,
  exitedAt: null,
  snoozedAt: null,
  deferUntil: null,
} satisfies Past

describe('from when history lets an experience show (H4, H5)', () => {
  const none = { kind: 'none' } as const
  const page = { kind: 'page' } as const
  const hourly = { kind: 'every', amount: 2, unit: 'hour' } as const
  const onEvent = { kind: 'event', event: 'e' } as const
  const ended = { ...fresh, completedAt: 500 }
  test.each<[string, Recurrence, Past, Readonly<Record<string, number>>, number, number]>([
    ['what never ended is free', none, fresh, {}, -never, -never],
    ['what ended once is done', none, ended, {}, never, -never],
    ['what may show on every page is free', page, ended, {}, -never, -never],
    ['an amount of units behind its end', hourly, ended, {}, 500 + 2 * hourMs, -never],
    ['behind the latest end of either kind', hourly, { ...ended, exitedAt: 700 }, {}, 700 + 2 * hourMs, -never],
    ['behind the latest end of the other kind', hourly, { ...ended, exitedAt: 300 }, {}, 500 + 2 * hourMs, -never],
    ['no event came', onEvent, ended, {}, never, -never],
    ['another event came', onEvent, ended, { f: 600 }, never, -never],
    ['an event came before its end', onEvent, ended, { e: 499 }, never, -never],
    ['an event came at its end', onEvent, ended, { e: 500 }, never, -never],
    ['an event came behind its end', onEvent, ended, { e: 501 }, -never, -never],
    ['a snooze alone', none, { ...fresh, snoozedAt: 600, deferUntil: 900 }, {}, -never, 900],
    ['a snooze behind its end frees it', none, { ...ended, snoozedAt: 501, deferUntil: 900 }, {}, -never, 900],
    ['a snooze at its end frees it', none, { ...ended, snoozedAt: 500, deferUntil: 900 }, {}, -never, 900],
    ['an end behind the snooze holds it', none, { ...ended, snoozedAt: 499, deferUntil: 900 }, {}, never, 900],
    ['it may show when both are over', hourly, { ...ended, snoozedAt: 1, deferUntil: 900 }, {}, 500 + 2 * hourMs, 900],
  ])('%s', (_, recurrence, past, trackedAt, free, snoozeOver) => {
    const of = engineOf(recurrence).experiences[0] as CompiledExperience
    const who = profile('u', { trackedAt })
    expect(recurrenceFreeAt(of, past, who)).toBe(free)
    expect(snoozeFreeAt(past)).toBe(snoozeOver)
    expect(historyFreeAt(of, past, who)).toBe(Math.max(free, snoozeOver))
  })

  it('is what the check goes by, and says when it turns', () => {
    const engine = engineOf({ kind: 'every', amount: 1, unit: 'hour' })
    const snoozed = shown('a', 5, { state: 'snoozed', deferUntil: 2 * hourMs })
    const subjectOf = (...interactions: readonly Interaction[]) => new Subject(engine, profile('u', { interactions }))
    const [a, z] = engine.candidates as readonly [Candidate, Candidate]
    const subject = subjectOf(snoozed, shown('a', 10))
    const codes = (now: number) => historyCheck.fails(a, subject, { now, href, trigger: null })
    expect(codes(9 + hourMs)).toBe('recurrence')
    expect(codes(10 + hourMs)).toBe('snoozed')
    expect(codes(2 * hourMs - 1)).toBe('snoozed')
    expect(codes(2 * hourMs)).toBe(null)
    const moment = { now: 20, href, trigger: null }
    expect(historyCheck.turns?.(a, subject, moment)).toEqual([10 + hourMs, 2 * hourMs])
    expect(historyCheck.turns?.(z, subject, moment)).toEqual([])
    expect(historyCheck.fails(z, subject, moment)).toBe(null)
  })
})

describe('what interactions say of an experience', () => {
  const engine = engineOf({ kind: 'none' }) // a is at 0, z at 1
  const pastsOf = (...interactions: readonly Interaction[]) => new Pasts(engine, profile('u', { interactions }))

  it('counts its shows, and takes the latest start, end, snooze, and the longest snooze', () => {
    const pasts = pastsOf(
      shown('a', 1, { state: 'completed', stateAt: 50 }),
      shown('a', 2, { state: 'completed', stateAt: 40 }),
      shown('ghost', 3),
      shown('z', 4, { state: 'started' }),
      shown('a', 5, { state: 'exited', stateAt: 20 }),
      shown('a', 6, { state: 'exited', stateAt: 30 }),
      shown('a', 7, { state: 'snoozed', stateAt: 60, deferUntil: 500 }),
      shown('a', 8, { state: 'snoozed', stateAt: 70, deferUntil: 400 }),
    )
    const a: Past = {
      index: 0,
      shows: 6,
      startedAt: 8,
      completedAt: 50,
      exitedAt: 30,
      snoozedAt: 70,
      deferUntil: 500,
    }
    const z: Past = { ...fresh, index: 1, startedAt: 4 }
    expect(pasts.all).toEqual([a, z])
    expect(pasts.indices).toEqual([0, 0, -1, 1, 0, 0, 0, 0])
    expect(pasts.of(0)).toEqual(a)
    expect(pasts.of(1)).toEqual(z)
    expect(pasts.of(-1)).toBe(undefined)
    expect(pasts.of(2)).toBe(undefined)
    expect(endOf(a)).toBe(50)
    expect(endOf(z)).toBe(null)
    expect(endOf({ ...z, exitedAt: -3 })).toBe(-3)
    expect(endOf({ ...z, completedAt: -3 })).toBe(-3)
    expect(endOf({ ...a, exitedAt: 51 })).toBe(51)
  })

  it('is found for the interactions that are there, however they changed', () => {
    const [one, two, three] = [shown('a', 1), shown('a', 2, { state: 'started' }), shown('z', 3)]
    const ended = { ...two, state: 'completed' as const, stateAt: 9 }
    const histories = [[], [one], [one, two], [one, two, three], [one, ended], [one, ended, three], [two], [three, one]]
    for (const before of histories) {
      for (const after of histories) {
        const grown = pastsOf(...before).grown(profile('u', { interactions: after }))
        const anew = pastsOf(...after)
        expect(grown.all).toEqual(anew.all)
        expect(grown.indices).toEqual(anew.indices)
        const again = grown.grown(profile('u', { interactions: [...after, shown('a', 4)] }))
        expect(again.all).toEqual(pastsOf(...after, shown('a', 4)).all)
      }
    }
  })

  it('is gone on with where there are just more', () => {
    const one = shown('z', 1)
    const pasts = pastsOf(one)
    expect(pasts.grown(profile('u', { interactions: [one, shown('a', 2)] }))).toBe(pasts)
    expect(pasts.grown(profile('u', { interactions: [shown('z', 1)] }))).not.toBe(pasts)
  })

  it('names the next one by what is there by then (E6)', () => {
    const ids = (...numbers: readonly number[]) => numbers.map((n) => shown('a', n, { id: `u:${n}` }))
    const pasts = pastsOf(...ids(1, 2))
    expect(pasts.nextId()).toBe('u:3')
    expect(pasts.nextId()).toBe('u:3')
    expect(pastsOf(...ids(7)).nextId()).toBe('u:2')
    const [one, two] = [shown('a', 1, { id: 'u:4' }), shown('a', 2, { id: 'u:5' })]
    const growing = pastsOf(one)
    expect(growing.nextId()).toBe('u:2')
    const both = growing.grown(profile('u', { interactions: [one, two] }))
    expect(both.nextId()).toBe('u:3')
    const three = [one, two, shown('a', 3, { id: 'u:3' })]
    expect(both.grown(profile('u', { interactions: three })).nextId()).toBe('u:6')
  })
})
