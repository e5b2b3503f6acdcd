import { visible } from '../../describe/visible.js'

/** Text that is HTML: whatever came from outside has been escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in HTML: text is escaped, what is nothing is left out. */
export type Part = Html | string | number | null | false | readonly Part[]

/** HTML with parts in it. Text that is put in cannot become markup, in an element or in a quoted attribute. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.reduce((all, string, k) => all + written(parts[k - 1] ?? null) + string))

/** HTML that was written by hand. */
export const raw = (text: string): Html => new Html(text)

/** Text from outside in a sentence: its direction stays its own. */
export const own = (text: string): Html => html`<bdi>${text}</bdi>`

/** The same where there is little place: the beginning of it, never through the middle of a character. */
export function ownBriefly(text: string): Html {
  const characters = [...text]
  return own(characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text)
}

const longest = 60

/** Things in a row, with something between them. */
export const joined = (parts: readonly Part[], between: string): Part =>
  parts.flatMap((part, k) => (k === 0 ? [part] : [between, part]))

function written(part: Part): string {
  if (part === null || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return part.map(written).join('')
}

const escaped = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
