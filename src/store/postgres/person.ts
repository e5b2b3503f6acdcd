import { byAnswer, byName } from '../order.js'
import type { Name, ProfileExport } from '../store.js'
import { fromKeyText, keyText } from './key-text.js'
import { toAnswer, toKept } from './profiles.js'
import { toDispatch } from './sendings.js'
import type { SqlDatabase, SqlRow } from './sql.js'

/** All that is kept about one person, as it was at one instant. */
export async function exportProfile(
  database: SqlDatabase,
  s: string,
  profileId: string,
): Promise<ProfileExport | null> {
  const id = keyText(profileId)
  return database.transaction(async (sql) => {
    await sql.query('set transaction isolation level repeatable read, read only')
    const [row] = await sql.query(`select number, version::float8 as version, state from ${s}.profiles where id = $1`, [
      id,
    ])
    const number = `(select number from ${s}.profiles where id = $1)`
    const names = await sql.query(`select kind, value from ${s}.names where profile = ${number}`, [id])
    const answers = await sql.query(
      `select event_id, at::float8 as at, body from ${s}.answers where profile = ${number}`,
      [id],
    )
    const dispatches = await sql.query(
      `select s.id as sending_id, d.id, d.profile_id, d.document
      from ${s}.dispatches d join ${s}.sendings s on s.number = d.sending where d.profile_id = $1 order by s.id, d.id`,
      [id],
    )
    if (row === undefined && dispatches.length === 0) return null
    return {
      kept: row === undefined ? null : toKept(row),
      names: names.map(toName).sort(byName),
      answers: answers.map(toAnswer).sort(byAnswer),
      dispatches: dispatches.map((one) => toDispatch(one, fromKeyText(one.sending_id as string))),
    }
  })
}

/**
 * Takes it all away. The profile's row is locked first: a commit that is under way ends before, and its answers are
 * seen by the statements behind; one that comes later finds no row. Only what is that row's is taken: a profile that
 * comes anew while this waits for another erasure is not locked, and comes after both. What others may change at the
 * same time is locked in the order in which they do.
 *
 * @returns whether there was anything
 */
export async function eraseProfile(database: SqlDatabase, s: string, profileId: string): Promise<boolean> {
  const id = keyText(profileId)
  return database.transaction(async (sql) => {
    const found = await sql.query(`select number::text as number from ${s}.profiles where id = $1 for update`, [id])
    const numbers = found.map(({ number }) => number as string)
    await sql.query(`select 1 from ${s}.names where profile = any ($1::bigint[]) order by kind, key for update`, [
      numbers,
    ])
    for (const table of ['answers', 'names', 'deliveries']) {
      await sql.query(`delete from ${s}.${table} where profile = any ($1::bigint[])`, [numbers])
    }
    await sql.query(`delete from ${s}.profiles where number = any ($1::bigint[])`, [numbers])
    const own = `${s}.dispatches where profile_id = $1`
    await sql.query(`select 1 from ${own} order by sending, id for update`, [id])
    const dispatches = await sql.query(`delete from ${own} returning 1`, [id])
    return found.length + dispatches.length > 0
  })
}

const toName = ({ kind, value }: SqlRow): Name => {
  const text = fromKeyText(value as string)
  return kind === 'uid' ? { uid: text } : { email: text }
}
