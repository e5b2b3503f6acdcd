import { count, counted } from '../../describe/count.js'
import type { SimulationOutput } from '../../simulator/output-summary.js'
import { slotsChart } from '../chart/slots-chart.js'
import { figure } from '../figure/figure.js'
import { html, ownBriefly, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { shareOf } from '../words.js'

type Fatigue = SimulationOutput['fatigue'][number]

const id = 'fatigue'

/** More shows than this within a week stand together in one column. */
const mostColumns = 24

/** How much was shown to one person within a week. */
export function fatigueSection({ fatigue, profiles, busiest }: SimulationOutput): Section | null {
  const week = fatigue.find(({ window }) => window === '7d')
  if (week === undefined || profiles === 0) return null
  const columns = columnsOf(week)
  const body = figure({
    id,
    title: 'How much does one person see in a week?',
    reading: reading(week, profiles, busiest),
    body: slotsChart(id, 'People by the most shows in any 7 days', {
      what: 'People, by the most shows that they had in any 7 days',
      height: 200,
      slots: columns.map(({ label, people }) => ({ label, values: [{ colour: { tone: 'shown' }, value: people }] })),
    }),
    table: {
      caption: 'People by the most shows in any 7 days',
      columns: [{ head: 'Shows in 7 days' }, { head: 'People' }, { head: 'Share' }],
      rows: columns.map(({ label, people }) => [label, people, shareOf(people, profiles)]),
      leftOut: others(fatigue),
    },
  })
  return { id, name: 'Fatigue', body }
}

interface Column {
  readonly label: string
  readonly people: number
}

/** One for each number of shows, from none on; the last one has all that are more. */
function columnsOf({ users, max }: Fatigue): readonly Column[] {
  const people = new Map(users)
  const isCut = max >= mostColumns
  const columns = Array.from({ length: Math.min(max + 1, mostColumns) }, (_, shows) => ({
    label: String(shows),
    people: people.get(shows) ?? 0,
  }))
  if (!isCut) return columns
  const rest = users.reduce((sum, [shows, times]) => (shows >= mostColumns ? sum + times : sum), 0)
  return [...columns, { label: `${mostColumns}+`, people: rest }]
}

function reading({ p50, p90, p99, max }: Fatigue, profiles: number, busiest: SimulationOutput['busiest']): Part {
  if (max === 0) return `Nobody of ${counted(profiles, 'person', 'people')} saw anything.`
  const [most] = busiest
  const person =
    most === undefined
      ? null
      : html` Most was shown to ${ownBriefly(most.profile_id)}: ${counted(most.shows, 'show')} in all.`
  return html`In any 7 days half of all people saw at most ${count(p50)}, nine in ten at most ${count(p90)}, 99 in 100 at most ${count(p99)}, and nobody more than ${count(max)}.${person}`
}

const others = (fatigue: readonly Fatigue[]): Part =>
  fatigue
    .filter(({ window }) => window !== '7d')
    .map(
      ({ window, p50, p90, p99, max }) =>
        `In any ${window}: half at most ${count(p50)}, nine in ten ${count(p90)}, 99 in 100 ${count(p99)}, nobody more than ${count(max)}. `,
    )
