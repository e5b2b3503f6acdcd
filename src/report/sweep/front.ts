import { count, counted } from '../../describe/count.js'
import type { SweepOutput, SweepPointOutput } from '../../simulator/sweep/output-sweep.js'
import { scatter } from '../chart/scatter.js'
import { figure } from '../figure/figure.js'
import { html, joined, ownBriefly, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'

const id = 'front'
const mostNamed = 4

/** Combinations that come to the same in all that they are judged by: one mark. */
interface Mark {
  readonly points: readonly SweepPointOutput[]
  readonly reached: number
  readonly p90: number
  readonly max: number
  readonly isOnFront: boolean
  readonly isBase: boolean
}

/** Which combinations reach most people for how much fatigue. */
export function frontSection({ combinations, profiles }: SweepOutput): Section | null {
  if (combinations.length === 0 || profiles === 0) return null
  const marks = marksOf(combinations)
  const body = figure({
    id,
    title: 'Which setting reaches most people, and tires them least?',
    reading: reading(marks, combinations),
    body: html`<ul class="legend dotted"><li><b class="front">1</b>on the front: no other one reaches as many with as few shows in 7 days, and does better in one</li><li><b class="behind">2</b>behind it</li><li><b class="behind base">3</b>as the catalog is</li></ul>
${scatter(id, 'Reach against fatigue', {
  yHead: 'People reached: the higher, the better',
  xHead: 'Most shows in any 7 days, for nine in ten people: the further left, the better',
  dots: marks.map(({ p90, reached, isOnFront, isBase }, k) => ({
    x: p90,
    y: reached,
    label: String(k + 1),
    isOnFront,
    isBase,
  })),
})}
<p class="note">Combinations that come to the same are one mark. Marks that would lie on each other are moved apart; the figures are in the table.</p>`,
    table: {
      caption: 'The marks: combinations that come to the same reach and fatigue',
      columns: [
        { head: 'Mark' },
        { head: 'Combinations', isText: true },
        { head: 'People reached' },
        { head: 'p90 in 7 days' },
        { head: 'Most in 7 days' },
        { head: 'On the front', isText: true },
      ],
      rows: marks.map(({ points, reached, p90, max, isOnFront, isBase }, k) => [
        `Mark ${k + 1}${isBase ? ', as it is' : ''}`,
        namesOf(points),
        reached,
        p90,
        max,
        isOnFront ? 'yes' : 'no',
      ]),
    },
  })
  return { id, name: 'The front', body }
}

/** The front first, from the fewest shows to the most; then the others in the order of their combinations. */
function marksOf(combinations: readonly SweepPointOutput[]): readonly Mark[] {
  const byFigures = new Map<string, SweepPointOutput[]>()
  for (const point of combinations) {
    const key = [point.reached, point.fatigue.p90, point.fatigue.max].join(' ')
    const others = byFigures.get(key)
    if (others === undefined) byFigures.set(key, [point])
    else others.push(point)
  }
  return [...byFigures.values()]
    .map((points): Mark => {
      const { reached, fatigue, front } = points[0] as SweepPointOutput
      return { points, reached, ...fatigue, isOnFront: front, isBase: points.some(({ base }) => base) }
    })
    .sort((a, b) => Number(b.isOnFront) - Number(a.isOnFront) || a.p90 - b.p90 || b.reached - a.reached)
}

/** A combination by its values: `one_per_visit.rate_limit_size 2, three_a_week.rate_limit_size 3`. */
export const nameOf = ({ values }: SweepPointOutput): Part =>
  joined(
    Object.entries(values).map(([name, value]) => html`${ownBriefly(name)}\u00a0${value}`),
    ', ',
  )

function namesOf(points: readonly SweepPointOutput[]): Part {
  const named = joined(points.slice(0, mostNamed).map(nameOf), '; ')
  const more = points.length - mostNamed
  return html`${named}${more > 0 && ` and ${count(more)} more`}`
}

function reading(marks: readonly Mark[], combinations: readonly SweepPointOutput[]): Part {
  const onFront = combinations.filter(({ front }) => front)
  const base = combinations.find(({ base }) => base)
  const widest = marks
    .filter(({ isOnFront }) => isOnFront)
    .reduce((best, one) => (one.reached > best.reached ? one : best))
  const where =
    base === undefined
      ? ''
      : base.front
        ? ' The catalog as it is stands on it.'
        : ' The catalog as it is stands behind it.'
  return html`${counted(onFront.length, 'combination')} of ${count(combinations.length)} on the front. The widest reach there is ${counted(widest.reached, 'person', 'people')}, where nine in ten see at most ${counted(widest.p90, 'show')} in any 7 days: ${namesOf(widest.points.slice(0, 1))}.${where}`
}
