import { scaleLinear } from 'd3-scale'
import { count } from '../../describe/count.js'
import { type Html, html } from '../page/html.js'

/** Values from one round number to another, with 0 between or at an end. */
export interface ValueAxis {
  /** How far down a value stands, in parts of the height: 0 is at the top. */
  readonly down: (value: number) => number
  readonly ticks: readonly number[]
}

/** @param least the least value, 0 or below; `most` the greatest, 0 or above; `steps` about how many labels there are */
export function valueAxis(least: number, most: number, steps = 4): ValueAxis {
  const isNothing = least === 0 && most === 0
  const scale = scaleLinear([least, isNothing ? 1 : most], [1, 0]).nice(steps)
  return { down: (value) => scale(value), ticks: scale.ticks(steps).filter(Number.isInteger) }
}

/** The labels at the left of a picture, each on the height of its value: without a sign, for below 0 things count as well. */
export const valueLabels = ({ ticks, down }: ValueAxis): Html =>
  html`<div class="values">${ticks.map((value) => html`<span style="top:${percent(down(value))}">${brief(Math.abs(value))}</span>`)}</div>`

/** A part of a whole as CSS has it, short. */
export const percent = (part: number): string => `${rounded(100 * part)}%`

/** Three digits behind the point are more than a screen can show. */
export const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

/** A number as a label: 12,000 and 1.5 M. */
export function brief(value: number): string {
  if (value >= 1_000_000_000) return `${rounded(value / 1_000_000_000)} G`
  return value >= 1_000_000 ? `${rounded(value / 1_000_000)} M` : count(value)
}
