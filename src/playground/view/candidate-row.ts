import {
  type CandidateExplanation,
  type Counterfactual,
  type DescribeOptions,
  describeCandidate,
  describeCounterfactual,
  type Explanation,
  reasons,
} from '../../explain.js'
import type { Code } from '../../index.js'
import { element, setAttribute, setText } from './element.js'
import { setAnswer, showParts } from './parts.js'

/** One candidate: what holds it back in a line, and when it is opened every check and what would have let it show. */
export class CandidateRow {
  readonly item: HTMLLIElement
  readonly #details: HTMLDetailsElement
  readonly #mark = element('span', { class: 'answer' })
  readonly #code = element('code', { class: 'code' })
  readonly #sentence = element('span', { class: 'sentence', dir: 'auto' })
  readonly #findings = element('ul', { class: 'findings' })
  readonly #outlook = element('p', { class: 'outlook', dir: 'auto' })
  readonly #next = element('button', { type: 'button', class: 'next' })
  readonly #lead = element('p', { class: 'lead-in' })
  readonly #ways = element('ul', { class: 'ways' })
  readonly #remedy = element('p', { class: 'remedy' })
  #drawn: (() => void) | null = null
  #nextAt: number | null = null
  #said: Code | null = null

  constructor(
    id: string,
    { onToggle, goTo }: { readonly onToggle: (open: boolean) => void; readonly goTo: (at: number) => void },
  ) {
    const name = element('bdi', { class: 'name' }, id)
    const head = element('span', { class: 'head' }, name, this.#code)
    const summary = element('summary', {}, this.#mark, element('span', { class: 'line' }, head, this.#sentence))
    const body = element('div', { class: 'body' })
    body.append(this.#findings, this.#outlook, this.#next, this.#lead, this.#ways, this.#remedy)
    this.#details = element('details', {}, summary, body)
    this.item = element('li', { class: 'candidate' }, this.#details)
    this.#details.addEventListener('toggle', () => {
      this.#draw()
      onToggle(this.#details.open)
    })
    this.#next.addEventListener('click', () => {
      if (this.#nextAt !== null) goTo(this.#nextAt)
    })
  }

  get isOpen(): boolean {
    return this.#details.open
  }

  set isOpen(open: boolean) {
    if (this.#details.open !== open) this.#details.open = open
  }

  /** The verdict alone, which is said at once. */
  judge({ code }: CandidateExplanation): void {
    if (code === this.#said) return
    this.#said = code
    setAnswer(this.#mark, code === 'shown' || code === 'redirected' ? true : code === 'armed' ? null : false)
    setText(this.#code, code)
    setAttribute(this.item, 'data-code', code)
  }

  /** All of it in words. What is closed is drawn when it is opened. */
  tell(explanation: Explanation, candidate: CandidateExplanation, options: DescribeOptions): void {
    const { code, nextAt } = candidate
    const words = describeCandidate(explanation, candidate, options)
    setText(this.#sentence, words.sentence)
    this.#nextAt = nextAt
    this.#drawn = () => {
      showParts(
        this.#findings,
        words.findings.map(({ passes, name, words, parts }) => ({ passes, words: `${name}: ${words}`, parts })),
      )
      show(this.#outlook, words.outlook)
      show(this.#next, nextAt === null ? null : 'set the clock to that instant')
      const { remedy } = reasons[code]
      show(this.#remedy, remedy === null || code === 'redirected' ? null : `What to do: ${remedy.replaceAll('`', '')}`)
    }
    if (this.isOpen) this.#draw()
  }

  /** What would have made it show was worked out (X4), or does not apply. */
  showWays(found: Counterfactual | null, options: DescribeOptions): void {
    const { lead, sets } = found === null ? { lead: '', sets: [] } : describeCounterfactual(found, options)
    show(
      this.#lead,
      lead === '' ? null : `${lead.charAt(0).toUpperCase()}${lead.slice(1)}${sets.length === 0 ? '' : ':'}`,
    )
    this.#ways.replaceChildren(...sets.map((set) => element('li', { dir: 'auto' }, set)))
    this.#ways.hidden = sets.length === 0
  }

  #draw(): void {
    if (!this.isOpen) return
    this.#drawn?.()
    this.#drawn = null
  }
}

function show(node: HTMLElement, text: string | null): void {
  setText(node, text ?? '')
  if (node.hidden !== (text === null)) node.hidden = text === null
}
