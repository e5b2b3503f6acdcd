import { changedDeliveries, isListed, namesSet } from '../change-parts.js'
import { writeState } from '../state/state.js'
import type { ProfileChange } from '../store.js'
import { keyText } from './key-text.js'
import { digest, parts } from './profiles.js'
import type { SqlValue } from './sql.js'

/** A part of the statement that keeps a change: an expression of its `with`, which has a name. */
interface CommitStep {
  readonly name: string
  readonly isIn: (change: ProfileChange) => boolean
  readonly values: (change: ProfileChange) => readonly SqlValue[]
  /** @param given what the values are called, in their order */
  readonly text: (s: string, given: readonly string[]) => string
}

const insertProfile: CommitStep = {
  name: 'insert',
  isIn: ({ base }) => base.version === 0,
  values: ({ profile, catalogVersion = null }) => [keyText(profile.id), writeState(profile), catalogVersion],
  text: (s, [id, state, catalog]) =>
    `written as (insert into ${s}.profiles (id, version, state)
      select ${id}, nextval('${s}.versions'), ${state} where ${isLatest(s, catalog)}
      on conflict (id) do nothing returning number, version)`,
}

const updateProfile: CommitStep = {
  name: 'update',
  isIn: ({ base }) => base.version > 0,
  values: ({ base, profile, catalogVersion = null }) => [
    keyText(profile.id),
    writeState(profile),
    catalogVersion,
    base.version,
  ],
  text: (s, [id, state, catalog, version]) =>
    `written as (update ${s}.profiles set version = nextval('${s}.versions'), state = ${state}
      where id = ${id} and version = ${version} and ${isLatest(s, catalog)} returning number, version)`,
}

/** Where no version is named it is not asked for. */
const isLatest = (s: string, version: string | undefined): string =>
  `(${version}::bigint is null or (select coalesce(max(c.version), 0) from ${s}.catalogs c) = ${version})`

const remember: CommitStep = {
  name: 'answer',
  isIn: ({ answer }) => answer !== null,
  values: ({ answer }) => (answer === null ? [] : [keyText(answer.eventId), answer.at, JSON.stringify(answer.body)]),
  text: (s, [eventId, at, body]) =>
    `answered as (insert into ${s}.answers (profile, event_key, event_id, at, body)
      select number, ${digest(`${eventId}`)}, ${eventId}, ${at}::bigint, ${body} from written)`,
}

/** In one order whoever sets them, so that two never wait for each other. */
const name: CommitStep = {
  name: 'names',
  isIn: ({ events }) => events.some(({ type }) => type === 'identify') && namesSet(events).length > 0,
  values: ({ events }) => {
    const names = namesSet(events).map(parts)
    return [names.map(([kind]) => kind), names.map(([, value]) => keyText(value))]
  },
  text: (s, [kinds, values]) =>
    `named as (insert into ${s}.names (kind, key, value, profile)
      select kind, ${digest('value')} as key, value, number
      from written, unnest(${kinds}::text[], ${values}::text[]) as given (kind, value) order by kind, key
      on conflict (kind, key) do update set profile = excluded.profile)`,
}

const deliver: CommitStep = {
  name: 'deliveries',
  isIn: (change) => changedDeliveries(change).length > 0,
  values: (change) => {
    const deliveries = changedDeliveries(change)
    return [
      deliveries.map(({ id }) => keyText(id)),
      deliveries.map(({ modelId }) => keyText(modelId)),
      deliveries.map(({ createdAt }) => createdAt),
      deliveries.map(isListed),
      deliveries.map((delivery) => JSON.stringify(delivery)),
    ]
  },
  text: (s, [ids, models, instants, listed, documents]) =>
    `delivered as (insert into ${s}.deliveries (profile, id, model_id, created_at, listed, document)
      select number, given.* from written, unnest(
        ${ids}::text[], ${models}::text[], ${instants}::bigint[], ${listed}::boolean[], ${documents}::text[]
      ) as given
      on conflict (id, profile) do update
      set model_id = excluded.model_id, listed = excluded.listed, document = excluded.document)`,
}

/** One of the first two, then what goes with it. */
export const commitSteps: readonly CommitStep[] = [insertProfile, updateProfile, remember, name, deliver]
