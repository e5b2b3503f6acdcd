import { quote } from '../authoring/quote.js'
import type { ChannelType } from './sending.js'

const channelTypes: readonly ChannelType[] = ['sms', 'email', 'push', 'experience']

export const channelTypeCount = channelTypes.length

/** As a message names them. */
export const channelTypeWords = channelTypes.map(quote).join(', ')

/** `undefined` for what is none. */
export const channelTypeOf = (given: unknown): ChannelType | undefined => channelTypes.find((type) => type === given)
