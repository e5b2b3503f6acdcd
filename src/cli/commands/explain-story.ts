import { formatInstant } from '../../conditions/index.js'
import type { Counterfactual } from '../../counterfactual/index.js'
import {
  type Story,
  type StoryEvent,
  tellStory,
  writeCounterfactual,
  writeStory,
  writeStoryMoment,
  writeTimeline,
} from '../../simulator/index.js'
import { badInput, Failure } from '../failure.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { type DeliveryCalls, onlyCandidate } from '../inputs/only-candidate.js'
import { judgeStdin } from '../inputs/read-input.js'
import { helpForNobody, isNarrowed, outsideSpan, readSpan, type Span } from '../inputs/span-options.js'
import { readTraceOptions, type TraceFlags } from '../inputs/trace-options.js'
import { withTrace } from '../inputs/with-trace.js'
import { readZoneOption } from '../inputs/zone-option.js'
import { type ExitCode, type Io, print } from '../io.js'
import { answerStream, reportSentence, withReport } from '../outputs/report-file.js'
import { renderExplanation } from '../render/explanation.js'
import { jsonText } from '../render/json.js'
import { type Look, lookOf, zoneOf } from '../render/look.js'
import { renderPartial } from '../render/partial.js'
import { renderState } from '../render/state.js'
import { renderStory, sentence } from '../render/story.js'
import type { ExplainOptions } from './explain.js'
import { changesFor } from './explain-changes.js'

type StoryOptions = ExplainOptions & TraceFlags & { readonly profileId: string }

/** One profile's life in a trace, event by event; or one of its events in full. */
export async function explainStory(options: StoryOptions, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, ...options.trace])
  const look = lookOf(io, readZoneOption(options.zone))
  const span = readSpan(options, io)
  const trace = readTraceOptions(options)
  const catalog = await loadCatalog(options.catalog, io)
  const { until } = span
  const { profileId } = options
  const told: { whole: Story | null; later: Story | null } = { whole: null, later: null }
  const id = options.experience ?? options.delivery
  const replay = async (): Promise<Story> => {
    const story = await withTrace({ ...trace, isOfOne: true }, io, async ({ source, reading }) => {
      const found = await tellStory(catalog, source, { ...reading, profileId, ...(until === null ? {} : { until }) })
      // Where nothing is in the part that is asked about, it is said where something is.
      if (isNarrowed(span) && numbersFrom(found, span.from).length === 0 && !found.isPartial)
        told.whole = until === null ? found : await tellStory(catalog, source, { ...reading, profileId })
      // So is when a delivery was made that was not there yet.
      if (id !== undefined && until !== null && callsOf(found, id).made === null && !found.isPartial)
        told.later = await tellStory(catalog, source, { ...reading, profileId })
      return found
    })
    const [first, ...others] = told.whole?.events ?? []
    if (first !== undefined) throw outsideSpan('event', profileId, span, [first.at, (others.at(-1) ?? first).at])
    if (!story.isPartial) judge(story, trace.name)
    if (id !== undefined && (!isOne(options) || options.report !== undefined))
      judgeCandidate(story, id, told.later ?? story)
    return story
  }
  const story = await withReport(options, io, replay, (story) => {
    const candidateId = options.experience ?? options.delivery ?? null
    const numbers = numbersFrom(story, span.from)
    return { kind: 'story', result: writeTimeline(story, numbers, { candidateId, ...zoneOf(look) }) }
  })
  await print(
    answerStream(options, io),
    answer(story, span, { options, look }) + (options.json ? '' : reportSentence(options)),
  )
  return story.isPartial ? 130 : 0
}

function judge({ length, trace, profileId }: Story, name: string): void {
  if (length > 0) return
  const { problems } = badInput(`no event of profile "${profileId}" in ${name}`, helpForNobody(trace))
  throw new Failure(2, [...trace.problems.slice(0, 3), ...problems])
}

interface Manner {
  readonly options: StoryOptions
  readonly look: Look
}

