import type { Evidence } from '../../explain.js'
import { element, setAttribute, setText } from './element.js'

const signs = { true: '✓', false: '✗', null: '·' } as const
const spoken = { true: 'passes: ', false: 'fails: ', null: '' } as const

/** Whether something passes, for the eye and for the ear. */
export function setAnswer(mark: HTMLElement, passes: boolean | null): void {
  const key = `${passes}` as keyof typeof signs
  if (mark.dataset.passes === key) return
  mark.dataset.passes = key
  mark.replaceChildren(
    element('span', { 'aria-hidden': 'true' }, signs[key]),
    element('span', { class: 'spoken' }, spoken[key]),
  )
}

/** Shows lines of evidence with those under them, and leaves alone what is the same as before. */
export function showParts(list: HTMLElement, parts: readonly Evidence[]): void {
  while (list.children.length > parts.length) list.lastElementChild?.remove()
  for (const [index, part] of parts.entries())
    showPart((list.children[index] ?? list.appendChild(newLine())) as HTMLElement, part)
}

function showPart(line: HTMLElement, { passes, words, parts }: Evidence): void {
  const [mark, text] = line.children as unknown as [HTMLElement, HTMLElement]
  setAnswer(mark, passes)
  setText(text, words)
  const below = line.querySelector<HTMLElement>(':scope > ul')
  if (parts.length === 0) below?.remove()
  else showParts(below ?? line.appendChild(element('ul')), parts)
  setAttribute(line, 'class', passes === false ? 'fails' : '')
}

const newLine = (): HTMLElement =>
  element('li', {}, element('span', { class: 'answer' }), element('span', { class: 'words', dir: 'auto' }))
