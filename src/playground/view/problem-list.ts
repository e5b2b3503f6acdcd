import { element } from './element.js'
import type { Mark } from './text-editor.js'

/** How many problems are listed; the marks in the text are all there. */
const most = 20

/** What is wrong with a text, each with a way to its place. */
export function showProblems(
  list: HTMLElement,
  marks: readonly Mark[],
  goTo: (line: number, column: number) => void,
): void {
  const items = marks.slice(0, most).map((mark) => {
    const { line = 1, column = 1, message, help, severity } = mark
    const place = element('button', { type: 'button', class: 'place' }, `line ${line}, column ${column}`)
    place.addEventListener('click', () => goTo(line, column))
    const words = element('span', {}, ` ${message}`)
    const item = element('li', { class: severity }, place, words)
    if (help !== undefined) item.append(element('span', { class: 'help' }, ` ${help}`))
    return item
  })
  if (marks.length > most) items.push(element('li', {}, `and ${marks.length - most} more`))
  list.replaceChildren(...items)
  list.hidden = marks.length === 0
}
