import type { Profile } from '../model/index.js'
import { own } from '../model/own.js'
import type { Addresses, ChannelType } from './sending.js'

/** What a channel reaches somebody by who has these addresses; an experience reaches members only. */
export function addressOf({ msisdn, email, appToken }: Addresses, channel: ChannelType): string | null {
  switch (channel) {
    case 'sms':
      return msisdn
    case 'email':
      return email
    case 'push':
      return appToken
    case 'experience':
      return null
  }
}

/** A member's own (N4): the profile's email, and the traits of these names. */
export const memberAddresses = ({ email, traits }: Profile): Addresses => ({
  msisdn: addressIn(own(traits, 'msisdn')),
  email: email ?? addressIn(own(traits, 'email')),
  appToken: addressIn(own(traits, 'app_token')) ?? addressIn(own(traits, 'push')),
})

/** A phone number may come as a number. */
function addressIn(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null
  return typeof value === 'string' && value !== '' ? value : null
}
