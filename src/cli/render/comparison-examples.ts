import { counted } from '../../describe/count.js'
import { reasons } from '../../describe/index.js'
import { visible } from '../../describe/visible.js'
import type { Example } from '../../simulator/compare/example.js'
import type { CandidateOutput, ExplanationOutput } from '../../simulator/index.js'
import type { Colours } from './colours.js'
import { renderTable } from './table.js'

/** For each example the first page load that changes, and what stands differently there. */
export function renderExamples(examples: readonly Example[], colours: Colours): string {
  if (examples.length === 0) return ''
  const intro = 'the clearest examples, at the first page load that changes:\n'
  return `${intro}${examples.map((example) => renderExample(example, colours)).join('')}`
}

function renderExample({ profileId, changes, line, explained }: Example, colours: Colours): string {
  const name = colours.bold(visible(profileId))
  const of = `line ${line}${changes > 1 ? `, the first of ${counted(changes, 'change')}` : ''}`
  if (explained === null) return `${name}, ${of}\n`
  const { before, after } = explained
  const rows = idsOf(before, after).flatMap((id) => {
    const [old, fresh] = [standing(before, id), standing(after, id)]
    return old === fresh ? [] : [[id, old, fresh]]
  })
  const columns = [{ head: 'candidate' }, { head: 'before' }, { head: 'after' }]
  return `${name}, ${of}, at ${before.at}\n  on ${visible(before.href)}\n${renderTable(columns, rows, colours)}`
}

const idsOf = (before: ExplanationOutput, after: ExplanationOutput): readonly string[] => [
  ...new Set([...after.candidates, ...before.candidates].map(({ id }) => id)),
]

function standing({ candidates }: ExplanationOutput, id: string): string {
  const candidate = candidates.find((one) => one.id === id)
  if (candidate === undefined) return 'not in the catalog'
  const { code } = candidate
  return code === 'rate_limited' ? `${reasons[code].words}: ${fullGroups(candidate).join(', ')}` : reasons[code].words
}

function fullGroups({ checks }: CandidateOutput): readonly string[] {
  const groups = checks.find(({ check }) => check === 'limits')?.groups
  if (!Array.isArray(groups)) return []
  return groups.flatMap(({ id, full }: { readonly id: string; readonly full: boolean }) => (full ? [id] : []))
}
