import { counted } from '../../describe/count.js'
import type { TraceReport } from '../../simulator/index.js'
import type { Colours } from './colours.js'
import { renderProblem } from './problems.js'

/** What of a trace was not taken as it stands. */
export function renderPassedOver({ duplicates, passedOver, moved }: TraceReport): string {
  const lines: string[] = []
  if (duplicates > 0) lines.push(`${counted(duplicates, 'duplicate')} passed over\n`)
  if (passedOver > 0)
    lines.push(`${counted(passedOver, 'row that amounts', 'rows that amount')} to no event passed over\n`)
  if (moved > 0) lines.push(`${counted(moved, 'line was', 'lines were')} out of order within a profile, and sorted\n`)
  return lines.join('')
}

/** How much of it could not be read, and the first of that. */
export function renderUnreadable({ unreadable, problems }: TraceReport, colours: Colours): string {
  if (unreadable === 0) return ''
  const first = problems.length < unreadable ? `, the first ${problems.length}:` : ':'
  const told = problems.map((problem) => renderProblem(problem, 'warning', colours))
  return `${counted(unreadable, 'line')} could not be read${first}\n${told.join('')}`
}
