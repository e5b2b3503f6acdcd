import type { Delivery, Instant } from '../model/index.js'
import { type Cursor, cursorIn } from './cursor.js'
import { byCreation } from './order.js'
import { type Checked, found, type Refusal, refused } from './outcome.js'
import { pageLimit, usualPageLimit } from './page-limit.js'
import { openParams, read } from './params.js'
import { identifier } from './readers.js'

export type ListOutcome = ListedDeliveries | Refusal

export interface ListedDeliveries {
  readonly status: 200
  readonly deliveries: readonly Delivery[]
  /** `before` asks for the page after this one; the last page has none. */
  readonly cursor: { readonly limit: number; readonly before?: string }
}

/**
 * One page of deliveries, newest first (D11): those pending, triggered or discarded, by `created_at`, then `id`.
 *
 * Law: following `cursor.before` to the last page, other parameters as they are, visits each once, in order.
 *
 * @param deliveries of one profile or many, in any order; those removed and dropped too, as they may be cursors
 * @param query `model_id`, `profile_id`, `limit` (1 to 500, default 50), `before` and `after` (a delivery's id, or
 *   an instant; both exclusive). What is wrong with it is `422`
 */
export function listDeliveries(deliveries: Iterable<Delivery>, query: unknown, { now }: { now: Instant }): ListOutcome {
  const all = [...deliveries]
  const asked = readQuery(query, all, now)
  if (!asked.ok) return asked.refusal
  const { modelId, profileId, limit, before, after } = asked.value
  const matching = all
    .filter((delivery) => isListed[delivery.state])
    .filter((delivery) => modelId === null || delivery.modelId === modelId)
    .filter((delivery) => profileId === null || delivery.profileId === profileId)
    .filter((delivery) => before === null || before(delivery) < 0)
    .filter((delivery) => after === null || after(delivery) > 0)
    .sort((a, b) => byCreation(b, a))
  const page = matching.slice(0, limit)
  const last = matching.length > limit ? page.at(-1) : undefined
  const cursor = last === undefined ? { limit } : { limit, before: last.id }
  return { status: 200, deliveries: page, cursor }
}

const isListed: Readonly<Record<Delivery['state'], boolean>> = {
  pending: true,
  triggered: true,
  discarded: true,
  removed: false,
  dropped: false,
}

interface Query {
  readonly modelId: string | null
  readonly profileId: string | null
  readonly limit: number
  readonly before: Cursor | null
  readonly after: Cursor | null
}

const queryParams = ['model_id', 'profile_id', 'limit', 'before', 'after']

function readQuery(given: unknown, all: readonly Delivery[], now: Instant): Checked<Query> {
  const opened = openParams(given, { what: 'query', known: queryParams })
  if (!opened.ok) return opened
  const params = opened.value
  const query = {
    modelId: read(params, 'model_id', identifier) ?? null,
    profileId: read(params, 'profile_id', identifier) ?? null,
    limit: read(params, 'limit', pageLimit) ?? usualPageLimit,
    before: read(params, 'before', cursorIn(all, now)) ?? null,
    after: read(params, 'after', cursorIn(all, now)) ?? null,
  }
  return params.messages.length > 0 ? refused(422, params.messages) : found(query)
}
