import { formatInstant } from '../conditions/index.js'
import type { Code, Instant } from '../model/index.js'
import type { Digest, DigestShow } from './digest.js'
import { type CandidateOutput, type ExplanationOutput, writeCandidate, writeExplanation } from './output-explanation.js'

/** A digest as data, in the words of our documents: snake_case, instants as text. */
export interface DigestOutput {
  readonly profile_id: string
  readonly id: string | null
  /** Of a delivery that the trace makes. */
  readonly made_at?: string
  readonly page_loads: number
  readonly from: string | null
  readonly until: string | null
  readonly reasons: readonly { code: Code; count: number; first: string; last: string }[]
  readonly shows: readonly { at: string; href: string; on: DigestShow['on']; via: DigestShow['via'] }[]
  /** What became of it on each page load. */
  readonly loads: readonly { line: number; at: string; code: Code }[]
  readonly nearest: { line: number; at: string; href: string; passed: number; candidate: CandidateOutput } | null
  /** The last page load in full. */
  readonly last: (ExplanationOutput & { readonly line: number }) | null
  readonly partial: boolean
  readonly unreadable: number
}

/** Writes a digest for machines. Plain data: it survives `JSON.stringify`. */
export function writeDigest(digest: Digest): DigestOutput {
  const { nearest, last } = digest
  return {
    profile_id: digest.profileId,
    id: digest.candidateId,
    ...(digest.madeAt === null ? {} : { made_at: formatInstant(digest.madeAt) }),
    page_loads: digest.pageLoads,
    from: written(digest.from),
    until: written(digest.until),
    reasons: digest.reasons.map((span) => ({
      code: span.code,
      count: span.count,
      first: formatInstant(span.first),
      last: formatInstant(span.last),
    })),
    shows: digest.shows.map((show) => ({ ...show, at: formatInstant(show.at) })),
    loads: digest.loads.map((load) => ({ ...load, at: formatInstant(load.at) })),
    nearest:
      nearest === null
        ? null
        : { ...nearest, at: formatInstant(nearest.at), candidate: writeCandidate(nearest.candidate) },
    last: last === null ? null : { line: last.line, ...writeExplanation(last.explanation) },
    partial: digest.isPartial,
    unreadable: digest.trace.unreadable,
  }
}

const written = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))
