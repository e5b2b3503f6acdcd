import { formatInstant } from '../../conditions/index.js'
import type { Digest } from '../../simulator/index.js'
import { codeWords } from './code-words.js'
import type { Colours } from './colours.js'
import { renderTable } from './table.js'
import { count, counted, visible } from './text.js'

const maxShows = 5

/** One candidate over the page loads of a trace (X5): what held it back, how often, and when it came nearest. */
export function renderDigest(digest: Digest, colours: Colours): string {
  const { profileId, candidateId, madeAt, pageLoads, from, until, reasons, nearest } = digest
  const span = from === null || until === null ? '' : `, ${formatInstant(from)} to ${formatInstant(until)}`
  if (pageLoads === 0 && madeAt !== null)
    return `${visible(candidateId ?? '')} for ${visible(profileId)}: made at ${formatInstant(madeAt)}, and no page load since\n`
  const rows = reasons.map((span) => {
    const { code, first, last } = span
    return [code, count(span.count), formatInstant(first), formatInstant(last), codeWords[code]]
  })
  const columns = [
    { head: 'reason' },
    { head: 'times', align: 'right' },
    { head: 'first' },
    { head: 'last' },
    { head: 'in words' },
  ] as const
  const sections = [
    `${visible(candidateId ?? '')} for ${visible(profileId)}, over ${counted(pageLoads, 'page load')}${span}\n${shows(digest)}`,
    renderTable(columns, rows, colours),
  ]
  if (nearest !== null) {
    const { candidate, passed, at, href, line } = nearest
    sections.push(
      `came nearest without showing at ${formatInstant(at)} (line ${line}): ${candidate.code}, ` +
        `with ${passed} of ${candidate.findings.length} checks passed\n  on ${visible(href)}\n`,
    )
  }
  return sections.join('\n')
}

function shows({ shows }: Digest): string {
  if (shows.length === 0) return 'it never showed\n'
  const listed = shows.slice(-maxShows).map(({ at, on, via }) => {
    const how = [via === 'delivery' ? 'by delivery' : '', on === 'page' ? '' : `on a ${on}`].filter(
      (part) => part !== '',
    )
    return `${formatInstant(at)}${how.length === 0 ? '' : ` (${how.join(', ')})`}`
  })
  const last = listed.length < shows.length ? `, the last ${listed.length} of them` : ''
  return `it showed ${counted(shows.length, 'time')}${last}: ${listed.join(', ')}\n`
}
