import { count, counted } from '../../describe/count.js'
import type { SweepOutput, SweepPointOutput } from '../../simulator/sweep/output-sweep.js'
import { barRows } from '../chart/bar-rows.js'
import { codesByCount, sumOf } from '../codes.js'
import { figure } from '../figure/figure.js'
import { legend } from '../figure/legend.js'
import { html, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { wordsOf } from '../words.js'
import { nameOf } from './front.js'

const id = 'combinations'

/** What each combination comes to, and for whom it is worse than the catalog as it is. */
export function combinationSection({ combinations, profiles }: SweepOutput): Section | null {
  if (combinations.length === 0 || profiles === 0) return null
  const most = combinations.reduce((top, { shows }) => Math.max(top, shows), 1)
  const body = figure({
    id,
    title: 'What does each setting come to, and who is worse off?',
    reading: reading(combinations),
    body: html`${legend([
      { words: 'people reached, of all', colour: { tone: 'shown' } },
      { words: 'shows, against the most of any setting', colour: { tone: 'away' } },
    ])}${barRows(
      id,
      'Combinations',
      combinations.map((point) => ({
        name: html`${nameOf(point)}${point.base && html` <small>as it is</small>`}${point.front && html` <small>on the front</small>`}`,
        value: html`${count(point.reached)} <small>${counted(point.shows, 'show')}</small>`,
        bar: [{ part: point.reached / profiles, colour: { tone: 'shown' } }],
        thin: [{ part: point.shows / most, colour: { tone: 'away' } }],
        more: worse(point),
      })),
    )}`,
    table: {
      caption: 'Every combination',
      columns: [
        { head: 'Combination' },
        ...[
          'Shows',
          'People reached',
          'p90 in 7 days',
          'Most in 7 days',
          'People who see more in 7 days',
          'People who lost all',
          'Held back',
        ].map((head) => ({ head })),
        { head: 'Mostly because', isText: true },
        { head: 'On the front', isText: true },
      ],
      rows: combinations.map((point) => [
        html`${nameOf(point)}${point.base && ', as it is'}`,
        point.shows,
        point.reached,
        point.fatigue.p90,
        point.fatigue.max,
        point.worse_off.more_shows_in_a_week,
        point.worse_off.lost_every_show,
        sumOf(point.holds),
        mostly(point),
        point.front ? 'yes' : 'no',
      ]),
    },
  })
  return { id, name: 'Every combination', body }
}

function mostly({ holds }: SweepPointOutput): string {
  const [code] = codesByCount(holds)
  return code === undefined ? '' : wordsOf(code)
}

function worse({
  fatigue,
  worse_off: { more_shows_in_a_week: more, lost_every_show: lost },
  base,
}: SweepPointOutput): Part {
  const seen = `nine in ten see at most ${count(fatigue.p90)} in 7 days, nobody more than ${count(fatigue.max)}`
  if (base || more + lost === 0) return seen
  const parts = [
    ...(more > 0 ? [`${counted(more, 'person sees', 'people see')} more in a week`] : []),
    ...(lost > 0 ? [`${counted(lost, 'person sees', 'people see')} nothing any more`] : []),
  ]
  return `${seen}; worse than as it is: ${parts.join(', ')}`
}

function reading(combinations: readonly SweepPointOutput[]): Part {
  const hit = ({ worse_off }: SweepPointOutput): number => worse_off.more_shows_in_a_week + worse_off.lost_every_show
  const harmless = combinations.filter((point) => !point.base && hit(point) === 0)
  const others = combinations.filter(({ base }) => !base).length
  if (others === 0) return 'There is only the catalog as it is.'
  return `${count(harmless.length)} of ${counted(others, 'other setting')} ${harmless.length === 1 ? 'leaves' : 'leave'} nobody worse off than the catalog as it is.`
}
