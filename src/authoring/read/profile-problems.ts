import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { parseInstant } from '../time.js'
import type { Problems } from './problems.js'
import { isRecord } from './raw-items.js'

type Raw = Readonly<Record<string, unknown>>

/** What the parts of a profile say together, and what its schema passes over. */
export function judgeProfile(profile: Raw, problems: Problems): void {
  const interactions = itemsOf(profile, 'interactions')
  const deliveries = itemsOf(profile, 'deliveries')
  findDuplicateIds(interactions, 'interaction', problems)
  findDuplicateIds(deliveries, 'delivery', problems)
  for (const { pointer, object } of interactions) judgeSnooze(object, pointer, problems)
  for (const { pointer, object } of deliveries) judgeDelivery(object, pointer, profile.id, problems)
  judgeDeliveryIds(profile, deliveries, problems)
  judgeTimes(profile.tracked_at, problems)
  for (const key of ['traits', 'tracked_at', 'idempotency_keys']) {
    // To Valibot an array is a record too.
    if (!Array.isArray(profile[key])) continue
    const message = `expected an object, found a list of ${profile[key].length}`
    problems.add({ part: 0, pointer: pointerTo('', key), code: 'wrong_type', message })
  }
}

interface Item {
  readonly pointer: string
  readonly object: Raw
}

function itemsOf(profile: Raw, key: string): readonly Item[] {
  const list: unknown = profile[key]
  if (!Array.isArray(list)) return []
  return list.flatMap((object: unknown, index) =>
    isRecord(object) ? [{ pointer: pointerTo('', key, index), object }] : [],
  )
}

function findDuplicateIds(items: readonly Item[], noun: string, problems: Problems): void {
  const seen = new Set<string>()
  for (const { pointer, object } of items) {
    if (typeof object.id !== 'string') continue
    const message = `duplicate ${noun} id ${quote(object.id)}`
    if (seen.has(object.id)) problems.add({ part: 0, pointer: `${pointer}/id`, code: 'duplicate_id', message })
    seen.add(object.id)
  }
}

function judgeSnooze(interaction: Raw, pointer: string, problems: Problems): void {
  if (interaction.state !== 'snoozed' || (interaction.defer_until ?? null) !== null) return
  const help = 'give "defer_until", an instant'
  problems.add({ part: 0, pointer, code: 'missing_key', message: 'a snooze without its end', help })
}

function judgeDelivery(delivery: Raw, pointer: string, profileId: unknown, problems: Problems): void {
  const { profile_id: owner, from, until } = delivery
  if (typeof owner === 'string' && typeof profileId === 'string' && owner !== profileId) {
    const message = `a delivery of another profile: ${quote(owner)}`
    problems.add({ part: 0, pointer: `${pointer}/profile_id`, code: 'contradiction', message })
  }
  const [start, end] = [instantOf(from), instantOf(until)]
  if (start !== null && end !== null && start > end) {
    const message = `"from" is after "until": ${quote(from)}, ${quote(until)}`
    problems.add({ part: 0, pointer: `${pointer}/from`, code: 'out_of_order', message })
  }
}

function instantOf(written: unknown): number | null {
  if (typeof written !== 'string' && typeof written !== 'number') return null
  const read = parseInstant(written, null)
  return read.ok ? read.value : null
}

/** E1: the order of attempts is one of exactly the pending deliveries. */
function judgeDeliveryIds(profile: Raw, deliveries: readonly Item[], problems: Problems): void {
  const { delivery_ids: ids } = profile
  if (!Array.isArray(ids)) return
  const pending = new Set(deliveries.flatMap(({ object }) => (isPending(object) ? [object.id] : [])))
  const left = new Set(pending)
  for (const [index, id] of ids.entries()) {
    if (typeof id !== 'string' || left.delete(id)) continue
    const what = pending.has(id) ? 'a delivery that is listed twice' : 'no pending delivery'
    const message = `${what}: ${quote(id)}`
    problems.add({ part: 0, pointer: pointerTo('/delivery_ids', index), code: 'unknown_reference', message })
  }
  for (const id of left) {
    const message = `pending delivery ${quote(id)} is not among "delivery_ids"`
    const help = 'list it, or leave "delivery_ids" out to have them as they are listed'
    problems.add({ part: 0, pointer: '/delivery_ids', code: 'missing_reference', message, help })
  }
}

/** A delivery says its state, or whether it was shown (D6). */
export const isPending = ({ state, at }: Raw): boolean =>
  (state ?? ((at ?? null) === null ? 'pending' : '')) === 'pending'

/** Valibot passes over keys as `constructor`; here they are names of events like any other. */
function judgeTimes(times: unknown, problems: Problems): void {
  if (!isRecord(times)) return
  for (const [name, written] of Object.entries(times)) {
    if (typeof written !== 'string' && typeof written !== 'number') continue
    const read = parseInstant(written, null)
    if (read.ok) continue
    const { message, help } = read
    const pointer = pointerTo('/tracked_at', name)
    problems.add({ part: 0, pointer, code: 'invalid_value', message, ...(help === undefined ? {} : { help }) })
  }
}
