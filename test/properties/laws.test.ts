import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { candidateId } from '../../src/eligibility/candidate.js'
import { visitNear } from '../../src/eligibility/near.js'
import { Subject } from '../../src/eligibility/subject.js'
import { type Explanation, eligible, explain, validUntil } from '../../src/explain/index.js'
import {
  apply,
  compile,
  type Decision,
  decide,
  type InteractionEvent,
  type Profile,
  profile,
  step,
} from '../../src/index.js'
import { session } from '../../src/session/index.js'
import { arbitraryLife, arbitraryQuestion } from '../naive/arbitrary.js'
import { freeze } from '../support/freeze.js'

const numRuns = Number(process.env.ONCUE_RUNS ?? 1_000)

/** What a decision says, whenever it is said. */
const said = (decision: Decision): unknown => {
  const { outcome, armed } = decision
  const winner = outcome === 'none' ? null : 'deliveryId' in decision ? decision.deliveryId : decision.experienceId
  return { outcome, winner, armed, discards: decision.events.filter(({ type }) => type === 'discard').length }
}

/** An explanation but for its function. */
const evidence = ({ describe: _, ...data }: Explanation): unknown => data

/** The name that a reported start goes by: what makes a second one the same. */
const idOf = ({ interactionId, experienceId, at }: InteractionEvent): string => interactionId ?? `${experienceId}@${at}`

/** An order of their own for every seed. */
const rank = (event: InteractionEvent, seed: number): number =>
  [...idOf(event)].reduce((sum, char) => Math.imul(sum ^ char.charCodeAt(0), 0x01000193), seed)

describe('laws of the decision', () => {
  test('L4: right after an automatic, non-exempt show no group that contains it counts more than its size', () => {
    fc.assert(
      fc.property(arbitraryLife, ({ catalog, profile, events }) => {
        const strict = {
          ...catalog,
          limitGroups: catalog.limitGroups.map((one) => ({ ...one, exemptShows: 'ignore' as const })),
        }
        const engine = compile(strict)
        let now = profile
        for (const event of events) {
          const stepped = step(engine, now, event)
          now = stepped.profile
          const { decision } = stepped
          if (decision?.outcome !== 'show' || decision.via !== 'automatic') continue
          const page = { href: now.pageHref ?? '', peek: true }
          const { candidates } = explain(engine, now, page, event.at)
          const shown = candidates.find(({ id }) => id === decision.experienceId)
          for (const finding of shown?.findings ?? []) {
            if (finding.check !== 'limits') continue
            for (const { count, size } of finding.groups) expect(count).toBeLessThanOrEqual(size)
          }
        }
      }),
      { numRuns },
    )
  })

  test('E9: nothing turns before valid_until: every candidate keeps its code, and the decision is the same', () => {
    fc.assert(
      fc.property(
        arbitraryQuestion,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (question, part) => {
          const { catalog, profile, page, now } = question
          const engine = compile(catalog)
          const until = validUntil(engine, profile, page, now) ?? now + 1e12
          // The page load has happened; what is repeated is the question, with time passing and nothing else.
          fc.pre(page.trigger === undefined) // a trigger that happens again is another event
          const isLoad = page.peek !== true
          const asked = isLoad ? apply(profile, { type: 'page', at: now, href: page.href }) : profile
          const again = isLoad ? { ...page, peek: true } : page
          const codesAt = (at: number) => explain(engine, asked, again, at).candidates.map(({ id, code }) => [id, code])
          for (const at of [now + Math.floor((until - 1 - now) * part), until - 1]) {
            expect(said(decide(engine, asked, again, at))).toEqual(said(decide(engine, asked, again, now)))
            expect(codesAt(at)).toEqual(codesAt(now))
          }
        },
      ),
      { numRuns },
    )
  })

  test('X3, L9: at next_at the check named by the code passes, and one millisecond earlier it is still held', () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ catalog, profile, page, now }) => {
        fc.pre(page.trigger === undefined)
        const engine = compile(catalog)
        const asked = page.peek ? profile : apply(profile, { type: 'page', at: now, href: page.href })
        const peek = { ...page, peek: true }
        const codeAt = (id: string, at: number) =>
          explain(engine, asked, peek, at).candidates.find((one) => one.id === id)?.code
        for (const { id, code, nextAt } of explain(engine, asked, peek, now).candidates) {
          if (nextAt === null) continue
          const family = code === 'recurrence' || code === 'snoozed' ? ['recurrence', 'snoozed'] : [code]
          // Another check before it may fail by then; the one that was named must not.
          expect(family).not.toContain(codeAt(id, nextAt))
          const before = explain(engine, asked, peek, nextAt - 1).candidates.find((one) => one.id === id)
          const check = { before_from: 'window', not_live: 'live', rate_limited: 'limits' }[code as string] ?? 'history'
          expect(before?.findings.find((finding) => finding.check === check)?.passes).toBe(false)
        }
      }),
      { numRuns },
    )
  })

  test('E11: what shows is the first of what is eligible', () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ catalog, profile, page, now }) => {
        const engine = compile(catalog)
        const decision = decide(engine, profile, page, now)
        if (decision.outcome !== 'show') return
        const [first] = eligible(engine, profile, page, now)
        expect(first?.id).toBe(decision.via === 'delivery' ? decision.deliveryId : decision.experienceId)
      }),
      { numRuns },
    )
  })

  test('X1: what came near is what explain says of it', () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ catalog, profile, page, now }) => {
        fc.pre(page.trigger === undefined)
        const engine = compile(catalog)
        const asked = page.peek ? profile : apply(profile, { type: 'page', at: now, href: page.href })
        const near = new Map<string, string>()
        visitNear(new Subject(engine, asked), { now, href: page.href, trigger: null }, (candidate, code) => {
          near.set(candidateId(candidate), code)
        })
        const { candidates } = explain(engine, asked, { ...page, peek: true }, now)
        for (const { id, via, code, findings } of candidates) {
          const isNear = ['live', 'url', 'segment'].every(
            (check) => findings.find((one) => one.check === check)?.passes,
          )
          if (via === 'automatic') expect(near.get(id)).toBe(isNear ? code : undefined)
          else if (near.has(id)) expect(near.get(id)).toBe(code)
          else expect(['not_live', 'url_mismatch']).toContain(code)
        }
      }),
      { numRuns },
    )
  })
})

