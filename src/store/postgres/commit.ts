import { changedDeliveries } from '../change-parts.js'
import type { CommitOutcome, ProfileChange } from '../store.js'
import { commitSteps } from './commit-steps.js'
import { keyText } from './key-text.js'
import { digest, toAnswer } from './profiles.js'
import type { Sql } from './sql.js'
import { breaks, isLostRace } from './sql-error.js'

/**
 * Keeps a change in one statement, which is one transaction: the profile's row where it still has the version, and
 * what goes with it only where that row was written. What else has to be unique breaks the whole of it.
 */
export class PostgresCommits {
  readonly #sql: Sql
  readonly #s: string
  /** The statements, by which steps they have: a text that is the same text each time is found the faster. */
  readonly #texts = new Map<string, string>()

  /** @param s the schema, quoted */
  constructor(sql: Sql, s: string) {
    this.#sql = sql
    this.#s = s
  }

  async commit(change: ProfileChange): Promise<CommitOutcome> {
    const steps = commitSteps.filter(({ isIn }) => isIn(change))
    const values = steps.flatMap((step) => step.values(change))
    try {
      const [written] = await this.#sql.query(this.#textOf(steps, change), values)
      if (written === undefined) return { outcome: 'conflict' }
      return { outcome: 'committed', version: written.version as number }
    } catch (error) {
      if (isLostRace(error)) return { outcome: 'conflict' }
      if (breaks(error, 'answers_key')) return this.#answered(change)
      if (breaks(error, 'deliveries_id')) return this.#taken(change)
      throw error
    }
  }

  #textOf(steps: readonly (typeof commitSteps)[number][], change: ProfileChange): string {
    const key = steps.map(({ name }) => name).join()
    const known = this.#texts.get(key)
    if (known !== undefined) return known
    let size = 0
    const texts = steps.map((step) =>
      step.text(
        this.#s,
        step.values(change).map(() => `$${++size}`),
      ),
    )
    const text = `with ${texts.join(',\n')}\nselect version::float8 as version from written`
    this.#texts.set(key, text)
    return text
  }

  /** The answer that was there before; where it has gone since, the profile has changed. */
  async #answered({ profile, answer }: ProfileChange): Promise<CommitOutcome> {
    const [row] = await this.#sql.query(
      `select a.event_id, a.at::float8 as at, a.body from ${this.#s}.answers a
      join ${this.#s}.profiles p on p.number = a.profile where p.id = $1 and a.event_key = ${digest('$2')}`,
      [keyText(profile.id), keyText(answer?.eventId ?? '')],
    )
    return row === undefined ? { outcome: 'conflict' } : { outcome: 'answered', answer: toAnswer(row) }
  }

  async #taken(change: ProfileChange): Promise<CommitOutcome> {
    const ids = changedDeliveries(change).map(({ id }) => id)
    const rows = await this.#sql.query(
      `select d.id from ${this.#s}.deliveries d join ${this.#s}.profiles p on p.number = d.profile
      where d.id = any ($1::text[]) and p.id <> $2`,
      [ids.map(keyText), keyText(change.profile.id)],
    )
    const found = ids.find((id) => rows.some((row) => row.id === keyText(id)))
    return found === undefined ? { outcome: 'conflict' } : { outcome: 'taken', deliveryId: found }
  }
}
