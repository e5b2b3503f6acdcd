import type { Delivery } from '../../model/index.js'
import type { DeliveryPlace, DeliveryQuery } from '../store.js'
import { keyText } from './key-text.js'
import { type Sql, type SqlRow, SqlValues } from './sql.js'

export async function findDelivery(sql: Sql, s: string, id: string): Promise<Delivery | null> {
  const [row] = await sql.query(`select document from ${s}.deliveries where id = $1`, [keyText(id)])
  return row === undefined ? null : toDelivery(row)
}

/** D11. Only what is asked for is in the text, so that the index that fits is taken. */
export async function listDeliveries(sql: Sql, s: string, query: DeliveryQuery): Promise<readonly Delivery[]> {
  const { modelId, profileId, before, after, limit } = query
  const values = new SqlValues()
  const conditions = ['listed']
  if (modelId != null) conditions.push(`model_id = ${values.add(keyText(modelId))}`)
  if (profileId != null) {
    conditions.push(`profile = (select number from ${s}.profiles where id = ${values.add(keyText(profileId))})`)
  }
  if (before != null) conditions.push(beyond('<', before, values))
  if (after != null) conditions.push(beyond('>', after, values))
  const rows = await sql.query(
    `select document from ${s}.deliveries where ${conditions.join(' and ')}
    order by created_at desc, id desc limit ${values.add(limit)}`,
    values.all,
  )
  return rows.map(toDelivery)
}

function beyond(sign: '<' | '>', { createdAt, id }: DeliveryPlace, values: SqlValues): string {
  const at = `${values.add(createdAt)}::bigint`
  return id === null ? `created_at ${sign} ${at}` : `(created_at, id) ${sign} (${at}, ${values.add(keyText(id))})`
}

const toDelivery = ({ document }: SqlRow): Delivery => JSON.parse(document as string)
