import { element, named, setText } from './element.js'

export interface Choice {
  readonly profileId: string | null
  readonly zone: string
  readonly behaviour: 'assumed' | 'recorded'
}

/** Whom it is about, how times are shown, and what ends a show. */
export class Choices {
  readonly #person = named('person', HTMLSelectElement)
  readonly #zone = named('zone', HTMLInputElement)
  readonly #problem = named('zone-problem', HTMLElement)
  readonly #behaviour = named('behaviour', HTMLSelectElement)

  constructor({ zones, onChange }: { readonly zones: readonly string[]; readonly onChange: () => void }) {
    named('zones', HTMLDataListElement).append(...zones.map((value) => element('option', { value })))
    for (const choice of [this.#person, this.#zone, this.#behaviour]) choice.addEventListener('change', onChange)
  }

  get now(): Choice {
    const behaviour = this.#behaviour.value === 'recorded' ? 'recorded' : 'assumed'
    return { profileId: this.#person.value || null, zone: this.#zone.value.trim() || 'UTC', behaviour }
  }

  set now({ zone, behaviour }: Omit<Choice, 'profileId'>) {
    this.#zone.value = zone
    this.#behaviour.value = behaviour
  }

  /** Who there is, and who of them is chosen: the first where it is nobody of them. */
  setPeople(ids: readonly string[], chosen: string | null): void {
    const shown = Array.from(this.#person.options, ({ value }) => value)
    if (shown.join('\n') !== ids.join('\n')) {
      this.#person.replaceChildren(...ids.map((id) => element('option', { value: id }, id)))
    }
    this.#person.value = chosen !== null && ids.includes(chosen) ? chosen : (ids[0] ?? '')
  }

  set zoneProblem(problem: string | null) {
    setText(this.#problem, problem ?? '')
    this.#problem.hidden = problem === null
  }
}
