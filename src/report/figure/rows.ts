import { counted } from '../../describe/count.js'
import { html, type Part } from '../page/html.js'

/** How many rows a picture has at most: more are not read, they are searched. */
export const mostRows = 30

/** How many rows a table has at most; the figures of all are in the answer as JSON. */
export const mostTableRows = 200

/** The first so many by what they are worth, in the order that they had. */
export function foremost<T>(all: readonly T[], most: number, worth: (one: T) => number): readonly T[] {
  if (all.length <= most) return all
  const places = all.map((_, k) => k).sort((a, b) => worth(all[b] as T) - worth(all[a] as T) || a - b)
  return places
    .slice(0, most)
    .sort((a, b) => a - b)
    .map((k) => all[k] as T)
}

/** What a picture does not have. */
export const notDrawn = (more: number): Part =>
  more > 0 &&
  html`<p class="note">${counted(more, 'experience')} more with smaller figures ${more === 1 ? 'is' : 'are'} not drawn.</p>`

/** What a table does not have. */
export const tableLeftOut = (more: number): Part =>
  more > 0
    ? `${counted(more, 'more row')} with smaller figures left out here: the answer with --json has them all.`
    : null
