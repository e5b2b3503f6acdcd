import type { Counterfactual } from '../../counterfactual/index.js'
import {
  type CandidateWords,
  describeCandidate,
  describeCounterfactual,
  describeSettled,
  describeVerdict,
  reasons,
} from '../../describe/index.js'
import { span } from '../../describe/span.js'
import { stamp } from '../../describe/time.js'
import { visible } from '../../describe/visible.js'
import {
  type CandidateExplanation,
  type CandidateVerdict,
  type Explanation,
  nearestFirst,
  type SettledDelivery,
  type Verdicts,
} from '../../explain/index.js'
import type { Code, Instant } from '../../model/index.js'
import { renderFinding } from './finding.js'
import type { Look } from './look.js'
import { renderTable } from './table.js'

/**
 * A page load for people: the verdict, every candidate in a line, then each in full, the nearest miss first.
 */
export function renderExplanation(
  explanation: Explanation,
  look: Look,
  { wanted = explanation, counterfactuals = [] }: Shown = {},
): string {
  const { candidates, settled, winner } = wanted
  const misses = nearestFirst(wanted)
  const won = candidates.filter(({ id }) => id === winner)
  const details = (all: readonly CandidateExplanation[]): readonly string[] =>
    all.map((one) => renderCandidate(explanation, one, look) + wayOut(one, counterfactuals, look))
  const sections = [
    verdict(explanation, look),
    renderCandidates(wanted, look),
    misses.length > 1 ? 'what did not show, the nearest miss first:\n' : '',
    ...details(misses),
    misses.length > 1 && won.length > 0 ? 'what showed:\n' : '',
    ...details(won),
    // Of many deliveries whose turn is over the table has said enough.
    ...(candidates.length > 0 ? [] : settled).map(
      (one) => renderSettled(explanation, one, look) + wayOut(one, counterfactuals, look),
    ),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

interface Shown {
  /** The same with only the candidates that are asked for. */
  readonly wanted?: Explanation
  /** What it would have taken, where that was worked out (X4). */
  readonly counterfactuals?: readonly Counterfactual[]
}

/** The verdict on one page load as a sentence. */
export const verdict = (verdicts: Verdicts, { zone }: Pick<Look, 'zone'>): string =>
  `${describeVerdict(verdicts, { zone })} at ${stamp(verdicts.at, zone)}\n  on ${visible(verdicts.href)}\n`

/** Every candidate with its verdict, in the order of their turns. */
export function renderCandidates({ at, winner, candidates, settled }: Verdicts, { colours, zone }: Look): string {
  const when = (next: Instant | null): string => (next === null ? '' : `${stamp(next, zone)} (in ${span(next - at)})`)
  const ended = ({ code, at }: SettledDelivery): string =>
    at === null ? reasons[code].words : `${reasons[code].words} at ${stamp(at, zone)}`
  const rows = [
    ...candidates.map((one) => [one.id, one.via, one.code, inWords(one, winner), when(one.nextAt)]),
    ...settled.map((one) => [one.id, 'delivery', one.code, ended(one), '']),
  ]
  const heads = ['candidate', 'way', 'code', 'in words', 'until'].map((head) => ({ head }))
  return renderTable(heads, rows, colours)
}

const inWords = ({ code }: CandidateVerdict, winner: string | null): string =>
  code === 'outranked' && winner !== null ? `${winner} goes first` : reasons[code].words

/** One candidate in full: what holds it back in a sentence, each check in order, and what could be done about it. */
function renderCandidate(explanation: Explanation, candidate: CandidateExplanation, { colours, zone }: Look): string {
  const { id, via, experienceId, code } = candidate
  const words = describeCandidate(explanation, candidate, { zone })
  const lines = [
    head(via === 'delivery' ? `${id} (delivers ${experienceId})` : id, code, { colours }),
    `  ${words.sentence}\n`,
    ...words.findings.map((finding) => renderFinding(finding, colours)),
    words.outlook === null ? '' : `  ${words.outlook}\n`,
    remedy(words),
  ]
  return lines.join('')
}

function renderSettled(explanation: Explanation, delivery: SettledDelivery, { colours, zone }: Look): string {
  const words = describeSettled(explanation, delivery, { zone })
  const name = `${delivery.id} (delivers ${delivery.experienceId})`
  return `${head(name, delivery.code, { colours })}  ${words.sentence}\n${remedy(words)}`
}

/** The smallest sets of changes after which it would show (X4). */
function wayOut({ id }: { readonly id: string }, all: readonly Counterfactual[], { zone }: Look): string {
  const found = all.find((one) => one.id === id)
  if (found === undefined) return ''
  const { lead, sets } = describeCounterfactual(found, { zone })
  return `  ${lead}${sets.length === 0 ? '' : ':'}\n${sets.map((set) => `    - ${set}\n`).join('')}`
}

const head = (name: string, code: Code, { colours }: Pick<Look, 'colours'>): string =>
  `${colours.bold(visible(name))}  ${code}\n`

function remedy({ code }: Pick<CandidateWords, 'code'>): string {
  const { remedy } = reasons[code]
  return remedy === null || code === 'redirected' ? '' : `  what to do: ${remedy}\n`
}
