import { element, named, setText } from './element.js'

interface ToolbarOptions {
  readonly examples: readonly { readonly name: string; readonly title: string }[]
  readonly onExample: (name: string) => void
  readonly onShare: () => void
  readonly onExport: () => void
}

export type Tone = 'plain' | 'problem'

/** What concerns the whole page: where to start from, and how to take it along. */
export class Toolbar {
  readonly #example = named('example', HTMLSelectElement)
  readonly #notice = named('notice', HTMLElement)

  constructor({ examples, onExample, onShare, onExport }: ToolbarOptions) {
    this.#example.append(...examples.map(({ name, title }) => element('option', { value: name }, title)))
    this.#example.addEventListener('change', () => {
      onExample(this.#example.value)
      // What is edited is the example no more; choosing it again brings it back.
      this.#example.value = ''
    })
    named('share', HTMLButtonElement).addEventListener('click', onShare)
    named('export', HTMLButtonElement).addEventListener('click', onExport)
  }

  /** Says something about the page as a whole; an empty text takes it back. */
  say(text: string, tone: Tone = 'plain'): void {
    setText(this.#notice, text)
    this.#notice.className = tone
    this.#notice.hidden = text === ''
  }
}

/** Gives a text to the reader as a file. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = element('a', { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
