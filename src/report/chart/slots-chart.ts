import { drawing, tableId } from '../figure/figure.js'
import type { Colour } from '../figure/legend.js'
import { type Html, html, type Part } from '../page/html.js'
import { stackedColumns } from './stacked-columns.js'
import { percent } from './value-axis.js'

/** Columns that are no days: each has its own label. */
export interface Slots {
  readonly what: Part
  readonly height: number
  readonly slots: readonly Slot[]
}

interface Slot {
  readonly label: string
  /** On each other, in the same order in every slot. */
  readonly values: readonly { readonly colour: Colour; readonly value: number }[]
}

/** A column for each slot, and a mark for each that has the row of the same number. */
export function slotsChart(sectionId: string, what: string, { what: heading, height, slots }: Slots): Html {
  const series = (slots[0]?.values ?? []).map(({ colour }, k) => ({
    colour,
    values: new Map(slots.map(({ values }, slot) => [slot, values[k]?.value ?? 0])),
  }))
  const label = (every: number) =>
    slots.map(({ label }, slot) =>
      slot % every !== 0 ? null : html`<span style="left:${percent((slot + 0.5) / slots.length)}">${label}</span>`,
    )
  return html`<div class="chart">${drawing(
    sectionId,
    what,
    html`${stackedColumns({ what: heading, slots: slots.length, series, height })}<div class="times few">${label(Math.ceil(slots.length / 8))}</div><div class="times many">${label(1)}</div>`,
  )}
<div class="marks" role="group" aria-label="${what}: arrow keys go from column to column" data-table="${tableId(sectionId)}" data-slots="${slots.length}" data-at="${slots.map((_, k) => k).join(' ')}"></div></div>`
}
