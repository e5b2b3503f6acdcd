import type { CandidateExplanation, Explanation, SettledDelivery, Verdicts } from '../explain/index.js'
import type { Code } from '../model/index.js'
import { describeFinding, type FindingWords } from './finding.js'
import { outlookOf } from './outlook.js'
import { named } from './quoted.js'
import { sentences } from './sentence.js'
import { type DescribeOptions, type Voice, voiceOf } from './voice.js'

/** An explanation in words. */
export interface Description {
  /** What shows, and to whom. */
  readonly verdict: string
  /** Each candidate, in show order. */
  readonly candidates: readonly CandidateWords[]
  /** Each delivery whose turn is over. */
  readonly settled: readonly SettledWords[]
}

/** One candidate in words. */
export interface CandidateWords {
  readonly id: string
  readonly code: Code
  /** Which candidate, what holds it back, and the evidence: expected and actual values, rules, groups, instants. */
  readonly sentence: string
  /** Whether waiting helps, and what else holds it back; `null` of what showed. */
  readonly outlook: string | null
  /** Each check in order. */
  readonly findings: readonly FindingWords[]
}

/** A delivery whose turn is over, in words. */
export interface SettledWords {
  readonly id: string
  readonly code: SettledDelivery['code']
  readonly sentence: string
}

/**
 * An explanation in plain sentences, one for each candidate.
 *
 * Law: a zone changes the times that are shown, and nothing else; no zone of the machine is asked (T1).
 *
 * @example
 * ```ts
 * import { catalog, compile, experience, profile } from 'oncue'
 * import { describe, explain } from 'oncue/explain'
 *
 * const nps = experience({ id: 'nps', kind: 'survey', publishedAt: Date.UTC(2029, 1, 4) })
 * const explanation = explain(compile(catalog({ experiences: [nps] })), profile('u1'), { href: 'https://example.com/' }, Date.UTC(2029, 1, 3))
 * const { verdict, candidates } = describe(explanation, { zone: () => 3_600_000 })
 * verdict // 'nothing shows to u1'
 * candidates[0]?.sentence // 'nps does not show: nps is not live (to be published at 4 Feb 2029 01:00 UTC+1, in 1 d)'
 * ```
 */
export function describe(explanation: Explanation, options: DescribeOptions = {}): Description {
  const { candidate, settled } = createTeller(explanation, options)
  return {
    verdict: describeVerdict(explanation, options),
    candidates: explanation.candidates.map(candidate),
    settled: explanation.settled.map(settled),
  }
}

/** What shows, and to whom: `nps shows to u1`, `nothing shows to u1`. */
export function describeVerdict(
  { profileId, outcome, winner, candidates }: Verdicts,
  options: DescribeOptions = {},
): string {
  const { name } = voiceOf(options)
  const won = candidates.find(({ id }) => id === winner)
  const whom = named(profileId)
  if (outcome === 'none' || won === undefined) return `nothing shows to ${whom}`
  const what = name('experience', won.experienceId)
  if (outcome === 'redirect') return `delivery ${named(won.id)} sends the page on to where ${what} starts, for ${whom}`
  return won.via === 'delivery' ? `${what} shows, by delivery ${named(won.id)}, to ${whom}` : `${what} shows to ${whom}`
}

/** One candidate of an explanation in words: what `describe` says of it. */
export const describeCandidate = (
  explanation: Explanation,
  candidate: CandidateExplanation,
  options: DescribeOptions = {},
): CandidateWords => createTeller(explanation, options).candidate(candidate)

/** A delivery whose turn is over, in words: what `describe` says of it. */
export const describeSettled = (
  explanation: Explanation,
  delivery: SettledDelivery,
  options: DescribeOptions = {},
): SettledWords => createTeller(explanation, options).settled(delivery)

interface Teller {
  readonly candidate: (candidate: CandidateExplanation) => CandidateWords
  readonly settled: (delivery: SettledDelivery) => SettledWords
}

/** What there is to know of the whole page load, found once. */
function createTeller(explanation: Explanation, options: DescribeOptions): Teller {
  const { at, href, profileId, candidates, winner } = explanation
  const voice = voiceOf(options)
  const won = candidates.find(({ id }) => id === winner)
  const common = { at, href, profileId, winner: won === undefined ? null : subjectOf(won, voice) }
  return {
    candidate: (candidate) => {
      const { id, code, experienceId, nextAt, findings } = candidate
      const told = { ...common, experienceId, nextAt, findings, subject: subjectOf(candidate, voice), settledAt: null }
      return {
        id,
        code,
        sentence: sentences[code](told, voice),
        outlook: outlookOf(explanation, candidate, voice),
        findings: findings.map((finding) => describeFinding(finding, at, options)),
      }
    },
    settled: ({ id, experienceId, code, at: settledAt }) => {
      const subject = subjectOf({ id, via: 'delivery', experienceId }, voice)
      const told = { ...common, experienceId, subject, nextAt: null, findings: [], settledAt }
      return { id, code, sentence: sentences[code](told, voice) }
    },
  }
}

/** How a sentence names a candidate. */
function subjectOf(
  { id, via, experienceId }: Pick<CandidateExplanation, 'id' | 'via' | 'experienceId'>,
  { name }: Voice,
): string {
  const experience = name('experience', experienceId)
  return via === 'delivery' ? `delivery ${named(id)} of ${experience}` : experience
}
