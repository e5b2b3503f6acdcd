import { count, counted } from '../../describe/count.js'
import { type Code, codes } from '../../model/code.js'
import type { SimulationOutput } from '../../simulator/output-summary.js'
import { type Days, daysChart, daysOf } from '../chart/days-chart.js'
import { type Series, stackedColumns } from '../chart/stacked-columns.js'
import { type CodeCounts, codesByCount, sumOf } from '../codes.js'
import { figure } from '../figure/figure.js'
import { type Colour, legend } from '../figure/legend.js'
import { html, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { shades } from '../shades.js'
import { shareOf, wordsOf } from '../words.js'

/** What happened on a day, or in several: counts that add up. */
interface Day {
  readonly day: string
  readonly pageLoads: number
  readonly shows: number
  readonly delivered: number
  readonly holds: CodeCounts
}

const id = 'days'

/** Shows by day, and below them what was held back, by reason. */
export function daySection(result: SimulationOutput): Section | null {
  const days = daysOf(eachDay(result), add)
  if (days === null) return null
  const held = codesByCount(result.holds)
  const colours = shades(held)
  const series = (colour: Colour, of: (day: Day) => number): Series => ({
    colour,
    values: new Map(days.rows.map(({ slot, row }) => [slot, of(row)])),
  })
  const automatic = (day: Day): number => day.shows - day.delivered
  const panels = [
    stackedColumns({
      what: 'Shows',
      slots: days.axis.slots,
      height: 150,
      series: [series({ tone: 'shown' }, automatic), series({ tone: 'delivered' }, ({ delivered }) => delivered)],
    }),
    held.length === 0
      ? null
      : stackedColumns({
          what: 'Held back: live, on its page and in its segment, and did not show by itself',
          slots: days.axis.slots,
          height: 220,
          series: held.map((code) => series(colours.get(code) as Colour, ({ holds }) => holds[code] ?? 0)),
        }),
  ]
  const keys = [
    { words: 'shows by itself', colour: { tone: 'shown' } as const },
    { words: 'shows by delivery', colour: { tone: 'delivered' } as const },
    ...held.map((code) => ({ words: wordsOf(code), colour: colours.get(code) as Colour })),
  ]
  const body = figure({
    id,
    title: 'What showed, and what was held back, day by day?',
    reading: reading(days, result),
    body: html`${legend(keys)}${daysChart(id, 'Shows and holds by day', days, panels)}`,
    table: {
      caption: `Shows and holds by ${days.axis.unit}, in UTC`,
      columns: [
        { head: days.axis.unit === 'day' ? 'Day' : 'Time' },
        ...['Page loads', 'Shows by itself', 'Shows by delivery', ...held.map((code) => wordsOf(code))].map((head) => ({
          head,
        })),
      ],
      rows: days.rows.map(({ label, row }) => [
        label,
        row.pageLoads,
        automatic(row),
        row.delivered,
        ...held.map((code) => row.holds[code] ?? 0),
      ]),
    },
  })
  return { id, name: 'Day by day', body }
}

function eachDay({ days, experiences }: SimulationOutput): readonly Day[] {
  const delivered = new Map<string, number>()
  for (const experience of experiences)
    for (const one of experience.days) delivered.set(one.day, (delivered.get(one.day) ?? 0) + one.delivered)
  return days.map(({ day, page_loads, page_loads_with_show, shows_by_trigger, holds }) => ({
    day,
    pageLoads: page_loads,
    shows: page_loads_with_show + shows_by_trigger,
    delivered: delivered.get(day) ?? 0,
    holds,
  }))
}

const add = (a: Day, b: Day): Day => ({
  day: a.day,
  pageLoads: a.pageLoads + b.pageLoads,
  shows: a.shows + b.shows,
  delivered: a.delivered + b.delivered,
  holds: Object.fromEntries(
    codes.flatMap((code): [Code, number][] => {
      const sum = (a.holds[code] ?? 0) + (b.holds[code] ?? 0)
      return sum === 0 ? [] : [[code, sum]]
    }),
  ),
})

function reading({ axis, rows }: Days<Day>, { holds }: SimulationOutput): Part {
  const shows = rows.reduce((sum, { row }) => sum + row.shows, 0)
  const best = rows.reduce((most, one) => (one.row.shows > most.row.shows ? one : most))
  const [code] = codesByCount(holds)
  const held = sumOf(holds)
  const first =
    shows === 0
      ? `Nothing showed on any of ${counted(rows.length, axis.unit)}.`
      : `${counted(shows, 'show')} in ${counted(rows.length, axis.unit)}, the most, ${count(best.row.shows)}, on ${best.label}.`
  if (code === undefined) return first
  return `${first} What came near was held back ${counted(held, 'time')}, and most often because: ${wordsOf(code)} (${shareOf(holds[code] ?? 0, held)}).`
}
