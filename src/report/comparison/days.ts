import { count, counted } from '../../describe/count.js'
import type { ComparisonOutput } from '../../simulator/compare/output-comparison.js'
import { type Days, daysChart, daysOf } from '../chart/days-chart.js'
import { stackedColumns } from '../chart/stacked-columns.js'
import { figure } from '../figure/figure.js'
import { legend } from '../figure/legend.js'
import { html, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'

type Day = ComparisonOutput['days'][number]

const id = 'days'
const changes = ['gained', 'lost', 'moved', 'unknown'] as const

/** What is gained and lost by day. */
export function daySection({ days }: ComparisonOutput): Section | null {
  const found = daysOf(days, add)
  if (found === null) return null
  const values = (change: (typeof changes)[number]) =>
    new Map(found.rows.flatMap(({ slot, row }) => (row[change] === 0 ? [] : [[slot, row[change]] as const])))
  const hasUnknown = values('unknown').size > 0
  const panel = stackedColumns({
    what: 'Answers that change: above the line what is gained or becomes something else, below it what is lost',
    slots: found.axis.slots,
    height: 260,
    series: [
      { colour: { tone: 'shown' }, values: values('gained') },
      { colour: { tone: 'other' }, values: values('moved') },
      ...(hasUnknown ? [{ colour: { tone: 'away' } as const, values: values('unknown') }] : []),
      { colour: { tone: 'limit' }, values: values('lost'), hangs: true },
    ],
  })
  const keys = [
    { words: 'gained: something shows where nothing did', colour: { tone: 'shown' } as const },
    { words: 'moved: something else shows', colour: { tone: 'other' } as const },
    { words: 'lost: nothing shows where something did', colour: { tone: 'limit' } as const },
    ...(hasUnknown
      ? [{ words: 'unknown: hangs on a trait that the trace never named', colour: { tone: 'away' } as const }]
      : []),
  ]
  const body = figure({
    id,
    title: 'What is gained and lost, day by day?',
    reading: reading(found),
    body: html`${legend(keys)}${daysChart(id, 'Gained and lost by day', found, panel)}`,
    table: {
      caption: `Page loads, triggers and timers by ${found.axis.unit}, in UTC`,
      columns: [
        { head: found.axis.unit === 'day' ? 'Day' : 'Time' },
        ...['Gained', 'Lost', 'Moved', 'Unknown', 'Unchanged'].map((head) => ({ head })),
      ],
      rows: found.rows.map(({ label, row }) => [label, row.gained, row.lost, row.moved, row.unknown, row.unchanged]),
    },
  })
  return { id, name: 'Day by day', body }
}

const add = (a: Day, b: Day): Day => ({
  day: a.day,
  unchanged: a.unchanged + b.unchanged,
  gained: a.gained + b.gained,
  lost: a.lost + b.lost,
  moved: a.moved + b.moved,
  unknown: a.unknown + b.unknown,
})

function reading({ axis, rows }: Days<Day>): Part {
  const sum = (change: (typeof changes)[number]): number => rows.reduce((total, { row }) => total + row[change], 0)
  const [gained, lost, moved] = [sum('gained'), sum('lost'), sum('moved')]
  if (gained + lost + moved === 0) return `Nothing is gained or lost in ${counted(rows.length, axis.unit)}.`
  const changed = ({ row }: (typeof rows)[number]): number => row.gained + row.lost + row.moved
  const most = rows.reduce((best, one) => (changed(one) > changed(best) ? one : best))
  return `${counted(gained, 'show')} gained, ${count(lost)} lost and ${count(moved)} moved to something else; most changes on ${most.label}, ${count(changed(most))}.`
}
