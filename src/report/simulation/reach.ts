import { count, counted } from '../../describe/count.js'
import type { SimulationOutput } from '../../simulator/output-summary.js'
import { barRows } from '../chart/bar-rows.js'
import { figure } from '../figure/figure.js'
import { foremost, mostRows, mostTableRows, notDrawn, tableLeftOut } from '../figure/rows.js'
import { html, ownBriefly, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { shareOf } from '../words.js'
import { experienceName } from './names.js'

type Experience = SimulationOutput['experiences'][number]

const id = 'reach'

/** To how many people each experience was shown. */
export function reachSection(result: SimulationOutput): Section | null {
  const { profiles, profiles_with_show: reached, bootstrap } = result
  const shown = result.experiences.filter(({ users }) => users > 0)
  if (shown.length === 0) return null
  const intervals = new Map(bootstrap?.experiences.map((one) => [one.id, one]))
  const inTable = foremost([...shown].sort(byUsers), mostTableRows, ({ users }) => users)
  const rows = inTable.slice(0, mostRows)
  const interval = (low: number, high: number): string => `${count(low)} to ${count(high)}`
  const body = figure({
    id,
    title: 'Whom did each experience reach?',
    reading: reading(shown, { profiles, reached }),
    body: html`${barRows(
      id,
      'Reach by experience',
      rows.map((one) => {
        const found = intervals.get(one.id)?.users
        return {
          name: experienceName(one),
          value: html`${count(one.users)} <small>${shareOf(one.users, profiles)}</small>`,
          bar: [{ part: one.users / profiles, colour: { tone: 'shown' } }],
          more: found === undefined ? null : `95 % of drawings: ${interval(found.low, found.high)} people`,
        }
      }),
    )}${notDrawn(shown.length - rows.length)}`,
    table: {
      caption: `People who were shown it, of ${count(profiles)}`,
      columns: [
        { head: 'Experience' },
        { head: 'Kind', isText: true },
        ...['People', 'Shows by itself', 'Shows by delivery'].map((head) => ({ head })),
        { head: 'Share', isText: false },
        ...(bootstrap === null ? [] : [{ head: 'People, 95 %' }, { head: 'Shows, 95 %' }]),
      ],
      rows: inTable.map((one) => {
        const found = intervals.get(one.id)
        const drawn =
          found === undefined
            ? ['', '']
            : [interval(found.users.low, found.users.high), interval(found.shows.low, found.shows.high)]
        return [
          experienceName(one),
          one.kind,
          one.users,
          one.automatic,
          one.delivered,
          shareOf(one.users, profiles),
          ...(bootstrap === null ? [] : drawn),
        ]
      }),
      leftOut: tableLeftOut(shown.length - inTable.length),
    },
  })
  return { id, name: 'Reach', body }
}

const byUsers = (a: Experience, b: Experience): number => b.users - a.users

function reading(
  shown: readonly Experience[],
  { profiles, reached }: { readonly profiles: number; readonly reached: number },
): Part {
  const [first] = [...shown].sort(byUsers)
  if (first === undefined) return null
  return html`${counted(reached, 'person was', 'people were')} shown something, ${shareOf(reached, profiles)} of all; ${ownBriefly(first.name ?? first.id)} reached most, ${count(first.users)} of them.`
}
