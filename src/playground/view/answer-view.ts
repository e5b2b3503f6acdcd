import {
  type CandidateExplanation,
  type Counterfactual,
  type DescribeOptions,
  describeSettled,
  describeVerdict,
  type Explanation,
  nearestFirst,
} from '../../explain.js'
import type { Question } from '../trace/question.js'
import { CandidateRow } from './candidate-row.js'
import { element, named, setAttribute, setText } from './element.js'

interface AnswerOptions {
  readonly onToggle: (id: string, open: boolean) => void
  readonly goTo: (at: number) => void
}

/** What is said where nobody is there to be asked about. */
export type Nothing = 'nobody' | 'no_page' | 'no_catalog'

/** The decision and the whole explanation: what shows, then what does not, the nearest miss first. */
export class AnswerView {
  readonly #verdict = named('verdict', HTMLElement)
  readonly #asked = named('asked', HTMLElement)
  readonly #list = named('candidates', HTMLElement)
  readonly #settled = named('settled', HTMLElement)
  readonly #panel = named('answer', HTMLElement)
  readonly #old = named('old', HTMLElement)
  readonly #rows = new Map<string, CandidateRow>()
  readonly #options: AnswerOptions
  /** What is to be put into words yet, by row; what has waited longest comes first. */
  readonly #waiting = new Map<CandidateRow, () => void>()
  #open: ReadonlySet<string> = new Set()
  #winner: string | null = null
  #isMoving = false
  #unjudged: Unjudged | null = null
  #ended = ''

  constructor(options: AnswerOptions) {
    this.#options = options
  }

  /** Which candidates are open, by id. */
  set open(ids: readonly string[]) {
    this.#open = new Set(ids)
    for (const [id, row] of this.#rows) row.isOpen = this.#open.has(id)
  }

  /** Says that what is shown is the answer to what stood there before; `null` when it is the present one. */
  set old(why: string | null) {
    this.#panel.classList.toggle('is-old', why !== null)
    setText(this.#old, why ?? '')
    this.#old.hidden = why === null
  }

  showNothing(why: Nothing): void {
    setText(this.#verdict, nothing[why])
    setText(this.#asked, '')
    this.#list.replaceChildren()
    this.#settled.replaceChildren()
    this.#ended = ''
    this.#unjudged = null
    this.#rows.clear()
    this.#waiting.clear()
  }

  /** Shows the decision. What is said of each candidate follows, by `judge` and `tell`. */
  show({ kind, line, page }: Question, explanation: Explanation, options: DescribeOptions): void {
    const verdict = describeVerdict(explanation, options)
    // An id is written as it is, whatever it begins with.
    setText(this.#verdict, verdict.replace(/^nothing shows/, 'Nothing shows'))
    setAttribute(this.#verdict, 'data-outcome', explanation.outcome)
    setText(this.#asked, `${asked[kind].replace('{line}', String(line))} ${page.href}`)
    this.#winner = explanation.winner
    this.#unjudged = { explanation, options, ordered: null, judged: 0 }
  }

  /** Whether the verdicts are still those of another answer. */
  get isUnjudged(): boolean {
    return this.#unjudged !== null
  }

  /** Shows as many verdicts as are asked for, in order. */
  judge(most: number): void {
    if (this.#unjudged === null) return
    const { explanation, options, judged } = this.#unjudged
    const ordered = this.#unjudged.ordered ?? inOrder(explanation)
    const end = Math.min(ordered.length, judged + most)
    let place = this.#list.children[judged] ?? null
    for (const candidate of ordered.slice(judged, end)) {
      const row = this.#row(candidate.id)
      row.judge(candidate)
      this.#waiting.set(row, () => row.tell(explanation, candidate, options))
      // Only what has another place than before is moved.
      if (place === row.item) place = place.nextElementSibling
      else this.#list.insertBefore(row.item, place)
    }
    this.#unjudged = end < ordered.length ? { explanation, options, ordered, judged: end } : null
    if (this.#unjudged !== null) return
    if (place !== null) this.#drop(new Set(ordered.map(({ id }) => id)))
    this.#showSettled(explanation, options)
  }

  #showSettled(explanation: Explanation, options: DescribeOptions): void {
    const ended = explanation.settled.map((delivery) => describeSettled(explanation, delivery, options).sentence)
    const all = ended.join('\n')
    if (all === this.#ended) return
    this.#ended = all
    this.#settled.replaceChildren(...ended.map((sentence) => element('li', { dir: 'auto' }, sentence)))
  }

  /** Whether there is anything that is not in words yet. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0
  }

  /** Puts as many candidates into words as are asked for, so that a frame has not more to do than it can. */
  tell(most: number): void {
    let left = most
    for (const [row, tell] of this.#waiting) {
      if (left === 0) return
      left -= 1
      this.#waiting.delete(row)
      tell()
    }
  }

  /** The candidates to work out ways for: those that are open first. What shows needs none. */
  wonderAbout(): readonly string[] {
    const waiting = [...this.#rows].filter(([id, row]) => {
      if (id === this.#winner) row.showWays(null, {})
      return id !== this.#winner
    })
    return waiting.sort(([, a], [, b]) => Number(b.isOpen) - Number(a.isOpen)).map(([id]) => id)
  }

  /** Dims what was worked out for another instant while the clock is on its way. */
  set isMoving(moving: boolean) {
    if (moving !== this.#isMoving) this.#panel.classList.toggle('is-moving', moving)
    this.#isMoving = moving
  }

  /** What would have made a candidate show. */
  showWays(found: Counterfactual, options: DescribeOptions): void {
    this.#rows.get(found.id)?.showWays(found, options)
  }

  #row(id: string): CandidateRow {
    const known = this.#rows.get(id)
    if (known !== undefined) return known
    const row = new CandidateRow(id, {
      onToggle: (open) => this.#options.onToggle(id, open),
      goTo: this.#options.goTo,
    })
    row.isOpen = this.#open.has(id)
    this.#rows.set(id, row)
    return row
  }

  #drop(kept: ReadonlySet<string>): void {
    for (const [id, row] of this.#rows) {
      if (kept.has(id)) continue
      row.item.remove()
      this.#rows.delete(id)
      this.#waiting.delete(row)
    }
  }
}

/** How far the verdicts of an answer are shown. */
interface Unjudged {
  readonly explanation: Explanation
  readonly options: DescribeOptions
  /** Worked out with the first of them. */
  readonly ordered: readonly CandidateExplanation[] | null
  readonly judged: number
}

/** What shows, then what does not, the nearest miss first. */
const inOrder = (explanation: Explanation): readonly CandidateExplanation[] => [
  ...explanation.candidates.filter(({ id }) => id === explanation.winner),
  ...nearestFirst(explanation),
]

const asked: Readonly<Record<Question['kind'], string>> = {
  page: 'On the page load of line {line}:',
  peek: 'Asked by line {line}, and not recorded:',
  trigger: 'On what line {line} does on the page:',
  timer: 'After the time on the page:',
  now: 'If the page were loaded now:',
}

const nothing: Readonly<Record<Nothing, string>> = {
  nobody: 'Nobody to ask about: add an event',
  no_page: 'No page to ask about: add a page load',
  no_catalog: 'No answer yet: the catalog cannot be read',
}
