import type { Html, Part } from '../page/html.js'
import { html } from '../page/html.js'
import { type Table, table } from './table.js'

export interface Figure {
  /** Of this section; others are made from it. */
  readonly id: string
  /** What it answers. */
  readonly title: string
  /** One sentence of what is to be seen, made from the data. */
  readonly reading: Part
  readonly body: Part
  readonly table: Omit<Table, 'id'> | null
  /** Whether the figures are what one came for. */
  readonly isOpen?: boolean
}

/** A section of a page: a question, the answer in a sentence, the picture of it, and the figures behind it. */
export const figure = ({ id, title, reading, body, table: figures, isOpen = false }: Figure): Html =>
  html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p class="reading" id="${id}-reading">${reading}</p>
${body}
${
  figures === null
    ? null
    : html`<details${isOpen && html` open`}><summary>The figures</summary>
${table({ ...figures, id: tableId(id) })}
</details>`
}
</section>
`

/** The table of a section: what its marks tell. */
export const tableId = (sectionId: string): string => `${sectionId}-table`

/** A picture by itself: what it shows is in the sentence above it and in the table below it. */
export const drawing = (sectionId: string, what: string, body: Part): Html =>
  html`<div class="drawing" role="img" aria-label="${what}" aria-describedby="${sectionId}-reading">${body}</div>`
