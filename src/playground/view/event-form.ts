import { readTraceEvent } from '../../authoring/index.js'
import { formatInstant, type Instant } from '../../index.js'
import { element, named, setText } from './element.js'

type EventType = 'page' | 'identify' | 'track' | 'trigger' | 'interaction'

interface Field {
  readonly key: string
  readonly label: string
  /** The values that there are to choose from. */
  readonly values?: readonly string[]
  readonly placeholder?: string
}

const fields: Readonly<Record<EventType, readonly Field[]>> = {
  page: [{ key: 'href', label: 'page', placeholder: 'https://app.example.com/' }],
  identify: [{ key: 'traits', label: 'traits, in JSON', placeholder: '{ "plan": "team" }' }],
  track: [{ key: 'event', label: 'name of the event' }],
  trigger: [
    { key: 'on', label: 'on', values: ['click', 'hover', 'input', 'custom', 'element_match'] },
    { key: 'element', label: 'element', placeholder: '#help' },
    { key: 'name', label: 'name' },
  ],
  interaction: [
    { key: 'experience_id', label: 'experience' },
    { key: 'state', label: 'state', values: ['completed', 'exited', 'snoozed', 'started'] },
    { key: 'defer_until', label: 'snoozed until', placeholder: '+1d' },
  ],
}

interface FormOptions {
  /** Where the clock stands, and whom it is about. */
  readonly now: () => { readonly at: Instant; readonly profileId: string | null }
  readonly add: (line: string, at: Instant) => void
}

/** A small form that writes a line of the trace. */
export class EventForm {
  readonly #form = named('add-event', HTMLFormElement)
  readonly #type = named('add-type', HTMLSelectElement)
  readonly #person = named('add-person', HTMLInputElement)
  readonly #at = named('add-at', HTMLInputElement)
  readonly #fields = named('add-fields', HTMLElement)
  readonly #problem = named('add-problem', HTMLElement)
  readonly #options: FormOptions

  constructor(options: FormOptions) {
    this.#options = options
    this.#type.addEventListener('change', () => this.#showFields())
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.#submit()
    })
    this.#showFields()
  }

  /** What is left empty is taken from the clock. */
  refresh(): void {
    const { at, profileId } = this.#options.now()
    this.#at.placeholder = formatInstant(at)
    this.#person.placeholder = profileId ?? 'u1'
  }

  #showFields(): void {
    const labels = fields[this.#type.value as EventType].map(({ key, label, values, placeholder = '' }) => {
      const input =
        values === undefined
          ? element('input', { name: key, placeholder, autocomplete: 'off' })
          : element('select', { name: key }, ...values.map((value) => element('option', {}, value)))
      return element('label', {}, label, input)
    })
    this.#fields.replaceChildren(...labels)
  }

  #submit(): void {
    const line = this.#read()
    const event = typeof line === 'string' ? null : readTraceEvent(line)
    const problem = typeof line === 'string' ? line : event?.ok === false ? event.problems[0] : null
    this.#problem.hidden = problem === null || problem === undefined
    if (typeof problem === 'string') setText(this.#problem, problem)
    else if (problem) setText(this.#problem, [problem.message, problem.help ?? ''].join(' ').trim())
    if (event?.ok) this.#options.add(JSON.stringify(line), event.value.at)
  }

  /** The line that is meant, or what is wrong with it. */
  #read(): Readonly<Record<string, unknown>> | string {
    const type = this.#type.value as EventType
    const line: Record<string, unknown> = {
      type,
      at: this.#at.value.trim() || this.#at.placeholder,
      profile_id: this.#person.value.trim() || this.#person.placeholder,
    }
    for (const { key, placeholder = '' } of fields[type]) {
      const input = this.#fields.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${key}]`)
      const given = input?.value.trim() ?? ''
      if (key === 'traits') {
        try {
          line.traits = JSON.parse(given === '' ? placeholder : given)
        } catch {
          return `traits: no JSON, as ${placeholder} is: ${given}`
        }
      } else if (given !== '') line[key] = given
      else if (key === 'href') line.href = placeholder
    }
    return line
  }
}
