import type { Instant } from '../../model/index.js'
import type { Dispatch, DispatchPage, KeptSending, PutOutcome, SendingChange, SendingPage } from '../store.js'
import { fromKeyText, keyText } from './key-text.js'
import { type Sql, type SqlRow, SqlValues } from './sql.js'

const columns = 'id, version::float8 as version, created_at::float8 as created_at, due_at::float8 as due_at, document'

/** Sendings and their dispatches. */
export class PostgresSendings {
  readonly #sql: Sql
  readonly #s: string

  constructor(sql: Sql, s: string) {
    this.#sql = sql
    this.#s = s
  }

  async get(id: string): Promise<KeptSending | null> {
    const [row] = await this.#sql.query(`select ${columns} from ${this.#s}.sendings where id = $1`, [keyText(id)])
    return row === undefined ? null : toSending(row)
  }

  async list({ before, limit }: SendingPage): Promise<readonly KeptSending[]> {
    const values = new SqlValues()
    const where =
      before == null
        ? ''
        : `where (created_at, id) < (${values.add(before.createdAt)}::bigint, ${values.add(keyText(before.id))})`
    const rows = await this.#sql.query(
      `select ${columns} from ${this.#s}.sendings ${where} order by created_at desc, id desc limit ${values.add(limit)}`,
      values.all,
    )
    return rows.map(toSending)
  }

  async due({ now, limit }: { readonly now: Instant; readonly limit: number }): Promise<readonly KeptSending[]> {
    const rows = await this.#sql.query(
      `select ${columns} from ${this.#s}.sendings where due_at <= $1 order by due_at, sendings.id limit $2`,
      [now, limit],
    )
    return rows.map(toSending)
  }

  async commit({ expected, sending, dispatches = [] }: SendingChange): Promise<PutOutcome> {
    const values = new SqlValues()
    const [id, at, due, document] = [
      values.add(keyText(sending.id)),
      `${values.add(sending.createdAt)}::bigint`,
      `${values.add(sending.dueAt)}::bigint`,
      values.add(JSON.stringify(sending.document)),
    ]
    const s = this.#s
    const written =
      expected === 0
        ? `insert into ${s}.sendings (id, version, created_at, due_at, document)
          values (${id}, 1, ${at}, ${due}, ${document}) on conflict (id) do nothing`
        : `update ${s}.sendings set version = version + 1, created_at = ${at}, due_at = ${due}, document = ${document}
          where id = ${id} and version = ${values.add(expected)}`
    const [row] = await this.#sql.query(
      `with written as (${written} returning number, version)${dispatchStep(s, dispatches, values)}
      select version::float8 as version from written`,
      values.all,
    )
    return row === undefined ? { outcome: 'conflict' } : { outcome: 'committed', version: row.version as number }
  }

  async dispatches({ sendingId, after = null, limit }: DispatchPage): Promise<readonly Dispatch[]> {
    const values = new SqlValues()
    const sending = `(select number from ${this.#s}.sendings where id = ${values.add(keyText(sendingId))})`
    const behind = after === null ? '' : `and id > ${values.add(keyText(after))}`
    const rows = await this.#sql.query(
      `select id, profile_id, document from ${this.#s}.dispatches
      where sending = ${sending} ${behind} order by id limit ${values.add(limit)}`,
      values.all,
    )
    return rows.map((row) => toDispatch(row, sendingId))
  }
}

function dispatchStep(s: string, dispatches: readonly Dispatch[], values: SqlValues): string {
  if (dispatches.length === 0) return ''
  const given = [
    values.add(dispatches.map(({ id }) => keyText(id))),
    values.add(dispatches.map(({ profileId }) => (profileId === null ? null : keyText(profileId)))),
    values.add(dispatches.map(({ document }) => JSON.stringify(document))),
  ]
  return `,
    dispatched as (insert into ${s}.dispatches (sending, id, profile_id, document)
      select number, given.* from written, unnest(${given.map((column) => `${column}::text[]`).join(', ')}) as given (id)
      order by given.id collate "C"
      on conflict (sending, id) do update set profile_id = excluded.profile_id, document = excluded.document)`
}

const toSending = ({ id, version, created_at, due_at, document }: SqlRow): KeptSending => ({
  id: fromKeyText(id as string),
  createdAt: created_at as number,
  dueAt: due_at as number | null,
  document: JSON.parse(document as string),
  version: version as number,
})

/** @param sendingId where the row does not say */
export const toDispatch = ({ id, profile_id, document }: SqlRow, sendingId: string): Dispatch => ({
  sendingId,
  id: fromKeyText(id as string),
  profileId: profile_id === null ? null : fromKeyText(profile_id as string),
  document: JSON.parse(document as string),
})
