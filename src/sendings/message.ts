import { quote } from '../authoring/quote.js'
import type { Engine } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { channelTypeCount, channelTypeOf, channelTypeWords } from './channel-types.js'
import { readDelivery } from './delivery-params.js'
import type { Faults } from './faults.js'
import { Fields, isObject } from './fields.js'
import type { Channel, Message } from './sending.js'

/** The ways that a message can go, where it does not say. */
export const everyAddress: Message = { channels: [{ type: 'sms' }, { type: 'email' }, { type: 'push' }] }

interface Ground {
  readonly faults: Faults
  readonly engine: Engine
  readonly now: Instant
}

/**
 * Reads what is sent. A channel is an object with its `type`, or the type alone.
 *
 * @returns what could be read of it, `null` where that is nothing; it counts only where nothing was told
 */
export function readMessage(given: unknown, ground: Ground): Message | null {
  const { faults } = ground
  const fields = Fields.open(given, 'message', { faults, known: ['channels'] })
  if (fields === null) return null
  const list = fields.raw('channels') ?? []
  if (!Array.isArray(list)) {
    fields.refuse('channels', 'invalid_type', `not a list: ${quote(list)}; write a list of channels`)
    return null
  }
  if (list.length === 0) fields.refuse('channels', 'blank', `no channel; name some of ${channelTypeWords}`)
  if (list.length > channelTypeCount) {
    fields.refuse('channels', 'too_many', `more channels than there are: ${list.length}; name each once`)
    return null
  }
  const channels: Channel[] = []
  for (const [index, one] of (list as readonly unknown[]).entries()) {
    const name = `channels.${index}`
    const channel = readChannel(one, fields.pathOf(name), ground)
    if (channel === null) continue
    if (channels.some(({ type }) => type === channel.type)) {
      fields.refuse(name, 'duplicate', `named before: ${quote(channel.type)}; name each channel once`)
    }
    channels.push(channel)
  }
  return { channels }
}

function readChannel(given: unknown, path: string, ground: Ground): Channel | null {
  const { faults } = ground
  const written = isObject(given) ? given.type : given
  const type = channelTypeOf(written)
  if (type === undefined) {
    const where = isObject(given) ? `${path}.type` : path
    faults.add(where, 'invalid_value', `unknown channel: ${quote(written)}; write one of ${channelTypeWords}`)
    return null
  }
  if (type !== 'experience') return { type }
  const fields = Fields.open(given, path, { faults, known: ['type', 'delivery'] })
  const delivery = fields === null ? null : readDelivery(fields.raw('delivery'), fields.pathOf('delivery'), ground)
  return delivery === null ? null : { type, delivery }
}
