import { stack } from 'd3-shape'
import { type Colour, css } from '../figure/legend.js'
import { type Html, html, type Part } from '../page/html.js'
import { type ValueAxis, valueAxis, valueLabels } from './value-axis.js'

/** One value of each slot: those of several series stand on each other. */
export interface Series {
  readonly colour: Colour
  /** By slot; slots without a value are left out. */
  readonly values: ReadonlyMap<number, number>
  /** Down from the line instead of up. */
  readonly hangs?: boolean
}

export interface StackedColumns {
  /** What is counted. */
  readonly what: Part
  readonly slots: number
  readonly series: readonly Series[]
  /** In CSS pixels. */
  readonly height: number
}

// The units of the drawing: whole numbers, which are short.
const slotWidth = 10
const unitsHigh = 1_000

/** How far labels stand from each other, more or less. */
const pixelsAStep = 50

/** More columns than this stand without a gap: it would be as wide as they are. */
const mostWithGaps = 120

/**
 * Columns side by side, each of several values on top of each other. The drawing is stretched to whatever place there
 * is; its labels are text beside it, and are not.
 */
export function stackedColumns({ what, slots, series, height }: StackedColumns): Html {
  const isHanging = ({ hangs = false }: Series): boolean => hangs
  const [up, down] = [series.filter((one) => !isHanging(one)), series.filter(isHanging)]
  const axis = valueAxis(-highest(down), highest(up), Math.max(1, Math.round(height / pixelsAStep)))
  const gap = slots > mostWithGaps ? 0 : 1
  const grid = axis.ticks.map((value) => `M0 ${unitsDown(axis, value)}h${slots * slotWidth}`).join('')
  const paths = [...layers(up, 1, axis, gap), ...layers(down, -1, axis, gap)]
  return html`<div class="panel"><p class="what">${what}</p><div class="plot" style="height:${height}px">${valueLabels(axis)}
<svg viewBox="0 0 ${slots * slotWidth} ${unitsHigh}" preserveAspectRatio="none" aria-hidden="true"><path class="grid" d="${grid}"/>${paths}<path class="zero" d="M0 ${unitsDown(axis, 0)}h${slots * slotWidth}"/></svg></div></div>`
}

/** The highest sum of any slot. */
function highest(series: readonly Series[]): number {
  const sums = new Map<number, number>()
  for (const { values } of series) for (const [slot, value] of values) sums.set(slot, (sums.get(slot) ?? 0) + value)
  return [...sums.values()].reduce((most, sum) => Math.max(most, sum), 0)
}

const unitsDown = ({ down }: ValueAxis, value: number): number => Math.round(down(value) * unitsHigh)

function layers(series: readonly Series[], sign: 1 | -1, axis: ValueAxis, gap: number): readonly Html[] {
  const slots = [...new Set(series.flatMap(({ values }) => [...values.keys()]))].sort((a, b) => a - b)
  const stacked = stack<number, number>()
    .keys(series.keys())
    .value((slot, k) => series[k]?.values.get(slot) ?? 0)(slots)
  return stacked.map((layer, k) => {
    const columns = layer.map(([from, to], index) => {
      const [start, end] = [unitsDown(axis, sign * from), unitsDown(axis, sign * to)]
      return start === end
        ? ''
        : `M${(slots[index] as number) * slotWidth + gap} ${start}V${end}h${slotWidth - 2 * gap}V${start}z`
    })
    return html`<path style="fill:${css((series[k] as Series).colour)}" d="${columns.join('')}"/>`
  })
}
