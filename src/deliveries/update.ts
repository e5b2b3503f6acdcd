import { quote } from '../authoring/quote.js'
import type { Delivery, Instant, Profile } from '../model/index.js'
import { type Changes, readChanges } from './changes.js'
import { fixedParams, knownParams } from './creation.js'
import { dialects } from './dialect.js'
import { editLedger } from './ledger.js'
import { whyNotLive } from './live.js'
import { findModel } from './model.js'
import { type Checked, found, type Outcome, refusal, refused } from './outcome.js'
import { openParams, rawValue, read } from './params.js'
import { findPending } from './pending.js'
import { insertAt, type Position } from './place.js'
import { position } from './readers.js'
import type { Scene } from './scene.js'

/**
 * Changes a pending delivery (D10), or says why not.
 *
 * The order of checks: an unknown id (`404`), no longer pending (`409`), the values (`422`), a new model (`404`,
 * then `409`). What is not given stays; `null` gives the default back; `options` is replaced whole; dates are
 * judged as they are after the merge; `+45d` counts from this `now`. Where nothing is given, nothing changes.
 *
 * Law: pure, as `createDelivery` is.
 */
export function updateDelivery(
  scene: Pick<Scene, 'settings' | 'experience'>,
  profile: Profile,
  deliveryId: string,
  params: unknown,
  { now }: { now: Instant },
): Outcome {
  const pending = findPending(profile, deliveryId, 'updated')
  if (!pending.ok) return pending.refusal
  const old = pending.value
  const update = readUpdate(params, { scene, old, now })
  if (!update.ok) return update.refusal
  const { changes, move } = update.value
  const unchanged = { status: 200, delivery: old, profileId: profile.id, baseVersion: profile.version } as const
  if (move === null && Object.keys(changes).length === 0) return { ...unchanged, event: null }
  const merged = { ...old, ...changes, updatedAt: now }
  if (merged.modelId === old.modelId && merged.modelKind === old.modelKind) {
    return { ...unchanged, delivery: merged, event: replace(profile, merged, { move, now }) }
  }
  const model = findModel(scene, merged)
  if (!model.ok) return model.refusal
  const notLive = whyNotLive(model.value, now)
  if (notLive !== null) return refusal(409, [notLive])
  const redirected = { ...merged, ...leaveRedirect(old) }
  return { ...unchanged, delivery: redirected, event: replace(profile, redirected, { move, now }) }
}

interface Update {
  readonly changes: Changes
  /** D8: where to; `null` stays. */
  readonly move: Position | null
}

function readUpdate(
  given: unknown,
  { scene, old, now }: { scene: Pick<Scene, 'settings'>; old: Delivery; now: Instant },
): Checked<Update> {
  const opened = openParams(given, { what: 'delivery', known: knownParams })
  if (!opened.ok) return opened
  const params = opened.value
  const dialect = dialects[scene.settings.dialect]
  for (const name of fixedParams) {
    const value = rawValue(params, name)
    if (value === undefined || name === dialect.foreign.name) continue
    params.messages.push(`${name}: fixed at creation: ${quote(value)}; leave it out`)
  }
  for (const name of ['model_kind', 'model_id']) {
    if (rawValue(params, name) === null) params.messages.push(`${name}: cannot be cleared: null; leave it out`)
  }
  const changes = readChanges(params, { dialect, now, dates: old })
  const move = read(params, 'delivery_ids_position', position) ?? null
  return params.messages.length > 0 ? refused(422, params.messages) : found({ changes, move })
}

/** E4: once per delivery, so what was redirected for the old model is not redirected for the new one. */
function leaveRedirect({ redirectState }: Delivery): Pick<Delivery, 'redirectState' | 'redirectHref'> {
  return { redirectState: redirectState === 'none' ? 'none' : 'spent', redirectHref: null }
}

function replace(profile: Profile, next: Delivery, { move, now }: { move: Position | null; now: Instant }) {
  const index = profile.deliveries.findIndex(({ id }) => id === next.id)
  return editLedger(profile, now, (ledger) => {
    ledger.deliveries[index] = next
    if (move !== null) {
      const others = profile.deliveryIds.filter((id) => id !== next.id)
      ledger.deliveryIds = [...insertAt(others, next.id, move)]
    }
  })
}
