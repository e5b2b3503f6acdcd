import { count, counted } from '../../describe/count.js'
import type { SimulationOutput } from '../../simulator/output-summary.js'
import { daysChart, daysOf } from '../chart/days-chart.js'
import { stackedColumns } from '../chart/stacked-columns.js'
import { figure } from '../figure/figure.js'
import { foremost } from '../figure/rows.js'
import { html, joined, ownBriefly, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { shareOf, spanOf } from '../words.js'

type Group = SimulationOutput['groups'][number]

/** By the group's place: for how many people it was full. */
interface Day {
  readonly day: string
  readonly full: readonly number[]
}

const id = 'groups'
const mostGroups = 12

/** For how many people each limit group was full, day by day. */
export function groupSection({ groups, days, profiles }: SimulationOutput): Section | null {
  const filled = groups.filter(({ users }) => users > 0)
  const drawn = foremost(filled, mostGroups, ({ users }) => users)
  const byDay = drawn.map(({ days }) => new Map(days.map(({ day, users }) => [day, users])))
  const found = daysOf(
    days.map(({ day }): Day => ({ day, full: byDay.map((users) => users.get(day) ?? 0) })),
    most,
  )
  const always = groups.filter(({ always_full }) => always_full)
  if (found === null || (drawn.length === 0 && always.length === 0)) return null
  const panels = drawn.map((group, k) =>
    stackedColumns({
      what: heading(group, profiles),
      slots: found.axis.slots,
      height: 80,
      series: [
        { colour: { tone: 'limit' }, values: new Map(found.rows.map(({ slot, row }) => [slot, row.full[k] ?? 0])) },
      ],
    }),
  )
  const isDays = found.axis.unit === 'day'
  const body = figure({
    id,
    title: 'How full are the limits?',
    reading: reading(drawn, always, profiles),
    body: html`<p class="note">Each column: people for whom the group was full at some time of the day${isDays ? '' : `, on the fullest day of the ${found.axis.unit}`}. Every group has a scale of its own.</p>
${drawn.length === 0 ? null : daysChart(id, 'People for whom a limit group was full, by day', found, panels)}
${filled.length > drawn.length && html`<p class="note">${counted(filled.length - drawn.length, 'group')} more, full for fewer people, are not drawn.</p>`}`,
    table:
      drawn.length === 0
        ? null
        : {
            caption: 'People for whom a limit group was full at some time of the day, in UTC',
            columns: [{ head: isDays ? 'Day' : 'Time' }, ...drawn.map((group) => ({ head: group.id }))],
            rows: found.rows.map(({ label, row }) => [label, ...row.full]),
          },
  })
  return { id, name: 'Limits', body }
}

/** The fullest day of several stands for them: who was held up on several days would count more than once. */
const most = (a: Day, b: Day): Day => ({ day: a.day, full: a.full.map((users, k) => Math.max(users, b.full[k] ?? 0)) })

const heading = ({ id, users, full_seconds, filled_by }: Group, profiles: number): Part =>
  html`<strong>${ownBriefly(id)}</strong> full for ${counted(users, 'person', 'people')} (${shareOf(users, profiles)}), ${spanOf(Math.floor(full_seconds / users) * 1_000)} each on average${
    filled_by[0] === undefined ? null : html`, mostly filled by ${ownBriefly(filled_by[0].id)}`
  }`

function reading(drawn: readonly Group[], always: readonly Group[], profiles: number): Part {
  const [first] = [...drawn].sort((a, b) => b.users - a.users)
  const never =
    always.length === 0
      ? null
      : html` ${joined(
          always.slice(0, 5).map(({ id }) => ownBriefly(id)),
          ', ',
        )} ${always.length === 1 ? 'has' : 'have'} a size of 0, and never any room.`
  if (first === undefined) return html`No show filled a limit group.${never}`
  return html`${ownBriefly(first.id)} was full for most people: ${count(first.users)} at one time or another, ${shareOf(first.users, profiles)} of all.${never}`
}
