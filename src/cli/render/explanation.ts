import { formatInstant } from '../../conditions/index.js'
import type {
  CandidateExplanation,
  CandidateVerdict,
  Explanation,
  SettledDelivery,
  Verdicts,
} from '../../explain/index.js'
import type { Code, Instant } from '../../model/index.js'
import { codeWords } from './code-words.js'
import type { Colours } from './colours.js'
import { checkNames, renderFinding } from './finding.js'
import { renderTable } from './table.js'
import { span, visible } from './text.js'

/** A page load for people: the verdict, every candidate in a line, then each in full. */
export function renderExplanation(explanation: Explanation, colours: Colours): string {
  const details = explanation.candidates.map((one) => renderCandidate(one, explanation.at, colours))
  const sections = [verdict(explanation), renderCandidates(explanation, colours), ...details]
  return sections.filter((section) => section !== '').join('\n')
}

/** The verdict on one page load as a sentence. */
export function verdict({ at, href, profileId, outcome, winner, candidates }: Verdicts): string {
  const won = candidates.find(({ id }) => id === winner)
  const where = `to ${visible(profileId)} at ${formatInstant(at)}\n  on ${visible(href)}\n`
  if (outcome === 'none' || won === undefined) return `nothing shows ${where}`
  const what = visible(won.experienceId)
  const how = won.via === 'delivery' ? `, by delivery ${visible(won.id)},` : ''
  if (outcome === 'show') return `${what} shows${how} ${where}`
  return `delivery ${visible(won.id)} sends the page on to where ${what} starts\n  for ${where.slice(3)}`
}

/** Every candidate with its verdict, in the order of their turns. */
export function renderCandidates({ at, winner, candidates, settled }: Verdicts, colours: Colours): string {
  const rows = [
    ...candidates.map((one) => [one.id, one.via, one.code, inWords(one, winner), when(one.nextAt, at)]),
    ...settled.map((one) => [one.id, 'delivery', one.code, settledWords(one), '']),
  ]
  const heads = ['candidate', 'way', 'code', 'in words', 'until'].map((head) => ({ head }))
  return renderTable(heads, rows, colours)
}

const inWords = ({ code }: CandidateVerdict, winner: string | null): string =>
  code === 'outranked' && winner !== null ? `${winner} goes first` : codeWords[code]

const settledWords = ({ code, at }: SettledDelivery): string =>
  at === null ? codeWords[code] : `${codeWords[code]} at ${formatInstant(at)}`

/** One candidate in full: each check in order, and when it could show. */
function renderCandidate(candidate: CandidateExplanation, at: Instant, colours: Colours): string {
  const { id, via, experienceId, code, nextAt, findings } = candidate
  const name = via === 'delivery' ? `${id} (delivers ${experienceId})` : id
  const lines = findings.map((finding) => renderFinding(finding, at, colours)).join('')
  const head = `${colours.bold(visible(name))}  ${code}: ${codeWords[code]}\n`
  return `${head}${lines}${code === 'shown' || code === 'redirected' ? '' : outlook(candidate, code, nextAt, at)}`
}

/** X3: when the check named by the code passes, and what else holds it back now. */
function outlook({ findings }: CandidateExplanation, code: Code, nextAt: Instant | null, at: Instant): string {
  if (nextAt === null) return `  ${beyondWaiting[code] ?? 'it will not show by waiting'}\n`
  const [, ...others] = findings.filter(({ passes }) => !passes)
  const still = others.map(({ check }) => checkNames[check]).join(', ')
  const rest =
    still === '' ? 'if nothing else changes until then' : `once nothing else holds it back; now ${still} would too`
  return `  it could show from ${when(nextAt, at)}, ${rest}\n`
}

const beyondWaiting: Partial<Record<Code, string>> = {
  armed: 'it will show as soon as what it waits for happens, if it still can',
  busy: 'it may show when what is on screen ends, or on the next page load',
  outranked: 'it could show where nothing stands before it',
  url_mismatch: 'it will not show by waiting, but it may on another page',
}

const when = (next: Instant | null, at: Instant): string =>
  next === null ? '' : `${formatInstant(next)} (in ${span(next - at)})`
