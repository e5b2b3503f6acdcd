import { count, counted } from '../../describe/count.js'
import { reasons as codeReasons } from '../../describe/index.js'
import { share } from '../../describe/share.js'
import { compile } from '../../engine/index.js'
import type { Catalog } from '../../model/index.js'
import type { ChangeClass } from '../../simulator/compare/answer.js'
import { changeClasses } from '../../simulator/compare/answer.js'
import type { ComparisonResult } from '../../simulator/compare/compare.js'
import {
  allReasons,
  type Comparison,
  type ExperienceChange,
  type WorseOff,
} from '../../simulator/compare/comparison.js'
import { standings } from '../../simulator/compare/reason-matrix.js'
import type { Colours } from './colours.js'
import { renderExamples } from './comparison-examples.js'
import { renderPassedOver, renderUnreadable } from './reading.js'
import { renderTable } from './table.js'

export interface ComparisonFacts {
  readonly before: Catalog
  readonly after: Catalog
  /** Where the changes went. */
  readonly out: string | null
}

const right = 'right' as const

/** A comparison for people: sentences and tables, the most important first. */
export function renderComparison(result: ComparisonResult, facts: ComparisonFacts, colours: Colours): string {
  const { comparison } = result
  const sections = [
    partial(result, colours),
    headline(result),
    classes(comparison, colours),
    experiences(comparison, facts, colours),
    reasons(comparison, colours),
    worseOff(comparison, colours),
    renderExamples(comparison.examples, colours),
    reading(result, colours),
    assumed(comparison),
    written(result, facts),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

function partial({ isPartial, trace }: ComparisonResult, { yellow }: Colours): string {
  if (!isPartial) return ''
  return `${yellow('partial')}: interrupted after ${counted(trace.lines, 'line')}; this is the answer until then\n`
}

function headline({ comparison, trace }: ComparisonResult): string {
  if (trace.lines === 0) return 'the trace is empty: nothing was replayed\n'
  const { profiles, changedProfiles, pageLoads, shows, reached } = comparison
  const total = changeClasses.reduce((sum, name) => sum + pageLoads[name], 0)
  const changed = total - pageLoads.unchanged
  const both = ({ before, after }: { readonly before: number; readonly after: number }): string =>
    before === after ? `${count(before)}, as before` : `${count(after)}, ${count(before)} before`
  return (
    `${counted(total, 'page load')} of ${counted(profiles, 'profile')}, under both catalogs\n` +
    (changed === 0
      ? 'every one of them is answered as before\n'
      : `${count(changed)} of them (${share(changed, total)}) ${changed === 1 ? 'is' : 'are'} answered differently, ` +
        `to ${counted(changedProfiles, 'profile')} (${share(changedProfiles, profiles)})\n`) +
    `shows: ${both(shows)}; profiles shown anything: ${both(reached)}\n`
  )
}

const classWords: Readonly<Record<ChangeClass, string>> = {
  unchanged: 'the same, or nothing either way',
  gained: 'something shows where nothing did',
  lost: 'nothing shows where something did',
  moved: 'something else shows, or the same in another way',
  unknown: 'hangs on a trait that the trace never named',
}

function classes({ pageLoads, triggers }: Comparison, colours: Colours): string {
  const named = changeClasses.filter((name) => name !== 'unknown' || pageLoads.unknown + triggers.unknown > 0)
  return renderTable(
    [
      { head: 'answer' },
      { head: 'page loads', align: right },
      { head: 'triggers, timers', align: right },
      { head: 'in words' },
    ],
    named.map((name) => [name, count(pageLoads[name]), count(triggers[name]), classWords[name]]),
    colours,
  )
}

/** In show order of the second catalog, then what only the first one has; what showed as before is counted only. */
function experiences({ experiences }: Comparison, { before, after }: ComparisonFacts, colours: Colours): string {
  const byId = new Map(experiences.map((one) => [one.id, one]))
  const order = new Set([...showOrder(after), ...showOrder(before), ...byId.keys()])
  const all = [...order].flatMap((id) => byId.get(id) ?? [])
  const changed = all.filter(isAnotherWay)
  const rows = changed.map(({ id, shows, reached, gained, lost, movedTo, movedFrom }) => [
    id,
    ...[shows.before, shows.after].map(count),
    signed(shows.after - shows.before),
    ...[gained, lost, movedTo, movedFrom, reached.before, reached.after].map(count),
  ])
  const heads = ['before', 'after', 'change', 'gained', 'lost', 'moved to', 'moved from', 'users before', 'users after']
  const columns = [{ head: 'shows of' }, ...heads.map((head) => ({ head, align: right }))]
  const others = all.length - changed.length
  const rest =
    changed.length === 0 || others === 0 ? '' : `${counted(others, 'other shows', 'others show')} as before\n`
  return renderTable(columns, rows, colours) + (rest === '' ? '' : `  ${rest}`)
}

const showOrder = (catalog: Catalog): readonly string[] => compile(catalog).experiences.map(({ source }) => source.id)

const isAnotherWay = ({ shows, gained, lost, movedTo, movedFrom }: ExperienceChange): boolean =>
  shows.before !== shows.after || gained + lost + movedTo + movedFrom > 0

const signed = (value: number): string => (value > 0 ? `+${count(value)}` : value < 0 ? `-${count(-value)}` : '0')

const mostReasons = 10

function reasons(comparison: Comparison, colours: Colours): string {
  const matrix = allReasons(comparison)
  const changed = standings.flatMap((from) =>
    standings.flatMap((to) => {
      const times = from === to ? 0 : (matrix[from]?.[to] ?? 0)
      return times === 0 ? [] : [{ from, to, times }]
    }),
  )
  if (changed.length === 0) return ''
  const most = [...changed].sort((a, b) => b.times - a.times).slice(0, mostReasons)
  const words = (standing: (typeof standings)[number]): string =>
    standing === 'away' ? 'not near: not live, not on its page or not in its segment' : codeReasons[standing].words
  const rows = most.map(({ from, to, times }) => [from, to, count(times), `${words(from)} → ${words(to)}`])
  const columns = [
    { head: 'reason before' },
    { head: 'reason after' },
    { head: 'times', align: right },
    { head: 'in words' },
  ]
  const rest = changed.length > most.length ? `, the ${most.length} most frequent of ${changed.length}` : ''
  return `what came near, and stands differently now${rest}:\n${renderTable(columns, rows, colours)}`
}

function worseOff({ tired, unreached }: Comparison, colours: Colours): string {
  const list = ({ profiles, worst }: WorseOff, sentence: string, what: string): string => {
    if (profiles === 0) return ''
    const rows = worst.map(({ profileId, before, after }) => [profileId, count(before), count(after)])
    const heads = [{ head: 'profile' }, { head: `${what} before`, align: right }, { head: 'after', align: right }]
    const cut = profiles > worst.length ? `, the ${worst.length} hit most` : ''
    return `${counted(profiles, 'profile is', 'profiles are')} ${sentence}${cut}:\n${renderTable(heads, rows, colours)}`
  }
  const parts = [
    list(tired, 'shown more within seven days than before', 'most shows in seven days'),
    list(unreached, 'shown nothing any more', 'shows'),
  ]
  return parts.filter((part) => part !== '').join('\n')
}

function reading({ trace, refusedEdits: { before, after } }: ComparisonResult, colours: Colours): string {
  const refused =
    before + after > 0
      ? `edits of the catalog that were refused: ${count(before)} by the first one, ${count(after)} by the second\n`
      : ''
  return renderPassedOver(trace) + refused + renderUnreadable(trace, colours)
}

const assumed = ({ profiles }: Comparison): string =>
  profiles === 0
    ? ''
    : 'assumed: the same page loads whatever is shown, and whatever else oncue simulate says of each catalog\n'

function written({ isPartial }: ComparisonResult, { out }: ComparisonFacts): string {
  if (out === null || out === '-') return ''
  return isPartial ? `no changes were written: ${out} is as it was\n` : `the changes are in ${out}\n`
}
