import { count, counted } from '../../describe/count.js'
import { reasons as codeReasons } from '../../describe/index.js'
import { stamp } from '../../describe/time.js'
import { visible } from '../../describe/visible.js'
import type { Digest } from '../../simulator/index.js'
import type { Look } from './look.js'
import { renderTable } from './table.js'
import { renderTimeline } from './timeline.js'

const maxShows = 5

/** One candidate over the page loads of a trace (X5): what held it back, how often, and when it came nearest. */
export function renderDigest(digest: Digest, look: Look): string {
  const { zone } = look
  const { profileId, candidateId, madeAt, pageLoads, from, until, reasons, nearest } = digest
  const span = from === null || until === null ? '' : `, ${stamp(from, zone)} to ${stamp(until, zone)}`
  if (pageLoads === 0 && madeAt !== null)
    return `${visible(candidateId ?? '')} for ${visible(profileId)}: made at ${stamp(madeAt, zone)}, and no page load since\n`
  const rows = reasons.map((span) => {
    const { code, first, last } = span
    return [code, count(span.count), stamp(first, zone), stamp(last, zone), codeReasons[code].words]
  })
  const columns = [
    { head: 'reason' },
    { head: 'times', align: 'right' },
    { head: 'first' },
    { head: 'last' },
    { head: 'in words' },
  ] as const
  const sections = [
    `${visible(candidateId ?? '')} for ${visible(profileId)}, over ${counted(pageLoads, 'page load')}${span}\n${shows(digest, look)}`,
    renderTable(columns, rows, look.colours),
    renderTimeline(digest, look),
  ]
  if (nearest !== null) {
    const { candidate, passed, at, href, line } = nearest
    sections.push(
      `came nearest without showing at ${stamp(at, zone)} (line ${line}): ${candidate.code}, ` +
        `with ${passed} of ${candidate.findings.length} checks passed\n  on ${visible(href)}\n`,
    )
  }
  return sections.filter((section) => section !== '').join('\n')
}

function shows({ shows }: Digest, { zone }: Look): string {
  if (shows.length === 0) return 'it never showed\n'
  const listed = shows.slice(-maxShows).map(({ at, on, via }) => {
    const how = [via === 'delivery' ? 'by delivery' : '', on === 'page' ? '' : `on a ${on}`].filter(
      (part) => part !== '',
    )
    return `${stamp(at, zone)}${how.length === 0 ? '' : ` (${how.join(', ')})`}`
  })
  const last = listed.length < shows.length ? `, the last ${listed.length} of them` : ''
  return `it showed ${counted(shows.length, 'time')}${last}: ${listed.join(', ')}\n`
}