function answer(story: Story, { at, from }: Span, { options, look }: Manner): string {
  const { json, line, all, experience, delivery } = options
  const candidateId = experience ?? delivery
  if (line !== undefined || at !== null) {
    const n = line === undefined ? lastBy(story, at ?? 0) : numberOf(story, line)
    if (!json) return moment(story, n, { options, look })
    const counterfactuals = changesAt(story, n, candidateId).map(writeCounterfactual)
    return jsonText({ ...writeStoryMoment(story, n), counterfactuals })
  }
  const numbers = numbersFrom(story, from)
  if (json) return jsonText(writeStory(story, numbers))
  const told = renderStory(story, { numbers, isWhole: all === true, candidateId: candidateId ?? null }, look)
  return `${renderPartial(story, look.colours)}${told}`
}

/** The events from an instant on, by their numbers. */
export const numbersFrom = ({ events }: Story, from: number | null): readonly number[] =>
  events.flatMap((event, k) => (from === null || event.at >= from ? [k + 1] : []))

/** The event at an instant, or the last before it. */
function lastBy({ events, profileId }: Story, at: number): number {
  const place = events.findLastIndex((event) => event.at <= at)
  if (place >= 0) return place + 1
  const [first] = events
  const help = first === undefined ? 'nothing was read' : `the first event is at ${formatInstant(first.at)}`
  throw badInput(`no event of profile "${profileId}" by then`, help)
}

/** The event of a line of the trace. */
function numberOf({ events, profileId }: Story, line: number): number {
  const place = events.findIndex((event) => event.line === line)
  if (place >= 0) return place + 1
  const lines = events.flatMap((event) => event.line ?? [])
  const near = lines.toSorted((a, b) => Math.abs(a - line) - Math.abs(b - line)).slice(0, 5)
  const help = `the nearest that are: ${near.toSorted((a, b) => a - b).join(', ')}`
  throw badInput(`line ${line} is no event of profile "${profileId}"`, help)
}

function moment(story: Story, n: number, { options, look }: Manner): string {
  const event = story.events[n - 1]
  if (event === undefined) return ''
  const explanation = story.explainAt(n)
  const id = options.experience ?? options.delivery
  const why =
    explanation === null
      ? 'it asked nothing\n'
      : renderExplanation(explanation, look, {
          wanted: onlyCandidate(explanation, id, id === undefined ? undefined : callsOf(story, id)),
          counterfactuals: changesAt(story, n, id),
        })
  const state = renderState(story.stateAt(n), look)
  return `${renderPartial(story, look.colours)}event ${n} of ${story.length}: ${sentence(event, look)}\n\nthe state after it\n${state}\n${why}`
}

function changesAt(story: Story, n: number, id: string | undefined): readonly Counterfactual[] {
  const question = story.questionAt(n)
  return question === null ? [] : changesFor(question, id)
}

const isOne = ({ line, at }: StoryOptions): boolean => line !== undefined || at !== undefined

/** What a story says of the calls that make a delivery: the last of each kind. */
function callsOf({ events }: Story, id: string): DeliveryCalls {
  const made = events.findLast(({ answer }) => answer?.status === 201 && answer.deliveryId === id)
  const refused = events.findLast(
    ({ event, answer }) => event.type === 'deliver' && event.id === id && (answer?.messages.length ?? 0) > 0,
  )
  const line = (one: StoryEvent): number => one.line ?? 0 // only a timer has none
  return {
    made: made === undefined ? null : { at: made.at, line: line(made) },
    refused:
      refused === undefined || refused.answer === null
        ? null
        : { at: refused.at, line: line(refused), status: refused.answer.status, messages: refused.answer.messages },
  }
}

/** An id that nothing ever had is a mistake, not an answer. @param whole with what comes after what is asked about */
function judgeCandidate(story: Story, id: string, whole: Story): void {
  const last = story.events.findLastIndex(({ kind }) => kind === 'page' || kind === 'peek')
  const explanation = story.explainAt(last + 1 === 0 ? 1 : last + 1)
  const isMade = story.events.some(({ answer }) => answer?.deliveryId === id)
  if (explanation !== null && !isMade) onlyCandidate(explanation, id, callsOf(whole, id))
}
