import { count, counted } from '../../describe/count.js'
import { reasons } from '../../describe/index.js'
import { share } from '../../describe/share.js'
import { type Code, codes } from '../../model/code.js'
import type { SweepPoint, SweepResult } from '../../simulator/sweep/sweep.js'
import type { Parameter } from '../../simulator/sweep/vary.js'
import type { Colours } from './colours.js'
import { renderPassedOver, renderUnreadable } from './reading.js'
import { type Column, renderTable } from './table.js'

/** A sweep for people: one row for each combination, and how to read it. */
export function renderSweep(result: SweepResult, parameters: readonly Parameter[], colours: Colours): string {
  const sections = [
    partial(result, colours),
    headline(result, parameters),
    table(result, parameters, colours),
    legend(result),
    renderPassedOver(result.trace) + renderUnreadable(result.trace, colours),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

function partial({ isPartial, trace, points }: SweepResult, { yellow }: Colours): string {
  if (!isPartial) return ''
  const until = `interrupted after ${counted(trace.lines, 'line')}`
  return `${yellow('partial')}: ${until}, with ${counted(points.length, 'combination')} begun; this is the answer until then\n`
}

function headline({ profiles, base, trace }: SweepResult, parameters: readonly Parameter[]): string {
  if (trace.lines === 0) return 'the trace is empty: nothing was replayed\n'
  const now = parameters.map(({ name, current }) => `${name} is ${current ?? 'not set'}`).join(', ')
  return (
    `${counted(profiles, 'profile')}; as the catalog is, ${now}:\n` +
    `${counted(base.shows, 'show')} to ${counted(base.reached, 'profile')} (${share(base.reached, profiles)})\n`
  )
}

const right = 'right' as const

function table({ points }: SweepResult, parameters: readonly Parameter[], colours: Colours): string {
  const columns: readonly Column[] = [
    ...parameters.map(({ name }) => ({ head: name, align: right })),
    { head: 'front' },
    { head: 'shows', align: right },
    { head: 'reach', align: right },
    { head: 'p90 in 7 d', align: right },
    { head: 'max', align: right },
    { head: 'more in 7 d', align: right },
    { head: 'lost all', align: right },
    { head: 'held back', align: right },
    { head: 'mostly because' },
  ]
  return renderTable(columns, points.map(row), colours)
}

function row({ values, isBase, isOnFront, shows, reached, fatigue, worseOff, holds }: SweepPoint): readonly string[] {
  const held = codes.flatMap((code): [Code, number][] => (holds[code] === undefined ? [] : [[code, holds[code]]]))
  const [most] = [...held].sort(([, a], [, b]) => b - a)
  const total = held.reduce((sum, [, times]) => sum + times, 0)
  return [
    ...values.map(String),
    `${isOnFront ? '*' : ''}${isBase ? ' as it is' : ''}`.trim(),
    ...[shows, reached, fatigue.p90, fatigue.max, worseOff.tired, worseOff.unreached, total].map(count),
    most === undefined ? '' : `${reasons[most[0]].words} (${share(most[1], total)})`,
  ]
}

const legend = ({ points }: SweepResult): string =>
  points.length === 0
    ? ''
    : '* on the front: no other row reaches as many with as few shows in seven days, and does better in one\n' +
      'more in 7 d, lost all: profiles worse off than as the catalog is\n' +
      'every row is a replay of its own: between them nothing is known\n' +
      'assumed: the same page loads whatever is shown, and whatever else oncue simulate says of each catalog\n'
