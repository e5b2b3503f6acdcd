import { count } from '../../describe/count.js'
import { type Html, html, type Part } from '../page/html.js'

export interface Column {
  readonly head: string
  /** Numbers stand at the right. */
  readonly isText?: boolean
}

export interface Table {
  readonly id: string
  readonly caption: Part
  /** The first one is what a row is about. */
  readonly columns: readonly [Column, ...Column[]]
  readonly rows: readonly (readonly Cell[])[]
  /** What is not in it, in a sentence. */
  readonly leftOut?: Part
}

/** A number is written with its thousands apart. */
export type Cell = Part

/** A real table: a caption, a head for every column and every row. */
export function table({ id, caption, columns, rows, leftOut = null }: Table): Html {
  const head = columns.map(
    ({ head, isText = false }, k) => html`<th scope="col"${ofText(isText || k === 0)}>${head}</th>`,
  )
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}-caption"><table id="${id}"><caption id="${id}-caption">${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>${rows.map((row) => tableRow(row, columns))}</tbody></table></div>${leftOut === null ? null : html`<p class="note">${leftOut}</p>`}`
}

const tableRow = (row: readonly Cell[], columns: readonly Column[]): Html =>
  html`<tr>${row.map((cell, k) => {
    const text = typeof cell === 'number' ? count(cell) : cell
    if (k === 0) return html`<th scope="row">${text}</th>`
    return html`<td${ofText(columns[k]?.isText === true)}>${text}</td>`
  })}</tr>
`

const ofText = (isText: boolean): Html | null => (isText ? html` class="text"` : null)
