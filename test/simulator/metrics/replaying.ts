import { parseCatalog, readTraceEvent } from '../../../src/authoring/index.js'
import type { TraceEvent } from '../../../src/authoring/trace-event.js'
import type { Engine } from '../../../src/engine/index.js'
import type { Catalog } from '../../../src/model/index.js'
import type { Metrics } from '../../../src/simulator/metrics/metrics.js'
import { defaultReplayOptions, type Observer, Replay, type ReplayOptions } from '../../../src/simulator/replay.js'
import { type Summary, summaryOf } from '../../../src/simulator/summary.js'
import { Tally } from '../../../src/simulator/tally.js'
import { createTimeline, type Edit, isEveryones } from '../../../src/simulator/timeline.js'

export interface MeasureOptions extends Partial<ReplayOptions> {
  readonly breakAt?: number
  /** Where an event stands in the whole trace; as here, unless given. */
  readonly lineOf?: (event: TraceEvent, index: number) => number
}

export interface Measured {
  readonly metrics: Metrics
  readonly summary: Summary
  readonly replay: Replay
}

/**
 * Replays events, which are in order within each profile or concern everyone, and measures them.
 *
 * @param breakAt the event before which another tally goes on from what was saved
 */
export function measure(
  catalog: Catalog,
  events: readonly TraceEvent[],
  { breakAt, lineOf = (_, index) => index + 1, ...given }: MeasureOptions = {},
): Measured {
  const options = { ...defaultReplayOptions, ...given }
  const observer: Observer = {
    asked: (question) => tally.asked(question),
    called: (line, outcome, event) => tally.called(line, outcome, event),
    compared: (predicted, recorded) => tally.compared(predicted, recorded),
    addressed: (addressed) => tally.addressed(addressed),
    dispatched: (dispatched) => tally.dispatched(dispatched),
  }
  const edits = events.map((event, index) => ({ event, line: index + 1 }) as Edit)
  const timeline = createTimeline(
    catalog,
    edits.filter(({ event }) => isEveryones(event)),
  )
  let tally = new Tally(timeline.last)
  const replay = new Replay(timeline, options, observer)
  for (const [index, event] of events.entries()) {
    const { profileId } = event
    if (index === breakAt) tally = wokenUp(tally, timeline.last)
    if (isEveryones(event)) continue
    if (profileId === null) throw new Error('the events are of profiles')
    replay.take(event, replay.life(profileId), lineOf(event, index))
  }
  replay.end()
  const metrics = tally.finish(replay.population)
  return { metrics, summary: summaryOf(metrics, { timeline, options }), replay }
}

function wokenUp(tally: Tally, last: Engine): Tally {
  const next = new Tally(last)
  next.restore(JSON.parse(JSON.stringify(tally.save())))
  return next
}

export function catalogOf(text: string): Catalog {
  const parsed = parseCatalog(text)
  if (!parsed.ok) throw new Error(parsed.problems[0].message)
  return parsed.value
}

/** A line of a trace; `at` may be a time of 3 February 2029. */
export function line(fields: Readonly<Record<string, unknown>>): TraceEvent {
  const at = String(fields.at)
  const event = readTraceEvent({ ...fields, at: at.includes('T') ? at : `2029-02-03T${at}Z` })
  if (!event.ok) throw new Error(event.problems[0].message)
  return event.value
}

/** A page load. */
export const load = (profileId: string, at: string, href = '/'): TraceEvent => line({ profile_id: profileId, at, href })
