import { html, own, type Part } from '../page/html.js'

/** An experience as people know it, and by what a catalog knows it. */
export const experienceName = ({ id, name }: { readonly id: string; readonly name: string | null }): Part =>
  name === null || name === '' ? own(id) : html`${own(name)} <small>${own(id)}</small>`
