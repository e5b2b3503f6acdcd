import { type Digest, type DigestOptions, digest, writeDigest } from '../../simulator/index.js'
import { badInput, Failure } from '../failure.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { onlyCandidate } from '../inputs/only-candidate.js'
import { readInstantOption, readMappingOption } from '../inputs/options.js'
import { inputName, judgeStdin } from '../inputs/read-input.js'
import { withTrace } from '../inputs/with-trace.js'
import { type ExitCode, type Io, print } from '../io.js'
import { type Colours, coloursFor } from '../render/colours.js'
import { renderDigest } from '../render/digest.js'
import { renderExplanation } from '../render/explanation.js'
import { jsonText } from '../render/json.js'
import { renderPartial } from '../render/partial.js'
import type { ExplainOptions } from './explain.js'

type TraceOptions = ExplainOptions & { readonly trace: string; readonly profileId: string }

/** One profile's page loads in a trace: one of them in full, or one candidate over all of them (X5). */
export async function explainTrace(options: TraceOptions, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, options.trace])
  const digestOptions = readOptions(options, io)
  const catalog = await loadCatalog(options.catalog, io)
  const found = await withTrace({ trace: options.trace, isOfOne: true }, io, (source, onProgress) =>
    digest(catalog, source, { ...digestOptions, onProgress }),
  )
  if (!found.isPartial) judge(found, options)
  const text = options.json ? jsonText(writeDigest(found)) : render(found, options, coloursFor(io.stdout, io.env))
  await print(io.stdout, text)
  return found.isPartial ? 130 : 0
}

function readOptions(options: TraceOptions, io: Io): DigestOptions {
  const { profileId, recorded, behaviour, href } = options
  const instant = (name: 'at' | 'from' | 'until') => {
    const given = options[name]
    return given === undefined ? undefined : readInstantOption(`--${name}`, given, io)
  }
  const [at, from, last] = [instant('at'), instant('from'), instant('until')]
  const candidateId = options.experience ?? options.delivery
  const until = at ?? last
  return {
    profileId,
    recorded,
    behaviour,
    mapping: readMappingOption(options.map),
    ...(candidateId === undefined ? {} : { candidateId }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(at === undefined || href === undefined ? {} : { hypothetical: { at, href } }),
  }
}

/** A profile, experience or delivery that the trace does not have is a mistake, not an answer. */
function judge({ last, trace, reasons, madeAt }: Digest, options: TraceOptions): void {
  const { profileId, experience, delivery } = options
  if (last === null) {
    const { problems } = badInput(
      `no page load of profile "${profileId}" in ${inputName(options.trace)}`,
      helpFor(options, trace.unreadable),
    )
    throw new Failure(2, [...trace.problems.slice(0, 3), ...problems])
  }
  if (reasons.length === 0 && madeAt === null) onlyCandidate(last.explanation, experience ?? delivery)
}

function helpFor({ at, from, until }: TraceOptions, unreadable: number): string {
  if (unreadable > 0) return 'some lines could not be read: are their fields called otherwise? see --map'
  return [at, from, until].some((given) => given !== undefined)
    ? 'is there one at that time? ids are compared as text'
    : 'is it the right id? ids are compared as text'
}

function render(found: Digest, options: TraceOptions, colours: Colours): string {
  const { last } = found
  const partial = renderPartial(found, colours)
  if (last === null) return partial
  const id = options.experience ?? options.delivery
  // It was made after the last page load that was read: there is none to explain.
  if (id !== undefined && found.reasons.length === 0) return `${partial}${renderDigest(found, colours)}`
  const isOne = options.at !== undefined
  const full = renderExplanation(onlyCandidate(last.explanation, id), colours)
  const asked =
    options.href === undefined ? `the page load of line ${last.line}` : 'a page load that the trace does not have'
  if (isOne) return `${partial}${asked}: ${full}`
  const of = `the last page load, of line ${last.line}: ${full}`
  return `${partial}${id === undefined ? '' : `${renderDigest(found, colours)}\n`}${of}`
}
