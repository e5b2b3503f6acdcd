import type { Instant } from '../../model/index.js'
import { profile } from '../../model/index.js'
import { readState } from '../state/state.js'
import type { Answer, Kept, Loaded, Name, ProfilePage } from '../store.js'
import { fromKeyText, keyText } from './key-text.js'
import { type Sql, type SqlRow, SqlValues } from './sql.js'

/** What is read of profiles, and old answers that go. */
export class PostgresProfiles {
  readonly #sql: Sql
  readonly #s: string

  /** @param s the schema, quoted */
  constructor(sql: Sql, s: string) {
    this.#sql = sql
    this.#s = s
  }

  /** One statement, so one state of the store: an answer is seen with the state that it was given from. */
  async load(profileId: string, eventId: string | null): Promise<Loaded> {
    const s = this.#s
    const [row] = await this.#sql.query(
      `select c.version::float8 as catalog, p.version::float8 as version, p.state, a.event_id, a.at::float8 as at, a.body
      from (select coalesce(max(version), 0) as version from ${s}.catalogs) c
      left join ${s}.profiles p on p.id = $1
      left join ${s}.answers a on a.profile = p.number and a.event_key = ${digest('$2')}`,
      [keyText(profileId), eventId === null ? null : keyText(eventId)],
    )
    const catalogVersion = row?.catalog as number
    if (row === undefined || row.state === null) {
      return { profile: profile(profileId), version: 0, answer: null, catalogVersion }
    }
    return { ...toKept(row), answer: row.body === null ? null : toAnswer(row), catalogVersion }
  }

  async list({ after = null, limit }: ProfilePage): Promise<readonly Kept[]> {
    const values = new SqlValues()
    const where = after === null ? '' : `where id > ${values.add(keyText(after))}`
    const rows = await this.#sql.query(
      `select version::float8 as version, state from ${this.#s}.profiles
      ${where} order by id limit ${values.add(limit)}`,
      values.all,
    )
    return rows.map(toKept)
  }

  async named(name: Name): Promise<string | null> {
    const [kind, value] = parts(name)
    const [row] = await this.#sql.query(
      `select p.id from ${this.#s}.names n join ${this.#s}.profiles p on p.number = n.profile
      where n.kind = $1 and n.key = ${digest('$2')}`,
      [kind, keyText(value)],
    )
    return row === undefined ? null : fromKeyText(row.id as string)
  }

  /** Some at a time, so that nobody waits for all of them. */
  async forgetAnswers(before: Instant): Promise<number> {
    const atOnce = 10_000
    for (let forgotten = 0; ; ) {
      const [row] = await this.#sql.query(
        `with old as (select ctid from ${this.#s}.answers where at < $1 limit $2),
        gone as (delete from ${this.#s}.answers where ctid = any (array(select ctid from old)) returning 1)
        select count(*)::float8 as gone from gone`,
        [before, atOnce],
      )
      forgotten += row?.gone as number
      if ((row?.gone as number) < atOnce) return forgotten
    }
  }
}

/** The key of what may be longer than an index takes. */
export const digest = (value: string): string => `sha256(convert_to(${value}::text, 'UTF8'))`

/** A name's kind and value. */
export const parts = (name: Name): readonly ['uid' | 'email', string] =>
  'uid' in name ? ['uid', name.uid] : ['email', name.email]

export const toKept = ({ version, state }: SqlRow): Kept => ({
  profile: readState(state as string),
  version: version as number,
})

export const toAnswer = ({ event_id, at, body }: SqlRow): Answer => ({
  eventId: fromKeyText(event_id as string),
  at: at as number,
  body: JSON.parse(body as string),
})
