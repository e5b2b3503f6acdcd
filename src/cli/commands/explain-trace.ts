import type { Counterfactual } from '../../counterfactual/index.js'
import {
  type Digest,
  type DigestOptions,
  digest,
  type Story,
  tellStory,
  writeCounterfactual,
  writeDigest,
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
import { renderDigest } from '../render/digest.js'
import { renderExplanation } from '../render/explanation.js'
import { jsonText } from '../render/json.js'
import { type Look, lookOf, zoneOf } from '../render/look.js'
import { renderPartial } from '../render/partial.js'
import type { ExplainOptions } from './explain.js'
import { changesFor } from './explain-changes.js'
import { numbersFrom } from './explain-story.js'

type TraceOptions = ExplainOptions & TraceFlags & { readonly profileId: string }

/** One profile's page loads in a trace: one of them in full, or one candidate over all of them (X5). */
export async function explainTrace(options: TraceOptions, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, ...options.trace])
  const look = lookOf(io, readZoneOption(options.zone))
  const span = readSpan(options, io)
  const digestOptions = readOptions(options, span)
  const trace = readTraceOptions(options)
  const catalog = await loadCatalog(options.catalog, io)
  const { profileId, candidateId, until } = digestOptions
  const storyOptions = { profileId, ...(until === undefined ? {} : { until }) }
  const told: Told = { story: null, whole: null, later: null }
  const replay = async (): Promise<Digest> => {
    const found = await withTrace({ ...trace, isOfOne: true }, io, async ({ source, reading }) => {
      const digested = await digest(catalog, source, { ...digestOptions, ...reading })
      // Where nothing is in the part that is asked about, it is said where something is.
      if (isNarrowed(span) && digested.last === null && !digested.isPartial)
        told.whole = await digest(catalog, source, { profileId, ...reading })
      // So is when a delivery was made that was not there yet.
      if (until !== undefined && candidateId !== undefined && !isKnown(digested) && !digested.isPartial)
        told.later = await digest(catalog, source, { profileId, candidateId, ...reading })
      if (options.report !== undefined) told.story = await tellStory(catalog, source, { ...storyOptions, ...reading })
      return digested
    })
    const { from: first = null, until: last = null } = told.whole ?? {}
    if (first !== null && last !== null) throw outsideSpan('page load', profileId, span, [first, last])
    if (!found.isPartial) judge(found, { name: trace.name, options, calls: callsOf(told.later ?? found) })
    return found
  }
  const found = await withReport(options, io, replay, () => {
    const story = told.story as Story // it was told after the digest
    const { candidateId = null, from = null } = digestOptions
    const numbers = numbersFrom(story, from)
    return { kind: 'story', result: writeTimeline(story, numbers, { candidateId, ...zoneOf(look) }) }
  })
  const counterfactuals = changesOfLast(found, options)
  const text = options.json
    ? jsonText({ ...writeDigest(found), counterfactuals: counterfactuals.map(writeCounterfactual) })
    : render(found, { options, look, counterfactuals }) + reportSentence(options)
  await print(answerStream(options, io), text)
  return found.isPartial ? 130 : 0
}

function readOptions(options: TraceOptions, { at, from, until }: Span): DigestOptions {
  const { profileId, href } = options
  const candidateId = options.experience ?? options.delivery
  const last = at ?? until
  return {
    profileId,
    ...(candidateId === undefined ? {} : { candidateId }),
    ...(from === null ? {} : { from }),
    ...(last === null ? {} : { until: last }),
    ...(at === null || href === undefined ? {} : { hypothetical: { at, href } }),
  }
}

interface Told {
  story: Story | null
  whole: Digest | null
  later: Digest | null
}

const isKnown = ({ reasons, madeAt }: Digest): boolean => reasons.length > 0 || madeAt !== null

const callsOf = ({ madeAt, madeLine, refused }: Digest): DeliveryCalls => ({
  made: madeAt === null || madeLine === null ? null : { at: madeAt, line: madeLine },
  refused,
})

interface Asked {
  readonly name: string
  readonly options: TraceOptions
  readonly calls: DeliveryCalls
}

/** A profile, experience or delivery that the trace does not have is a mistake, not an answer. */
function judge(found: Digest, { name, options, calls }: Asked): void {
  const { last, trace } = found
  const { profileId, experience, delivery } = options
  if (last === null) {
    const { problems } = badInput(`no page load of profile "${profileId}" in ${name}`, helpForNobody(trace))
    throw new Failure(2, [...trace.problems.slice(0, 3), ...problems])
  }
  if (!isKnown(found)) onlyCandidate(last.explanation, experience ?? delivery, calls)
}

/** What it would have taken on the last page load. */
function changesOfLast({ last }: Digest, { experience, delivery }: TraceOptions): readonly Counterfactual[] {
  if (last === null) return []
  const { engine, profile, explanation } = last
  const { href, at: now } = explanation
  return changesFor({ engine, profile, page: { href }, now }, experience ?? delivery)
}

interface Manner {
  readonly options: TraceOptions
  readonly look: Look
  readonly counterfactuals: readonly Counterfactual[]
}

function render(found: Digest, { options, look, counterfactuals }: Manner): string {
  const { last } = found
  const partial = renderPartial(found, look.colours)
  if (last === null) return partial
  const id = options.experience ?? options.delivery
  // It was made after the last page load that was read: there is none to explain.
  if (id !== undefined && found.reasons.length === 0) return `${partial}${renderDigest(found, look)}`
  const isOne = options.at !== undefined
  const full = renderExplanation(last.explanation, look, {
    wanted: onlyCandidate(last.explanation, id),
    counterfactuals,
  })
  const asked =
    options.href === undefined ? `the page load of line ${last.line}` : 'a page load that the trace does not have'
  if (isOne) return `${partial}${asked}: ${full}`
  const of = `the last page load, of line ${last.line}: ${full}`
  return `${partial}${id === undefined ? '' : `${renderDigest(found, look)}\n`}${of}`
}
