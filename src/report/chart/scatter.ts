import { scaleLinear } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import { tableId } from '../figure/figure.js'
import { type Html, html, type Part } from '../page/html.js'
import { brief, percent, rounded } from './value-axis.js'

/** One mark, which stands for one row of the section's table. */
export interface Dot {
  readonly x: number
  readonly y: number
  readonly label: string
  /** Filled, and on the line. */
  readonly isOnFront: boolean
  /** Has a ring around it. */
  readonly isBase: boolean
}

export interface Scatter {
  readonly dots: readonly Dot[]
  readonly xHead: Part
  readonly yHead: Part
}

// In CSS pixels. Marks are set apart for the narrowest page; on others they have more place.
const narrowest = 250
const apart = { x: 27, y: 25 }
const edge = 12

/** High enough that there is a free place for each mark, wherever the others stand. */
const heightFor = (marks: number): number => Math.max(340, 17 * marks)

/** Marks by two values: a column for each x that there is, because those are few whole numbers. */
export function scatter(sectionId: string, what: string, { dots, xHead, yHead }: Scatter): Html {
  const high = heightFor(dots.length)
  const columns = [...new Set(dots.map(({ x }) => x))].sort((a, b) => a - b)
  const [least, most] = extent(dots.map(({ y }) => y))
  const y = scaleLinear([least, most], [high - 24, 24]).nice(4)
  const place = (value: number): number => (columns.indexOf(value) + 0.5) / columns.length
  const ticks = y.ticks(5).filter(Number.isInteger)
  const front = dots.filter(({ isOnFront }) => isOnFront).sort((a, b) => a.x - b.x || b.y - a.y)
  const path = line<Dot>()
    .curve(curveStepAfter)
    .x(({ x }) => rounded(place(x) * 1_000))
    .y((dot) => rounded(y(dot.y)))(front)
  const shifts = setApart(dots, high, (dot) => ({ x: place(dot.x) * narrowest, y: y(dot.y) }))
  return html`<div class="chart"><p class="what">${yHead}</p>
<div class="plot" style="height:${high}px"><div class="values" aria-hidden="true">${ticks.map((tick) => html`<span style="top:${rounded(y(tick))}px">${brief(tick)}</span>`)}</div><svg viewBox="0 0 1000 ${high}" preserveAspectRatio="none" aria-hidden="true"><path class="grid" d="${ticks.map((tick) => `M0 ${rounded(y(tick))}h1000`).join('')}"/><path class="zero" d="M0 ${high}h1000"/><path class="front" d="${path ?? ''}"/></svg>
<div class="dots" role="group" aria-label="${what}: arrow keys go from mark to mark" data-table="${tableId(sectionId)}">${dots.map(
    (dot, k) => {
      const { x, y: down } = shifts[k] as Shift
      return html`<b class="${dotClass(dot)}" data-row="${k}" style="left:calc(${percent(place(dot.x))} + ${rounded(x)}px);top:${rounded(y(dot.y) + down)}px">${dot.label}</b>`
    },
  )}</div></div>
<div class="times">${columns.map((value) => html`<span style="left:${percent(place(value))}">${brief(value)}</span>`)}</div><p class="what xhead">${xHead}</p></div>`
}

const dotClass = ({ isOnFront, isBase }: Dot): string =>
  [isOnFront ? 'front' : 'behind', ...(isBase ? ['base'] : [])].join(' ')

const extent = (values: readonly number[]): readonly [number, number] =>
  values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )

interface Shift {
  readonly x: number
  readonly y: number
}

/** How far each mark is moved from its place, so that none lies on another: the nearest place that is free. */
function setApart(dots: readonly Dot[], high: number, placeOf: (dot: Dot) => Shift): readonly Shift[] {
  const shifts = shiftsWithin(high)
  const taken: Shift[] = []
  return dots.map((dot) => {
    const place = placeOf(dot)
    const isFree = (shift: Shift): boolean => {
      const [x, y] = [place.x + shift.x, place.y + shift.y]
      if (x < edge || x > narrowest - edge || y < edge || y > high - edge) return false
      return !taken.some((other) => Math.abs(other.x - x) < apart.x && Math.abs(other.y - y) < apart.y)
    }
    const shift = shifts.find(isFree) ?? { x: 0, y: 0 }
    taken.push({ x: place.x + shift.x, y: place.y + shift.y })
    return shift
  })
}

/** Nearest first; to the side rather than up or down, because the side means nothing within a column. */
function shiftsWithin(high: number): readonly Shift[] {
  const steps = (size: number, most: number): readonly number[] => {
    const count = Math.ceil(most / size)
    return Array.from({ length: 2 * count + 1 }, (_, k) => (k - count) * size)
  }
  const along = steps(apart.x / 3, narrowest)
  return steps(apart.y / 2, high)
    .flatMap((y) => along.map((x) => ({ x, y })))
    .sort((a, b) => Math.hypot(a.x, 3 * a.y) - Math.hypot(b.x, 3 * b.y) || a.x - b.x || a.y - b.y)
}
