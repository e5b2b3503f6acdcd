import { tableId } from '../figure/figure.js'
import { type Colour, css } from '../figure/legend.js'
import { type Html, html, type Part } from '../page/html.js'
import { percent } from './value-axis.js'

export interface BarRow {
  readonly name: Part
  /** What stands at its end. */
  readonly value: Part
  /** Side by side, in parts of the whole width. */
  readonly bar: readonly Segment[]
  /** A thinner one below it. */
  readonly thin?: readonly Segment[]
  /** In small print below it. */
  readonly more?: Part
}

export interface Segment {
  readonly part: number
  readonly colour: Colour
}

/** One bar a row, with its name above it, so that there is place for both on any screen. */
export const barRows = (sectionId: string, what: string, rows: readonly BarRow[], shift = 0): Html =>
  html`<div class="rows" role="group" aria-label="${what}: arrow keys go from row to row" data-table="${tableId(sectionId)}">${rows.map(
    (
      { name, value, bar, thin = [], more = null },
      k,
    ) => html`<div class="row" data-row="${k + shift}"><span class="name">${name}</span><span class="value">${value}</span><span class="bar">${bar.map(segment)}</span>${
      thin.length === 0 ? null : html`<span class="thin">${thin.map(segment)}</span>`
    }${more === null ? null : html`<span class="more">${more}</span>`}</div>
`,
  )}</div>`

const segment = ({ part, colour }: Segment): Part =>
  part > 0 && html`<i style="width:${percent(part)};background:${css(colour)}"></i>`
