import { quote } from '../authoring/quote.js'
import { options } from '../deliveries/options.js'
import type { Reader } from '../deliveries/params.js'
import { identifier, text } from '../deliveries/readers.js'
import { addressOf } from './addresses.js'
import type { Faults } from './faults.js'
import { Fields, isObject } from './fields.js'
import type { Addresses, Message, Properties, Recipient } from './sending.js'

/** What one request may name; more are an audience. */
const mostRecipients = 100_000

const known = ['member_id', 'msisdn', 'email', 'app_token', 'push', 'properties']

/**
 * Reads those who are named one by one (N4). Of a member only the id counts: the other identifiers are its own.
 *
 * @returns `null` in the place of one that could not be read, which has been told; nobody where none could be
 */
export function readRecipients(given: unknown, faults: Faults): readonly (Recipient | null)[] {
  const read: (Recipient | null)[] = []
  if (!Array.isArray(given)) {
    faults.add('recipients', 'invalid_type', `not a list: ${quote(given)}; write a list of recipients`)
  } else if (given.length > mostRecipients) {
    const what = `more than ${mostRecipients} recipients: ${given.length}; name the others by an audience`
    faults.add('recipients', 'too_many', what)
  } else {
    for (const [index, one] of (given as readonly unknown[]).entries()) {
      read.push(readRecipient(one, `recipients.${index}`, faults))
    }
  }
  return read
}

function readRecipient(given: unknown, path: string, faults: Faults): Recipient | null {
  const before = faults.count
  const fields = Fields.open(given, path, { faults, known })
  if (fields === null) return null
  const memberId = fields.read('member_id', identifier) ?? null
  const properties = fields.read('properties', object) ?? {}
  const recipient = memberId === null ? { memberId, ...readAddresses(fields), properties } : { memberId, properties }
  return faults.count > before ? null : recipient
}

const readAddresses = (fields: Fields): Addresses => ({
  msisdn: fields.read('msisdn', identifier) ?? null,
  email: fields.read('email', text) ?? null,
  appToken: fields.read('app_token', text) ?? fields.read('push', text) ?? null,
})

const object: Reader<Properties> = (value) => {
  if (!isObject(value)) {
    return { ok: false, message: `not an object: ${quote(value)}`, help: 'write the properties by their names' }
  }
  const read = options(value)
  return read.ok ? { ok: true, value: read.value as Properties } : read
}

/** N4: somebody who is no member must be reachable by one of the message's channels. */
export function judgeReach(recipients: readonly (Recipient | null)[], message: Message, faults: Faults): void {
  for (const [index, recipient] of recipients.entries()) {
    if (recipient === null || recipient.memberId !== null) continue
    if (message.channels.some(({ type }) => addressOf(recipient, type) !== null)) continue
    const types = message.channels.map(({ type }) => type).join(', ')
    faults.add(
      `recipients.${index}`,
      'recipient_must_have_identifier',
      `no identifier for ${types}; give ${wanted(message)}`,
    )
  }
}

const wanted = ({ channels }: Message): string => channels.map(({ type }) => names[type]).join(' or ')

const names = { sms: 'an msisdn', email: 'an email', push: 'an app_token', experience: 'a member_id' } as const
