import { counted } from '../../describe/count.js'
import { visible } from '../../describe/visible.js'
import { refusedCount, type Summary } from '../../simulator/index.js'

/** The first calls and edits that were refused, each with its line and why. */
export function renderRefusals(summary: Summary): string {
  const { refusals } = summary
  if (refusals.length === 0) return ''
  const all = refusedCount(summary)
  const first = refusals.length < all ? `, the first ${refusals.length}:` : ':'
  const lines = refusals.map(({ line, type, id, status, messages }) => {
    const what = id === null ? type : `${type} "${visible(id)}"`
    return `  line ${line}: ${what}: ${status} ${visible(messages.join('; '))}\n`
  })
  return `${counted(all, 'line was', 'lines were')} refused${first}\n${lines.join('')}`
}
