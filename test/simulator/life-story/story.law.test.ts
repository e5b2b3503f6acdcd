import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TraceEvent } from '../../../src/authoring/trace-event.js'
import { explain } from '../../../src/explain/index.js'
import type { Decision, Delivery, Profile, ProfileEvent } from '../../../src/model/index.js'
import { Story } from '../../../src/simulator/life-story/story.js'
import { Teller } from '../../../src/simulator/life-story/teller.js'
import { writeExplanation } from '../../../src/simulator/output-explanation.js'
import { defaultReplayOptions, Replay } from '../../../src/simulator/replay.js'
import { createTimeline } from '../../../src/simulator/timeline.js'
import { arbitraryLife } from '../../naive/arbitrary.js'

const profileId = 'u1'

/** Every event as a line of a trace; `time_on_page` is none. */
function lineOf(event: ProfileEvent, k: number): TraceEvent[] {
  const someone = { at: event.at, profileId, eventId: null }
  switch (event.type) {
    case 'page':
      return [{ type: 'page', ...someone, href: event.href, peek: k % 6 === 5 }]
    case 'identify':
    case 'track':
      return [{ ...event, ...someone }]
    case 'trigger':
      if (event.on === 'time_on_page') return []
      return [{ type: 'trigger', ...someone, on: event.on, element: event.element ?? null, name: event.name ?? null }]
    case 'interaction': {
      const { experienceId, state, deferUntil = null, groupKind = null, groupId = null } = event
      return [{ type: 'interaction', ...someone, experienceId, state, deferUntil, groupKind, groupId }]
    }
    default:
      return []
  }
}

/** The call that makes a delivery. */
const callOf = (one: Delivery, at: number): TraceEvent => ({
  type: 'deliver',
  at,
  profileId,
  eventId: null,
  id: one.id,
  params: {
    model_kind: one.modelKind,
    model_id: one.modelId,
    use_segmentation: one.useSegmentation,
    once: one.once,
    redirect: one.redirect,
    skip_triggers: one.skipTriggers,
    skip_url_match: one.skipUrlMatch,
  },
})

const winnerOf = (decision: Decision): string | null =>
  'deliveryId' in decision ? decision.deliveryId : decision.outcome === 'show' ? decision.experienceId : null

const arbitraryWalk = fc.array(fc.oneof(fc.constantFrom('forward', 'back'), fc.nat({ max: 40 })), { maxLength: 30 })

test('walking a life either way lands on the states of a plain replay; each explanation has the winner of the decision', () => {
  let [timers, shows] = [0, 0]
  fc.assert(
    fc.property(arbitraryLife, arbitraryWalk, fc.boolean(), fc.boolean(), (life, walk, isCompared, isRepeating) => {
      const options = { ...defaultReplayOptions, recorded: isCompared ? ('compare' as const) : ('use' as const) }
      const lines = life.events.flatMap(lineOf).sort((a, b) => a.at - b.at)
      const [first] = lines
      if (first !== undefined) lines.splice(1, 0, ...life.profile.deliveries.map((one) => callOf(one, first.at)))
      const trace = lines.flatMap((event, k): TraceEvent[] =>
        isRepeating && k % 3 === 0
          ? [
              { ...event, eventId: `e${k}` },
              { ...event, eventId: `e${k}` },
            ]
          : [event],
      )

      const states: Profile[] = []
      const replay = new Replay(createTimeline(life.catalog), options, {})
      const plain = replay.life(profileId)
      const blank = { ...plain.draft }
      for (const [line, event] of trace.entries()) if (replay.take(event, plain, line)) states.push({ ...plain.draft })

      const setup = { catalog: life.catalog, edits: [], options, profileId, until: Number.POSITIVE_INFINITY }
      const teller = new Teller(setup)
      for (const [line, event] of trace.entries()) teller.live(event, line)
      teller.end()
      const nothing = { lines: 0, events: 0, duplicates: 0, moved: 0, unreadable: 0, passedOver: 0, problems: [] }
      const story = new Story(profileId, teller, { trace: nothing, isPartial: false })

      expect(teller.duplicates).toBe(trace.length - states.length)
      const told = story.events.flatMap(({ line }, k) => (line === null ? [] : [k + 1]))
      expect(told.length).toBe(states.length)
      const cursor = story.cursor()
      const isThere = () => {
        const place = told.indexOf(cursor.position)
        if (place >= 0) expect(cursor.state).toStrictEqual(states[place])
        if (cursor.position === 0) expect(cursor.state).toStrictEqual(blank)
        expect(story.stateAt(cursor.position)).toStrictEqual(cursor.state)
      }
      for (const step of walk) {
        if (step === 'forward') cursor.forward()
        else if (step === 'back') cursor.back()
        else cursor.goTo(Math.min(step, story.length))
        isThere()
      }
      cursor.goTo(story.length)
      for (isThere(); cursor.back() !== null; ) isThere()

      for (const [k, { decision, kind }] of story.events.entries()) {
        const explanation = story.explainAt(k + 1)
        expect(explanation?.winner).toBe(decision === null ? undefined : winnerOf(decision))
        const question = story.questionAt(k + 1)
        expect(question === null).toBe(explanation === null)
        if (question !== null && explanation !== null) {
          const again = explain(question.engine, question.profile, question.page, question.now)
          expect(writeExplanation(again)).toEqual(writeExplanation(explanation))
        }
        timers += kind === 'timer' ? 1 : 0
        shows += decision?.outcome === 'show' ? 1 : 0
      }
    }),
    { numRuns: 300 },
  )
  // The lives that were drawn have what the law is about.
  expect(timers).toBeGreaterThan(0)
  expect(shows).toBeGreaterThan(0)
})
