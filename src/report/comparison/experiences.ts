import { count, counted } from '../../describe/count.js'
import type { ComparisonOutput, ExperienceChangeOutput } from '../../simulator/compare/output-comparison.js'
import { barRows } from '../chart/bar-rows.js'
import { figure } from '../figure/figure.js'
import { legend } from '../figure/legend.js'
import { foremost, mostRows, mostTableRows, notDrawn, tableLeftOut } from '../figure/rows.js'
import { html, own, ownBriefly, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { signed } from './signed.js'

const id = 'experiences'

/** Which experiences show more, and which less. */
export function experienceSection({ experiences }: ComparisonOutput): Section | null {
  const changed = experiences.filter(isAnotherWay).sort((a, b) => movement(b) - movement(a))
  if (changed.length === 0) return null
  const drawn = foremost(changed, mostRows, movement)
  const inTable = changed.slice(0, mostTableRows)
  const most = changed.reduce((top, { shows }) => Math.max(top, shows.before, shows.after), 1)
  const body = figure({
    id,
    title: 'Which experiences show more, and which less?',
    reading: reading(changed, experiences.length - changed.length),
    body: html`${legend([
      { words: 'shows after', colour: { tone: 'shown' } },
      { words: 'shows before', colour: { tone: 'away' } },
    ])}${barRows(
      id,
      'Shows before and after, by experience',
      drawn.map(({ id, shows, gained, lost, moved_to, moved_from }) => ({
        name: own(id),
        value: html`${signed(shows.after - shows.before)} <small>${count(shows.before)} → ${count(shows.after)}</small>`,
        bar: [{ part: shows.after / most, colour: { tone: 'shown' } }],
        thin: [{ part: shows.before / most, colour: { tone: 'away' } }],
        more: `${count(gained)} gained, ${count(lost)} lost${moved_to + moved_from === 0 ? '' : `, ${count(moved_to)} in place of something else, ${count(moved_from)} given up for something else`}`,
      })),
    )}${notDrawn(changed.length - drawn.length)}`,
    table: {
      caption: 'Shows and people reached under both catalogs',
      columns: [
        { head: 'Experience' },
        ...['Before', 'After', 'Gained', 'Lost', 'Moved to it', 'Moved from it', 'People before', 'People after'].map(
          (head) => ({ head }),
        ),
      ],
      rows: inTable.map(({ id, shows, gained, lost, moved_to, moved_from, reached }) => [
        own(id),
        shows.before,
        shows.after,
        gained,
        lost,
        moved_to,
        moved_from,
        reached.before,
        reached.after,
      ]),
      leftOut: tableLeftOut(changed.length - inTable.length),
    },
  })
  return { id, name: 'Experiences', body }
}

const movement = ({ gained, lost, moved_to, moved_from, shows }: ExperienceChangeOutput): number =>
  gained + lost + moved_to + moved_from + Math.abs(shows.after - shows.before)

const isAnotherWay = (one: ExperienceChangeOutput): boolean => movement(one) > 0

function reading(changed: readonly ExperienceChangeOutput[], others: number): Part {
  const by = (sign: 1 | -1) =>
    [...changed].sort(
      (a, b) => sign * (b.shows.after - b.shows.before - (a.shows.after - a.shows.before)),
    )[0] as ExperienceChangeOutput
  const [up, down] = [by(1), by(-1)]
  const difference = ({ shows }: ExperienceChangeOutput): number => shows.after - shows.before
  const parts: Part[] = []
  if (difference(up) > 0) parts.push(html`${ownBriefly(up.id)} gains most, ${counted(difference(up), 'show')}.`)
  if (difference(down) < 0) parts.push(html` ${ownBriefly(down.id)} loses most, ${count(-difference(down))}.`)
  if (parts.length === 0) parts.push('Shows move from person to person, and their number stays.')
  return html`${parts}${others > 0 && html` ${count(others)} ${others === 1 ? 'other shows' : 'others show'} as before.`}`
}
