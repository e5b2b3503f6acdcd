import { type ConditionExplanation, formatInstant } from '../conditions/index.js'
import {
  type CandidateExplanation,
  type Explanation,
  type Finding,
  type GroupFinding,
  nearestFirst,
} from '../explain/index.js'
import type { Instant } from '../model/index.js'

/** An explanation as data, in the words of our documents: snake_case, instants as text. */
export interface ExplanationOutput {
  readonly at: string
  readonly href: string
  readonly profile_id: string
  readonly outcome: Explanation['outcome']
  readonly winner: string | null
  readonly candidates: readonly CandidateOutput[]
  /** The ids of what did not show, the nearest miss first. */
  readonly nearest: readonly string[]
  readonly settled: readonly { id: string; experience_id: string; code: string; at: string | null }[]
}

export interface CandidateOutput {
  readonly id: string
  readonly via: CandidateExplanation['via']
  readonly experience_id: string
  readonly code: CandidateExplanation['code']
  /** When the check named by the code passes; `null` is "not by waiting" (X3). */
  readonly next_at: string | null
  /** Whether every check passes. */
  readonly passes: boolean
  readonly checks: readonly CheckOutput[]
}

/** One check, and the values that it compared: its own keys beside these two. */
export interface CheckOutput {
  readonly check: Finding['check']
  readonly passes: boolean
  readonly [detail: string]: unknown
}

/** Writes an explanation for machines. Plain data: it survives `JSON.stringify`. */
export const writeExplanation = (explanation: Explanation): ExplanationOutput => ({
  at: formatInstant(explanation.at),
  href: explanation.href,
  profile_id: explanation.profileId,
  outcome: explanation.outcome,
  winner: explanation.winner,
  candidates: explanation.candidates.map(writeCandidate),
  nearest: nearestFirst(explanation).map(({ id }) => id),
  settled: explanation.settled.map(({ id, experienceId, code, at }) => ({
    id,
    experience_id: experienceId,
    code,
    at: written(at),
  })),
})

export const writeCandidate = (candidate: CandidateExplanation): CandidateOutput => ({
  id: candidate.id,
  via: candidate.via,
  experience_id: candidate.experienceId,
  code: candidate.code,
  next_at: written(candidate.nextAt),
  passes: candidate.passes,
  checks: candidate.findings.map(writeFinding),
})

function writeFinding(finding: Finding): CheckOutput {
  const { check, passes } = finding
  return { check, passes, ...details(finding) }
}

function details(finding: Finding): Readonly<Record<string, unknown>> {
  switch (finding.check) {
    case 'window':
      return { from: written(finding.from), until: written(finding.until) }
    case 'live': {
      const { publishedAt, unpublishedAt, removed } = finding
      return { published_at: written(publishedAt), unpublished_at: written(unpublishedAt), removed }
    }
    case 'control_group':
      return { percent: finding.percent, experiment_range: finding.range }
    case 'url': {
      const { skipped, arrived, op, rules } = finding
      const answers = rules.map(({ url, matchType, matches }) => ({ url, match_type: matchType, matches }))
      return { skipped, arrived, url_op: op, rules: answers }
    }
    case 'segment':
      return { skipped: finding.skipped, conditions: finding.tree === null ? null : writeTree(finding.tree) }
    case 'once':
      return { once: finding.once, shows: finding.shows }
    case 'history': {
      const { recurrence, endedAt, deferUntil } = finding
      return { recurrence, ended_at: written(endedAt), defer_until: written(deferUntil) }
    }
    case 'limits':
      return { exempt: finding.exempt, groups: finding.groups.map(writeGroup) }
    case 'triggers':
      return { skipped: finding.skipped, triggers: finding.triggers }
  }
}

/** The tree in the language of segments, with each part's answer in `holds` and what a fact really was in `actual`. */
function writeTree(tree: ConditionExplanation): Readonly<Record<string, unknown>> {
  const { kind, holds } = tree
  switch (kind) {
    case 'all':
    case 'any':
      return { [kind]: tree.conditions.map(writeTree), holds }
    case 'not':
      return { not: writeTree(tree.condition), holds }
    case 'segment':
      return { condition: tree.segmentId, is: writeTree(tree.condition), holds }
    case 'comparison': {
      const { fact, path, operator, value, actual } = tree
      return { fact, ...(path === null ? {} : { path }), operator, value, actual, holds }
    }
  }
}

const writeGroup = ({
  id,
  full,
  window,
  size,
  count,
  shows,
  roomAt,
}: GroupFinding): Readonly<Record<string, unknown>> => ({
  id,
  full,
  rate_limit_kind: window,
  rate_limit_size: size,
  count,
  shows: shows.map(({ experienceId, interactionId, startedAt }) => ({
    experience_id: experienceId,
    interaction_id: interactionId,
    started_at: formatInstant(startedAt),
  })),
  room_at: written(roomAt),
})

const written = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))
