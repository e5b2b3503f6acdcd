import { createDelivery, type Outcome, type Scene } from '../deliveries/index.js'
import type { Instant } from '../model/index.js'
import { isObject } from './fields.js'
import type { Dispatch, Sending } from './sending.js'

/**
 * Makes the delivery that a dispatch of the channel `experience` is (N7): what `createDelivery` answers for it, to be
 * committed like any other. The recipient's own properties are laid over the delivery's options.
 *
 * It is safe to do twice: the delivery has the dispatch's id, and the sending's idempotency key unless its parameters
 * give another, so that the second time answers `200` with the first delivery (D5).
 *
 * @throws where the dispatch is not one of that sending, or goes by another channel
 */
export function deliverDispatch(
  scene: Scene,
  sending: Pick<Sending, 'id' | 'message'>,
  dispatch: Dispatch,
  { now }: { now: Instant },
): Outcome {
  const channel = sending.message.channels.find((one) => one.type === 'experience')
  if (dispatch.sendingId !== sending.id || dispatch.channel !== 'experience' || channel === undefined) {
    throw new Error(`dispatch "${dispatch.id}" is no delivery of sending "${sending.id}"`)
  }
  const { delivery } = channel
  const { memberId, properties } = dispatch
  const own = Object.keys(properties).length > 0
  const options = delivery.options ?? null
  const params = {
    ...delivery,
    idempotency_key: delivery.idempotency_key ?? `sending:${sending.id}`,
    ...(own && (options === null || isObject(options)) ? { options: { ...options, ...properties } } : {}),
    profile_id: memberId,
  }
  return createDelivery(scene, params, { now, id: dispatch.id })
}
