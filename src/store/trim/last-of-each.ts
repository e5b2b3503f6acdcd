import type { Instant, Interaction } from '../../model/index.js'

/**
 * What is asked of an experience's past for ever: its last show, by any way and by each way that it came about (H2, L7,
 * lifetime groups), the last that came into each state (H4, H5, `history.` facts), and the last one that is still open,
 * which a reported end closes (H1).
 */
export class LastOfEach {
  readonly #last = new Map<string, Interaction>()
  readonly #kept: ReadonlySet<Interaction>

  constructor(interactions: readonly Interaction[]) {
    for (const one of interactions) {
      const { experienceId, groupKind, state } = one
      // They are ordered by start: a later one takes the place.
      this.#last.set(key(experienceId, 'kind', groupKind), one)
      if (state === 'started' || state === 'snoozed') this.#last.set(key(experienceId, 'open'), one)
      this.#keepLater(key(experienceId, 'state', state), one)
    }
    this.#kept = new Set(this.#last.values())
  }

  has(interaction: Interaction): boolean {
    return this.#kept.has(interaction)
  }

  #keepLater(name: string, one: Interaction): void {
    const before = this.#last.get(name)
    if (before === undefined || stateAt(before) <= stateAt(one)) this.#last.set(name, one)
  }
}

const key = (...parts: readonly string[]): string => JSON.stringify(parts)

const stateAt = ({ stateAt, startedAt }: Interaction): Instant => stateAt ?? startedAt
