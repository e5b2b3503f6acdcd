import { quote } from '../authoring/quote.js'
import { channelTypeCount, channelTypeOf, channelTypeWords } from './channel-types.js'
import type { Faults } from './faults.js'
import type { Channel, ChannelType, Message } from './sending.js'

const path = 'channels_preference'

/** Reads which of the message's channels are wanted, and in which order (N5). What is wrong with it is told. */
export function readPreference(given: unknown, faults: Faults): readonly ChannelType[] | null {
  if (!Array.isArray(given)) {
    faults.add(path, 'invalid_type', `not a list: ${quote(given)}; write a list of channels`)
    return null
  }
  if (given.length === 0) faults.add(path, 'blank', 'no channel; leave it out, and all are used')
  if (given.length > channelTypeCount) {
    faults.add(path, 'too_many', `more channels than there are: ${given.length}; name each once`)
    return null
  }
  const types: ChannelType[] = []
  for (const [index, one] of (given as readonly unknown[]).entries()) {
    const where = `${path}.${index}`
    const type = channelTypeOf(one)
    if (type === undefined) {
      faults.add(where, 'invalid_value', `unknown channel: ${quote(one)}; write one of ${channelTypeWords}`)
    } else if (types.includes(type)) {
      faults.add(where, 'duplicate', `named before: ${quote(type)}; name each channel once`)
    } else types.push(type)
  }
  return types
}

/** Something must be left to go by. */
export function judgePreference(message: Message, preference: readonly ChannelType[] | null, faults: Faults): void {
  if (orderedChannels(message, preference).length > 0) return
  const types = message.channels.map(({ type }) => type).join(', ')
  const what = `none of the message's channels; name some of ${types}`
  faults.add(path, 'must_include_a_channel_of_the_message', what)
}

/** The channels of a message in the order in which they are tried (N5). */
export function orderedChannels({ channels }: Message, preference: readonly ChannelType[] | null): readonly Channel[] {
  if (preference === null) return channels
  return preference.flatMap((type) => channels.filter((channel) => channel.type === type))
}
