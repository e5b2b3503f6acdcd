import { drawing, tableId } from '../figure/figure.js'
import { type Html, html, type Part } from '../page/html.js'
import { dayAt, type TimeAxis, timeAxis } from './time-axis.js'
import { percent } from './value-axis.js'

/** What happened by UTC day, for pictures of it: one row for each slot that has any. */
export interface Days<Row> {
  readonly axis: TimeAxis
  /** In order. Where a slot is longer than a day, the sum of its days. */
  readonly rows: readonly { readonly slot: number; readonly label: string; readonly row: Row }[]
}

/** @returns `null` where there is no day */
export function daysOf<Row extends { readonly day: string }>(
  days: readonly Row[],
  add: (a: Row, b: Row) => Row,
): Days<Row> | null {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
  const axis = timeAxis(dayAt(first.day), dayAt(last.day))
  const bySlot = new Map<number, Row>()
  for (const row of days) {
    const slot = axis.slotOf(dayAt(row.day))
    const before = bySlot.get(slot)
    bySlot.set(slot, before === undefined ? row : add(before, row))
  }
  const rows = [...bySlot].map(([slot, row]) => ({ slot, label: axis.label(dayAt(row.day)), row }))
  return { axis, rows }
}

/** Panels over one axis of days, and a mark for each day that has a row in the section's table. */
export const daysChart = (sectionId: string, what: string, { axis, rows }: Days<unknown>, panels: Part): Html =>
  html`<div class="chart">${drawing(sectionId, what, html`${panels}${dayLabels(axis)}`)}
<div class="marks" role="group" aria-label="${what}: arrow keys go from ${axis.unit} to ${axis.unit}" data-table="${tableId(sectionId)}" data-slots="${axis.slots}" data-at="${rows.map(({ slot }) => slot).join(' ')}"></div></div>`

/** Fewer of them where the page is narrow. */
const dayLabels = ({ ticks }: TimeAxis): Html =>
  html`${[
    ['few', 4],
    ['many', 12],
  ].map(
    ([name, most]) =>
      html`<div class="times ${name as string}">${ticks(most as number).map(({ place, label }) => html`<span style="left:${percent(place)}">${label}</span>`)}</div>`,
  )}`
