import { count, counted } from '../../describe/count.js'
import { reasons as codeReasons } from '../../describe/index.js'
import { share } from '../../describe/share.js'
import { type Code, codes } from '../../model/code.js'
import type { CodeCounts, Fidelity, SimulationResult, Summary } from '../../simulator/index.js'
import type { Colours } from './colours.js'
import { bootstrap, fatigue, groups, starvation } from './metrics.js'
import { renderPassedOver, renderUnreadable } from './reading.js'
import { renderRefusals } from './refusals.js'
import { deliveredBySendings, sendings } from './sendings.js'
import { renderTable } from './table.js'

export interface RunFacts {
  readonly seconds: number
  /** Where the decisions went. */
  readonly out: string | null
  /** What another run can go on from, where this one was broken off. */
  readonly kept: KeptRun | null
}

interface KeptRun {
  /** The folder of the checkpoint. */
  readonly checkpoint: string
  /** Where the decisions so far are. */
  readonly decisions: string | null
}

/** A simulation for people: sentences and tables, the most important first. */
export function renderSummary(result: SimulationResult, facts: RunFacts, colours: Colours): string {
  const { summary } = result
  const sections = [
    partial(result, colours),
    fidelity(summary.fidelity, colours),
    headline(result, facts),
    experiences(summary, colours),
    holds(summary, colours),
    deliveries(summary, colours),
    sendings(summary.sendings, colours),
    renderRefusals(summary),
    starvation(summary, colours),
    groups(summary, colours),
    fatigue(summary, colours),
    bootstrap(summary, colours),
    busiest(summary, colours),
    reading(result, colours),
    assumptions(summary),
    written(result, facts),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

function partial({ isPartial, trace }: SimulationResult, { yellow }: Colours): string {
  if (!isPartial) return ''
  return `${yellow('partial')}: interrupted after ${counted(trace.lines, 'line')}; this is the answer until then\n`
}

function headline({ summary, trace }: SimulationResult, { seconds }: RunFacts): string {
  if (trace.lines === 0) return 'the trace is empty: nothing was replayed\n'
  const { pageLoads, profiles, pageLoadsWithShow, profilesWithShow, redirects, showsByTrigger, fidelity } = summary
  const ofThem = `${count(pageLoadsWithShow)} of them (${share(pageLoadsWithShow, pageLoads)})`
  const speed = seconds > 0 ? ` in ${seconds.toFixed(2)} s, ${count(Math.round(pageLoads / seconds))} a second` : ''
  const lines = [
    `${counted(pageLoads, 'page load')} of ${counted(profiles, 'profile')}${speed}`,
    // P2: what is compared with the truth shows nothing to anybody.
    fidelity === null
      ? `something showed on ${ofThem}, to ${counted(profilesWithShow, 'profile')} (${share(profilesWithShow, profiles)})`
      : `something would have shown on ${ofThem}: this predicts, and what was recorded is what showed`,
  ]
  if (showsByTrigger > 0) lines.push(`${counted(showsByTrigger, 'show')} came later, on a trigger or a timer`)
  if (redirects > 0) lines.push(`${counted(redirects, 'page load was', 'page loads were')} sent on by a delivery`)
  return `${lines.join('\n')}\n`
}

function experiences({ experiences }: Summary, colours: Colours): string {
  const rows = experiences.map(({ id, kind, automatic, delivered, holds }) => {
    const held = sum(holds)
    return [
      id,
      kind,
      count(automatic + delivered),
      count(automatic),
      count(delivered),
      count(held),
      mostly(holds, held),
    ]
  })
  const columns = [
    { head: 'experience' },
    { head: 'kind' },
    { head: 'shows', align: 'right' },
    { head: 'by itself', align: 'right' },
    { head: 'by delivery', align: 'right' },
    { head: 'held back', align: 'right' },
    { head: 'mostly because' },
  ] as const
  return renderTable(columns, rows, colours)
}

const sum = (counts: CodeCounts): number => Object.values(counts).reduce((total, number) => total + number, 0)

const mostFirst = (counts: CodeCounts): readonly (readonly [Code, number])[] =>
  codes
    .flatMap((code): [Code, number][] => (counts[code] === undefined ? [] : [[code, counts[code]]]))
    .sort(([, a], [, b]) => b - a)

function mostly(holds: CodeCounts, total: number): string {
  const [first] = mostFirst(holds)
  return first === undefined ? '' : `${codeReasons[first[0]].words} (${share(first[1], total)})`
}

function holds({ holds }: Summary, colours: Colours): string {
  const total = sum(holds)
  const rows = mostFirst(holds).map(([code, number]) => [
    code,
    count(number),
    share(number, total),
    codeReasons[code].words,
  ])
  const table = renderTable(
    [{ head: 'reason' }, { head: 'times', align: 'right' }, { head: 'share', align: 'right' }, { head: 'in words' }],
    rows,
    colours,
  )
  const sentence = 'why what was live, on its page and in its segment did not show by itself:\n'
  return table === '' ? '' : sentence + table
}

function deliveries({ deliveries, sendings }: Summary, colours: Colours): string {
  const { created, repeated, refused, triggered, discarded, removed, dropped, pending, expired } = deliveries
  const sent = deliveredBySendings(sendings)
  const refusals = Object.entries(refused)
  if (created + sent === 0 && refusals.length === 0) return ''
  const rows: readonly (readonly [string, number])[] = [
    ['triggered', triggered],
    ...mostFirst(discarded).map(([code, number]) => [`discarded: ${codeReasons[code].words}`, number] as const),
    ['removed', removed],
    ['dropped to make room', dropped],
    ['still pending', pending - expired],
    ['still pending, and expired', expired],
    ['calls that repeated a key', repeated],
    ...refusals.map(([status, number]) => [`calls refused with ${status}`, number] as const),
  ]
  const given = rows.filter(([, number]) => number > 0).map(([what, number]) => [what, count(number)])
  const table = renderTable([{ head: 'what became of them' }, { head: 'times', align: 'right' }], given, colours)
  const bySendings = sent === 0 ? '' : `, ${count(sent)} of them by sendings`
  return `${counted(created + sent, 'delivery was', 'deliveries were')} made${bySendings}:\n${table}`
}

function busiest({ busiest }: Summary, colours: Colours): string {
  const rows = busiest.map(({ profileId, shows }) => [profileId, count(shows)])
  return renderTable([{ head: 'shown most' }, { head: 'shows', align: 'right' }], rows, colours)
}

const enough = 0.95

function fidelity(fidelity: Fidelity | null, { yellow }: Colours): string {
  if (fidelity === null) return ''
  const { pageLoads, agreed, onlyPredicted, onlyRecorded, different } = fidelity
  const lines = [
    `the engine said what really showed on ${count(agreed)} of ${counted(pageLoads, 'page load')} (${share(agreed, pageLoads)})`,
    `  it would have shown something where nothing did: ${count(onlyPredicted)}`,
    `  nothing where something did: ${count(onlyRecorded)}`,
    `  something else: ${count(different)}`,
  ]
  if (agreed < pageLoads * enough) {
    lines.unshift(`${yellow('warning')}: below 95 % agreement: is this the catalog that was in force?`)
  }
  return `${lines.join('\n')}\n`
}

function reading({ trace, summary }: SimulationResult, colours: Colours): string {
  const { edits, profilesInUnknownZones: lost } = summary
  const lines: string[] = []
  if (edits.accepted > 0) lines.push(`${counted(edits.accepted, 'edit')} of the catalog took effect\n`)
  if (edits.refused > 0) lines.push(`${counted(edits.refused, 'edit')} of the catalog refused\n`)
  if (lost > 0) lines.push(`${counted(lost, 'profile')} in a zone that the catalog does not name, taken as UTC\n`)
  return renderPassedOver(trace) + lines.join('') + renderUnreadable(trace, colours)
}

const assumptions = ({ assumptions }: Summary): string =>
  `assumed:\n${assumptions.map((assumption) => `  - ${assumption}\n`).join('')}`

function written({ isPartial }: SimulationResult, { out, kept }: RunFacts): string {
  if (isPartial && kept !== null) return goingOn(kept)
  if (out === null || out === '-') return ''
  return isPartial ? `no decisions were written: ${out} is as it was\n` : `the decisions are in ${out}\n`
}

const goingOn = ({ checkpoint, decisions }: KeptRun): string =>
  `${decisions === null ? '' : `the decisions so far are in ${decisions}\n`}` +
  `how far it came is in ${checkpoint}: the same command with --resume goes on from there\n`
