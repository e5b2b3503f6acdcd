import { counted } from '../../describe/count.js'
import { showInstant } from '../../describe/time.js'
import type { FullLimitOutput, TimelineOutput } from '../../simulator/life-story/output-timeline.js'
import { figure } from '../figure/figure.js'
import { html, own, ownBriefly, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { spanOf } from '../words.js'

export const limitsId = 'limits'
const mostGroups = 20
const mostRows = 300

interface LimitRow {
  readonly group: string
  readonly isAlways: boolean
  readonly bands: readonly { readonly from: number; readonly until: number; readonly row: number }[]
}

/** The limit groups that were full at some time between two instants, and when; each stretch with its row in the table. */
export function limitRows(
  limits: readonly FullLimitOutput[],
  { from, until }: { readonly from: number; readonly until: number },
): readonly LimitRow[] {
  const rows = tableRows(limits)
  return drawn(limits).map(({ group_id, always_full, full }) => ({
    group: group_id,
    isAlways: always_full,
    bands: full
      .map((one) => ({
        from: Date.parse(one.from),
        until: Date.parse(one.until),
        row: rows.findIndex((row) => row.one === one),
      }))
      .filter((one) => one.row >= 0 && one.until >= from && one.from <= until)
      .map((one) => ({ ...one, from: Math.max(from, one.from), until: Math.min(until, one.until) })),
  }))
}

const drawn = (limits: readonly FullLimitOutput[]): readonly FullLimitOutput[] =>
  limits.filter(({ full, always_full }) => full.length > 0 || always_full).slice(0, mostGroups)

const tableRows = (limits: readonly FullLimitOutput[]) =>
  drawn(limits)
    .flatMap(({ group_id, full }) => full.map((one) => ({ group_id, one })))
    .slice(-mostRows)

/** When limits were full, and what filled them. */
export function limitSection({ limits }: TimelineOutput): Section | null {
  const rows = tableRows(limits)
  if (rows.length === 0) return null
  const body = figure({
    id: limitsId,
    title: 'When was there no room?',
    reading: reading(limits),
    body: null,
    isOpen: true,
    table: {
      caption: 'Times for which a limit group was full, up to the last event',
      columns: [
        { head: 'Limit group' },
        { head: 'From', isText: true },
        { head: 'Until', isText: true },
        { head: 'For' },
        { head: 'Filled by', isText: true },
      ],
      rows: rows.map(({ group_id, one: { from, until, experience_id } }) => [
        own(group_id),
        showInstant(Date.parse(from), undefined),
        showInstant(Date.parse(until), undefined),
        spanOf(Date.parse(until) - Date.parse(from)),
        own(experience_id),
      ]),
    },
  })
  return { id: limitsId, name: 'Limits', body }
}

function reading(limits: readonly FullLimitOutput[]): Part {
  const longest = limits
    .map(({ group_id, full }) => ({
      group_id,
      times: full.length,
      ms: full.reduce((sum, { from, until }) => sum + Date.parse(until) - Date.parse(from), 0),
    }))
    .sort((a, b) => b.ms - a.ms)[0]
  if (longest === undefined) return null
  return html`${ownBriefly(longest.group_id)} was full longest: ${counted(longest.times, 'time')}, ${spanOf(longest.ms)} in all.`
}
