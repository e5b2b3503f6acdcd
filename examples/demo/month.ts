import { formatInstant } from 'oncue'
import { dayMs, monthMs, monthStart, type Person, toSecond } from './person.js'
import type { Random } from './random.js'
import { visit, visitStarts } from './visit.js'

/** One line of the trace, before it is written. */
export interface Line {
  readonly at: number
  readonly type: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Writes one line down. */
export type Tell = (at: number, type: string, fields: Line['fields']) => void

const hourMs = 3_600_000

/** A month in one person's life: who they are, what they visit and do, and what is delivered to them. */
export function livesThrough(person: Person, random: Random): Line[] {
  const lines: Line[] = []
  const end = monthStart + monthMs
  const tell: Tell = (at, type, fields) => {
    const second = toSecond(at)
    if (second < end) lines.push({ at: second, type, fields: { profile_id: person.id, ...fields } })
  }
  introduce(person, tell)
  let freeFrom = Math.max(monthStart, person.signedUpAt)
  for (const start of visitStarts(person, random)) {
    if (start >= freeFrom) freeFrom = visit(person, start, random, tell) + hourMs / 2
  }
  if (!person.isStaff) {
    upgrade(person, random, tell)
    askForHelp(person, random, tell)
    failToPay(person, random, tell)
    announce(person, random, tell)
  }
  return lines
}

/** Those who were there before the month are told of at its start. */
function introduce(person: Person, tell: Tell): void {
  const { id, plan, role, zone, customers, signedUpAt } = person
  const signed_up_at = formatInstant(signedUpAt)
  tell(Math.max(monthStart, signedUpAt), 'identify', {
    uid: `customer-${id.slice(1)}`,
    email: `${id}@example.com`,
    traits: { plan, role, zone, customers, signed_up_at },
    ...(person.isStaff ? { disabled: true } : {}),
  })
}

/** A trial that ends well. */
function upgrade({ plan, signedUpAt }: Person, random: Random, tell: Tell): void {
  if (plan !== 'trial' || !random.chance(0.25)) return
  const at = Math.max(signedUpAt, monthStart) + random.whole(3, 20) * dayMs + random.whole(30_000, 60_000) * 1_000
  tell(at, 'identify', { traits: { plan: 'team' } })
  tell(at, 'track', { event: 'upgraded', properties: { plan: 'team' } })
}

/** Support asks how it went after each ticket, and wants only its latest question to wait. */
function askForHelp({ signedUpAt }: Person, random: Random, tell: Tell): void {
  if (!random.chance(0.09)) return
  let at = Math.max(signedUpAt, monthStart) + random.waiting(8 * dayMs)
  for (let tickets = 1; tickets <= 4; tickets++) {
    const key = `ticket-${random.whole(10_000, 99_999)}`
    tell(at, 'identify', { traits: { tickets } })
    tell(at, 'track', { event: 'ticket_closed' })
    const params = { model_kind: 'survey', model_id: 'support_survey', until: '+10d', options: { ticket: key } }
    const limit = { delivery_ids_limit: 1, delivery_ids_at_limit: 'drop' }
    tell(at + 60_000, 'deliver', { ...params, ...limit, idempotency_key: key })
    if (random.chance(0.2)) tell(at + 90_000, 'deliver', { ...params, ...limit, idempotency_key: key })
    if (random.chance(0.5)) return
    at += random.waiting(3 * dayMs)
  }
}

/** A card is refused; whoever pays in time is not bothered any more. */
function failToPay({ id, plan }: Person, random: Random, tell: Tell): void {
  if ((plan !== 'team' && plan !== 'business') || !random.chance(0.05)) return
  const at = monthStart + random.whole(1, 24) * dayMs + 6 * hourMs
  const params = { model_kind: 'tour', model_id: 'payment_failed', idempotency_key: 'payment-2029-03', until: '+7d' }
  const delivery = { id: `payment-${id}`, ...params, options: { amount: random.whole(9, 290) } }
  tell(at, 'deliver', delivery)
  if (random.chance(0.3)) tell(at + 300_000, 'deliver', delivery)
  if (random.chance(0.4)) tell(at + random.waiting(2 * dayMs), 'deliver.remove', { id: `payment-${id}` })
}

const monday = Date.parse('2029-03-05T08:00:00Z')
const tuesday = Date.parse('2029-03-13T09:00:00Z')

/** The two campaigns of the month, each in one go. */
function announce({ id, plan, role, signedUpAt }: Person, random: Random, tell: Tell): void {
  if (plan === 'business' && role === 'owner') {
    const params = { model_kind: 'tour', model_id: 'tax_season', skip_url_match: false, once: true }
    tell(monday + hourMs, 'deliver', { id: `tax-${id}`, ...params, until: '+10d' })
    if (random.chance(0.3)) tell(monday + 8 * dayMs, 'deliver.update', { id: `tax-${id}`, until: '+10d' })
  }
  if (plan === 'trial' && signedUpAt < tuesday) {
    tell(tuesday, 'deliver', {
      id: `tuesday-${id}`,
      model_kind: 'survey',
      model_id: 'plan_survey',
      idempotency_key: 'plan-survey-2029-03',
      use_segmentation: true,
      once: true,
      skip_url_match: false,
      until: '+14d',
      options: { discount: random.pick({ '10 %': 1, '20 %': 1 }) },
    })
  }
  if (role === 'admin' && plan === 'team' && random.chance(0.02)) {
    // Sent two days too early: the tour is not live yet, and the answer is 409.
    tell(monday + 5 * dayMs, 'deliver', { model_kind: 'tour', model_id: 'shortcuts_tour' })
  }
}
