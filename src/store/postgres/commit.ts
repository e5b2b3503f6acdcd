import { changedDeliveries, isListed, namesSet } from '../change-parts.js'
import { writeState } from '../state/state.js'
import type { CommitOutcome, ProfileChange } from '../store.js'
import { keyText } from './key-text.js'
import { digest, parts, toAnswer } from './profiles.js'
import { type Sql, SqlValues } from './sql.js'
import { breaks, isLostRace } from './sql-error.js'

/**
 * Keeps a change in one statement, which is one transaction: the profile's row where it still has the version, and
 * what goes with it only where that row was written. What else has to be unique breaks the whole of it.
 */
export async function commit(sql: Sql, s: string, change: ProfileChange): Promise<CommitOutcome> {
  const { text, values } = statement(s, change)
  try {
    const [written] = await sql.query(text, values)
    return written === undefined
      ? { outcome: 'conflict' }
      : { outcome: 'committed', version: written.version as number }
  } catch (error) {
    if (isLostRace(error)) return { outcome: 'conflict' }
    if (breaks(error, 'answers_key')) return answered(sql, s, change)
    if (breaks(error, 'deliveries_id')) return taken(sql, s, change)
    throw error
  }
}

function statement(s: string, change: ProfileChange): { readonly text: string; readonly values: SqlValues['all'] } {
  const { base, profile, answer } = change
  const values = new SqlValues()
  const [id, state] = [values.add(keyText(profile.id)), values.add(writeState(profile))]
  const steps = [
    base.version === 0
      ? `written as (insert into ${s}.profiles (id, version, state) values (${id}, nextval('${s}.versions'), ${state})
        on conflict (id) do nothing returning number, version)`
      : `written as (update ${s}.profiles set version = nextval('${s}.versions'), state = ${state}
        where id = ${id} and version = ${values.add(base.version)} returning number, version)`,
  ]
  if (answer !== null) {
    const eventId = values.add(keyText(answer.eventId))
    const row = `${digest(eventId)}, ${eventId}, ${values.add(answer.at)}::bigint, ${values.add(JSON.stringify(answer.body))}`
    steps.push(`answered as (insert into ${s}.answers (profile, event_key, event_id, at, body)
      select number, ${row} from written)`)
  }
  steps.push(...nameSteps(s, change, values), ...deliverySteps(s, change, values))
  return { text: `with ${steps.join(',\n')}\nselect version::float8 as version from written`, values: values.all }
}

/** In one order whoever sets them, so that two never wait for each other. */
function nameSteps(s: string, { events }: ProfileChange, values: SqlValues): readonly string[] {
  const names = namesSet(events).map(parts)
  if (names.length === 0) return []
  const kinds = values.add(names.map(([kind]) => kind))
  const texts = values.add(names.map(([, value]) => keyText(value)))
  return [
    `named as (insert into ${s}.names (kind, key, value, profile)
      select kind, ${digest('value')} as key, value, number
      from written, unnest(${kinds}::text[], ${texts}::text[]) as given (kind, value) order by kind, key
      on conflict (kind, key) do update set profile = excluded.profile)`,
  ]
}

function deliverySteps(s: string, change: ProfileChange, values: SqlValues): readonly string[] {
  const deliveries = changedDeliveries(change)
  if (deliveries.length === 0) return []
  const columns = [
    `${values.add(deliveries.map(({ id }) => keyText(id)))}::text[]`,
    `${values.add(deliveries.map(({ modelId }) => keyText(modelId)))}::text[]`,
    `${values.add(deliveries.map(({ createdAt }) => createdAt))}::bigint[]`,
    `${values.add(deliveries.map(isListed))}::boolean[]`,
    `${values.add(deliveries.map((delivery) => JSON.stringify(delivery)))}::text[]`,
  ]
  return [
    `delivered as (insert into ${s}.deliveries (profile, id, model_id, created_at, listed, document)
      select number, given.* from written, unnest(${columns.join(', ')}) as given
      on conflict (id, profile) do update
      set model_id = excluded.model_id, listed = excluded.listed, document = excluded.document)`,
  ]
}

/** The answer that was there before; where it has gone since, the profile has changed. */
async function answered(sql: Sql, s: string, { profile, answer }: ProfileChange): Promise<CommitOutcome> {
  const [row] = await sql.query(
    `select a.event_id, a.at::float8 as at, a.body from ${s}.answers a join ${s}.profiles p on p.number = a.profile
    where p.id = $1 and a.event_key = ${digest('$2')}`,
    [keyText(profile.id), keyText(answer?.eventId ?? '')],
  )
  return row === undefined ? { outcome: 'conflict' } : { outcome: 'answered', answer: toAnswer(row) }
}

async function taken(sql: Sql, s: string, change: ProfileChange): Promise<CommitOutcome> {
  const ids = changedDeliveries(change).map(({ id }) => id)
  const rows = await sql.query(
    `select d.id from ${s}.deliveries d join ${s}.profiles p on p.number = d.profile
    where d.id = any ($1::text[]) and p.id <> $2`,
    [ids.map(keyText), keyText(change.profile.id)],
  )
  const found = ids.find((id) => rows.some((row) => row.id === keyText(id)))
  return found === undefined ? { outcome: 'conflict' } : { outcome: 'taken', deliveryId: found }
}
