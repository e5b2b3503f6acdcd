import { count, counted } from '../../describe/count.js'
import type { ComparisonOutput } from '../../simulator/compare/output-comparison.js'
import { barRows } from '../chart/bar-rows.js'
import { figure } from '../figure/figure.js'
import { legend } from '../figure/legend.js'
import { html, own } from '../page/html.js'
import type { Section } from '../page/page.js'

const id = 'worse-off'

/** Who is worse off: more shows within a week, or none any more. */
export function worseOffSection({
  worse_off: { more_shows_in_a_week: tired, lost_every_show: lost },
}: ComparisonOutput): Section | null {
  if (tired.profiles + lost.profiles === 0) return null
  const all = [...tired.worst, ...lost.worst]
  const most = all.reduce((top, { before, after }) => Math.max(top, before, after), 1)
  const rows = (list: typeof tired, shift: number) =>
    barRows(
      id,
      'People worse off',
      list.worst.map(({ profile_id, before, after }) => ({
        name: own(profile_id),
        value: `${count(before)} → ${count(after)}`,
        bar: [{ part: after / most, colour: { tone: 'limit' } }],
        thin: [{ part: before / most, colour: { tone: 'away' } }],
      })),
      shift,
    )
  const cut = ({ profiles, worst }: typeof tired): string =>
    profiles > worst.length ? `, the ${worst.length} hit most` : ''
  const body = figure({
    id,
    title: 'Who is worse off?',
    reading: `${counted(tired.profiles, 'person sees', 'people see')} more within some seven days than before, and ${lost.profiles === 0 ? 'none' : count(lost.profiles)} of those who saw something ${lost.profiles === 1 ? 'sees' : 'see'} nothing any more.`,
    body: html`${legend([
      { words: 'after', colour: { tone: 'limit' } },
      { words: 'before', colour: { tone: 'away' } },
    ])}<div class="halves">${
      tired.profiles > 0 && html`<div><h3>Most shows in any 7 days${cut(tired)}</h3>${rows(tired, 0)}</div>`
    }${lost.profiles > 0 && html`<div><h3>All shows lost${cut(lost)}</h3>${rows(lost, tired.worst.length)}</div>`}</div>`,
    table: {
      caption: 'People who are worse off, those hit most',
      columns: [{ head: 'Person' }, { head: 'What', isText: true }, { head: 'Before' }, { head: 'After' }],
      rows: [
        ...tired.worst.map(({ profile_id, before, after }) => [
          own(profile_id),
          'most shows in any 7 days',
          before,
          after,
        ]),
        ...lost.worst.map(({ profile_id, before, after }) => [own(profile_id), 'shows in all', before, String(after)]),
      ],
    },
  })
  return { id, name: 'Worse off', body }
}
