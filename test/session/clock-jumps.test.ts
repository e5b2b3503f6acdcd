import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain } from '../../src/explain.js'
import {
  apply,
  catalog,
  compile,
  dayMs,
  experience,
  hourMs,
  type Instant,
  limitGroup,
  minuteMs,
  type Profile,
  profile,
  step,
} from '../../src/index.js'
import { session } from '../../src/session/index.js'

// What happens where the clock is years ahead for a while, or years behind. The rules say it: a show dated in the future
// counts already (L11), and a page load behind a later one makes the profile seen and nothing else.

const yearMs = 365 * dayMs
const ten = Date.UTC(2029, 1, 3, 10)
const href = 'https://app.example.com/'
const page = { href }
const engine = compile(
  catalog({
    experiences: [
      experience({
        id: 'daily',
        kind: 'survey',
        publishedAt: 0,
        recurrence: { kind: 'every', amount: 1, unit: 'day' },
      }),
      experience({ id: 'other', kind: 'tour', publishedAt: 0, position: 0 }),
      experience({ id: 'new', kind: 'tour', publishedAt: Date.UTC(2028, 0, 1), position: 9 }),
    ],
    limitGroups: [
      limitGroup({ id: 'hourly', kind: 'all', rateLimitSize: 1, rateLimitKind: '1h' }),
      limitGroup({ id: 'ever', kind: 'survey', rateLimitSize: 2, rateLimitKind: 'lifetime', count: 'shows' }),
    ],
  }),
)

const load = (given: Profile, at: Instant) => step(engine, given, { type: 'page', at, href })
const ended = (given: Profile, experienceId: string, at: Instant): Profile =>
  apply(given, { type: 'interaction', at, experienceId, state: 'completed' })
const codesAt = (given: Profile, at: Instant): Readonly<Record<string, unknown>> =>
  Object.fromEntries(explain(engine, given, page, at).candidates.map(({ id, code, nextAt }) => [id, [code, nextAt]]))

describe('a clock that was ten years ahead, and is right again', () => {
  const ahead = ten + 10 * yearMs
  const shown = load(profile('u1'), ahead)
  const after = ended(shown.profile, 'daily', ahead + minuteMs)

  test('showed by what it said', () => {
    expect(shown.decision).toMatchObject({ outcome: 'show', experienceId: 'daily' })
  })

  test('H6: what showed then is still on screen until it ends, since a page load behind that one opens nothing', () => {
    expect(load(shown.profile, ten).decision?.outcome).toBe('none')
    expect(codesAt(shown.profile, ten)).toMatchObject({ daily: ['busy', null], other: ['busy', null] })
  })

  test('L11, H4: once it ended, its show counts already, and its recurrence holds it', () => {
    expect(load(after, ten).decision?.outcome).toBe('none')
    expect(codesAt(after, ten)).toEqual({
      daily: ['recurrence', ahead + minuteMs + dayMs],
      other: ['rate_limited', ahead + hourMs],
      new: ['rate_limited', ahead + hourMs],
    })
  })

  test('a page load of the present makes the profile seen and nothing else', () => {
    const late = load(after, ten).profile
    expect(late).toEqual({ ...after, version: after.version + 1 })
  })

  test('all is as before when the clock comes there again', () => {
    expect(load(after, ahead + hourMs - 1).decision?.outcome).toBe('none')
    expect(load(after, ahead + hourMs).decision).toMatchObject({ outcome: 'show', experienceId: 'other' })
  })
})

describe('a clock that leaps ten years', () => {
  const before = ended(load(profile('u1'), ten).profile, 'daily', ten + minuteMs)
  const later = ten + 10 * yearMs

  test('L4, H4, L5: what rolls is free, and a lifetime goes on', () => {
    const second = load(before, later)
    expect(second.decision).toMatchObject({ outcome: 'show', experienceId: 'daily' })
    const twice = ended(second.profile, 'daily', later + minuteMs)
    expect(codesAt(twice, later + 2 * yearMs)).toMatchObject({ daily: ['rate_limited', null], other: ['shown', null] })
  })

  test('L5: a session that the gap has ended is another one', () => {
    expect(load(before, later).profile.sessionStartedAt).toBe(later)
  })
})

describe('a clock that falls back before a publication', () => {
  test('C2: what is not published yet is not live, and says when', () => {
    const before = Date.UTC(2027, 5, 1)
    expect(codesAt(profile('u1', { seen: true }), before)).toMatchObject({
      daily: ['shown', null],
      new: ['not_live', Date.UTC(2028, 0, 1)],
    })
  })
})

const arbitraryJumps = fc.array(
  fc.record({
    at: fc.oneof(
      fc.integer({ min: -20, max: 20 }).map((years) => ten + years * yearMs),
      fc.nat(hourMs * 3).map((ms) => ten + ms),
    ),
    ends: fc.boolean(),
  }),
  { minLength: 1, maxLength: 30 },
)

describe('wherever the clock goes', () => {
  test('a session answers what step does, and comes to the same profile', () => {
    fc.assert(
      fc.property(arbitraryJumps, (jumps) => {
        let folded = profile('u1')
        const kept = session(engine, folded)
        for (const { at, ends } of jumps) {
          const stepped = step(engine, folded, { type: 'page', at, href })
          expect(kept.step({ type: 'page', at, href })).toEqual(stepped.decision)
          folded = stepped.profile
          const { decision } = stepped
          if (!ends || decision?.outcome !== 'show') continue
          const end = { type: 'interaction', at, experienceId: decision.experienceId, state: 'completed' } as const
          folded = apply(folded, end)
          kept.step(end)
        }
        expect(kept.profile).toEqual(folded)
      }),
      { numRuns: 300 },
    )
  })

  test('L3, L4, L11: no show takes a group above its size, by the clock that it was decided under', () => {
    fc.assert(
      fc.property(arbitraryJumps, (jumps) => {
        let folded = profile('u1')
        for (const { at, ends } of jumps) {
          const { decision, profile: next } = step(engine, folded, { type: 'page', at, href })
          folded = next
          if (decision?.outcome !== 'show') continue
          const counted = new Set(
            next.interactions
              .filter(({ startedAt }) => startedAt > at - hourMs)
              .map(({ experienceId }) => experienceId),
          )
          expect(counted.size).toBe(1)
          const surveys = next.interactions.filter(({ experienceId }) => experienceId === 'daily')
          expect(surveys.length).toBeLessThanOrEqual(2)
          if (ends) folded = ended(folded, decision.experienceId, at)
        }
      }),
      { numRuns: 300 },
    )
  })
})
