import type { Delivery, Instant } from '../model/index.js'
import { type Changes, changeParams, readChanges } from './changes.js'
import { dialects } from './dialect.js'
import { type Checked, found, refused } from './outcome.js'
import { openParams, type Params, rawValue, read } from './params.js'
import type { Placing } from './place.js'
import { identifier, oneOf, position, text, wholeNumber } from './readers.js'
import type { Scene } from './scene.js'
import type { Target } from './target.js'

/** The body of a creation, read: what D5 calls the first check. */
export interface Creation extends Pick<Delivery, 'modelKind' | 'modelId' | 'idempotencyKey'> {
  readonly target: Target
  readonly changes: Changes
  readonly placing: Placing
}

/** Only creation takes these; to an update they are fixed (D10). */
export const fixedParams = [
  'profile_id',
  'uid',
  'email',
  'idempotency_key',
  'delivery_ids_limit',
  'delivery_ids_at_limit',
] as const

/** What the answers carry besides. Known, so that none of them is taken for a misspelling, and left alone. */
const answered = ['id', 'created_at', 'updated_at', 'at', 'at_href', 'interaction_id', 'group_kind', 'state'] as const

/** Every parameter that a delivery has. */
export const knownParams: readonly string[] = [...changeParams, ...fixedParams, 'delivery_ids_position', ...answered]

interface Ground {
  readonly settings: Scene['settings']
  readonly now: Instant
  readonly id: string
}

/** Reads the body whole: every message of it at once (D12). */
export function readCreation(given: unknown, { settings, now, id }: Ground): Checked<Creation> {
  const opened = openParams(given, { what: 'delivery', known: knownParams })
  if (!opened.ok) return opened
  const params = opened.value
  require(params, 'model_kind', 'write "tour" or "survey"')
  require(params, 'model_id', 'write the id of a tour or survey')
  const target = readTarget(params)
  const idempotencyKey = read(params, 'idempotency_key', text) ?? null
  const dialect = dialects[settings.dialect]
  const changes = readChanges(params, { dialect, now, dates: { from: null, until: null } })
  const placing = readPlacing(params, settings)
  judgeId(params, id)
  if (params.messages.length > 0) return refused(422, params.messages)
  const { modelKind, modelId } = changes
  // Nothing is missing: that would be in the messages.
  return found({ target, modelKind, modelId, idempotencyKey, changes, placing } as Creation)
}

function require(params: Params, name: string, help: string): void {
  if ((rawValue(params, name) ?? null) === null) params.messages.push(`${name}: missing; ${help}`)
}

/** D2: the first that is given names the profile; what is wrong with the others is said all the same. */
function readTarget(params: Params): Target | null {
  const messagesBefore = params.messages.length
  const values = {
    profile_id: read(params, 'profile_id', identifier),
    uid: read(params, 'uid', identifier),
    email: read(params, 'email', text),
  }
  for (const by of ['profile_id', 'uid', 'email'] as const) {
    const value = values[by] ?? null
    if (value !== null) return { by, value }
  }
  if (params.messages.length === messagesBefore) {
    params.messages.push('profile_id: missing; name the profile by profile_id, uid or email')
  }
  return null
}

function readPlacing(params: Params, { dialect, deliveryIdsLimit }: Scene['settings']): Placing {
  const perRequest = dialects[dialect].foreign.name !== 'delivery_ids_limit'
  const limit = perRequest ? read(params, 'delivery_ids_limit', wholeNumber({ min: 1, max: deliveryIdsLimit })) : null
  return {
    limit: limit ?? deliveryIdsLimit,
    position: read(params, 'delivery_ids_position', position) ?? 0,
    atLimit: read(params, 'delivery_ids_at_limit', oneOf('error', 'drop')) ?? 'error',
  }
}

function judgeId(params: Params, id: string): void {
  const reading = text(id)
  if (!reading.ok) params.messages.push(`id: ${reading.message}; choose another id`)
}