describe('laws of the state', () => {
  test('E10: a session answers what step, decide and explain answer, and its profile is theirs', () => {
    fc.assert(
      fc.property(arbitraryLife, ({ catalog, profile, events }) => {
        const engine = compile(catalog)
        let slow: Profile = freeze(profile)
        const fast = session(engine, slow, { completesShows: true })
        for (const event of events) {
          const page = { href: slow.pageHref ?? 'https://app.example.com/' }
          expect(fast.decide(page, event.at)).toEqual(decide(engine, slow, page, event.at))
          expect(evidence(fast.explain(page, event.at))).toEqual(evidence(explain(engine, slow, page, event.at)))
          const stepped = step(engine, slow, event, { completesShows: true })
          slow = freeze(stepped.profile)
          expect(fast.step(event)).toEqual(stepped.decision)
          expect(fast.profile).toEqual(slow)
        }
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    )
  })

  test('L11: reports of starts commute, and repeating one changes nothing', () => {
    const start = fc.record({
      type: fc.constant('interaction' as const),
      state: fc.constant('started' as const),
      at: fc.integer({ min: 0, max: 5 }),
      experienceId: fc.constantFrom('a', 'b'),
      interactionId: fc.option(fc.constantFrom('x', 'y')),
    })
    fc.assert(
      fc.property(fc.uniqueArray(start, { maxLength: 6, selector: idOf }), fc.nat(), (reports, seed) => {
        const empty = profile('u1')
        const shuffled = [...reports, ...reports.slice(0, 2)].sort((a, b) => rank(a, seed) - rank(b, seed))
        const forwards = reports.reduce<Profile>(apply, empty).interactions
        expect(shuffled.reduce<Profile>(apply, empty).interactions).toEqual(forwards)
      }),
      { numRuns },
    )
  })
})
