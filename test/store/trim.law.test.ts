import fc from 'fast-check'
import { compile, type Decision, dayMs, type Engine, type Instant, type Profile, type ProfileEvent, step } from 'oncue'
import { explain } from 'oncue/explain'
import { createTrim, interactionIdByVersion } from 'oncue/store'
import { expect, test } from 'vitest'
import { longestWindowMs } from '../../src/store/trim/asked.js'
import { arbitraryLife, type Life } from '../naive/arbitrary.js'

const numRuns = Number(process.env.ONCUE_RUNS ?? 400)

/** What lies between the two halves of a life. */
const gaps = [0, dayMs, 3 * dayMs, 30 * dayMs, 90 * dayMs, 367 * dayMs, 800 * dayMs]

const later = (event: ProfileEvent, gapMs: number): ProfileEvent => {
  const at = event.at + gapMs
  if (event.type !== 'interaction' || event.deferUntil == null) return { ...event, at }
  return { ...event, at, deferUntil: event.deferUntil + gapMs }
}

interface Focus {
  /** How many experiences reports are about; several reports of one are what is trimmed. */
  readonly few: number
  /** What all groups count by; `null` leaves them as they are. */
  readonly window: string | null
}

const arbitraryFocus: fc.Arbitrary<Focus> = fc.record({
  few: fc.constantFrom(1, 2, 9),
  window: fc.constantFrom(null, null, 'lifetime', 'session', '1h'),
})

function focused({ catalog, profile, events }: Life, { few, window }: Focus): Life {
  const ids = catalog.experiences.map(({ id }) => id).slice(0, few)
  const about = (event: ProfileEvent): ProfileEvent => {
    if (event.type !== 'interaction' || ids.length === 0) return event
    const sum = [...event.experienceId].reduce((total, char) => total + char.charCodeAt(0), 0)
    return { ...event, experienceId: ids[sum % ids.length] as string }
  }
  const limitGroups = catalog.limitGroups.map((group) => ({ ...group, rateLimitKind: window ?? group.rateLimitKind }))
  return { catalog: { ...catalog, limitGroups }, profile, events: events.map(about) }
}

/** What the law leaves out: reports from before the end of what was trimmed, or of what was trimmed. */
function isLeftOut(event: ProfileEvent, whole: Profile, trimmed: Profile, horizon: Instant): boolean {
  if (event.type !== 'interaction') return false
  if (event.at <= horizon) return true
  const missing = whole.interactions.filter(({ id }) => trimmed.interactions.every((one) => one.id !== id))
  if (event.state === 'started') return missing.some(({ id }) => id === event.interactionId)
  const closed = whole.interactions.findLast(
    ({ experienceId, state }) => experienceId === event.experienceId && (state === 'started' || state === 'snoozed'),
  )
  return closed !== undefined && missing.includes(closed)
}

/** An explanation without the evidence that the law leaves out: how often, and which shows of a lifetime. */
function said(engine: Engine, profile: Profile, href: string, at: Instant): unknown {
  const { outcome, candidates } = explain(engine, profile, { href, peek: true }, at)
  const windows = new Map(engine.groups.map(({ source, window }) => [source.id, window.kind]))
  return {
    outcome,
    candidates: candidates.map(({ id, code, nextAt, findings }) => ({
      id,
      code,
      nextAt,
      findings: findings.map((finding) => {
        if (finding.check === 'once') return finding.passes
        if (finding.check !== 'limits') return finding
        const groups = finding.groups.map(({ shows, ...group }) => ({
          ...group,
          shows: windows.get(group.id) === 'lifetime' ? new Set(shows.map((one) => one.experienceId)) : shows,
        }))
        return { ...finding, groups }
      }),
    })),
  }
}

test('a trimmed profile decides and explains like the untrimmed one at any later instant', () => {
  let trims = 0
  fc.assert(
    fc.property(
      arbitraryLife,
      fc.nat({ max: 1_000 }),
      fc.constantFrom(...gaps),
      arbitraryFocus,
      (given, cut, gapMs, focus) => {
        const life = focused(given, focus)
        const { catalog, events } = life
        const engine = compile(catalog, { interactionId: interactionIdByVersion })
        const trim = createTrim(catalog, { leastMs: 0, from: 0 })
        const middle = cut % (events.length + 1)
        let whole = life.profile
        for (const event of events.slice(0, middle)) whole = step(engine, whole, event).profile
        let trimmed = whole
        let horizon = Number.NEGATIVE_INFINITY
        for (const early of events.slice(middle)) {
          const event = later(early, gapMs)
          const now = event.at
          const next = trim(trimmed, now)
          if (next !== trimmed) {
            trims += 1
            horizon = Math.max(horizon, now - longestWindowMs(catalog) - dayMs)
          }
          trimmed = next
          for (const soon of [0, 1, dayMs, 40 * dayMs, 400 * dayMs]) {
            const href = whole.pageHref ?? ''
            expect(said(engine, trimmed, href, now + soon)).toEqual(said(engine, whole, href, now + soon))
          }
          if (isLeftOut(event, whole, trimmed, horizon)) continue
          const [one, other]: readonly { profile: Profile; decision: Decision | null }[] = [
            step(engine, whole, event),
            step(engine, trimmed, event),
          ] as const
          expect(other?.decision).toEqual(one?.decision)
          whole = one?.profile as Profile
          trimmed = other?.profile as Profile
        }
      },
    ),
    { numRuns },
  )
  // A law of what is left out says nothing where nothing is.
  expect(trims).toBeGreaterThan(numRuns / 20)
})
