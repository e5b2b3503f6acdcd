import type { Tell } from './month.js'
import { dayMs, hoursFromUtc, monthStart, type Person } from './person.js'
import type { Random } from './random.js'

const origin = 'https://app.example.com'
const hourMs = 3_600_000

/** On working days more than on others, between eight and eight. */
export function visitStarts({ visits, zone, signedUpAt }: Person, random: Random): number[] {
  const starts: number[] = []
  if (signedUpAt >= monthStart) starts.push(signedUpAt)
  while (starts.length < visits) {
    const day = monthStart + random.whole(0, 29) * dayMs
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay())
    if (isWeekend && random.chance(0.7)) continue
    const hour = 8 + 6 * (random.next() + random.next()) - hoursFromUtc[zone]
    const start = day + hour * hourMs
    if (start >= monthStart) starts.push(start)
  }
  return starts.sort((a, b) => a - b)
}

/**
 * Page after page, a minute or so each.
 *
 * @returns when it ends
 */
export function visit(person: Person, start: number, random: Random, tell: Tell): number {
  let at = start
  let path = '/dashboard'
  for (;;) {
    tell(at, 'page', { href: origin + path })
    const stay = Math.max(8_000 + random.waiting(70_000), actOn(path, at, random, tell) + 5_000)
    at += stay
    if (random.chance(0.19)) return at
    path = nextPath(person, random)
  }
}

function nextPath({ plan, role }: Person, random: Random): string {
  const mayBuy = role !== 'member' && (plan === 'trial' || plan === 'free')
  const place = random.pick({
    dashboard: 26,
    invoices: 30,
    customers: 14,
    reports: 14,
    settings: 8,
    billing: mayBuy ? 12 : 3,
  })
  switch (place) {
    case 'invoices':
      return random.chance(0.5) ? '/invoices' : `/invoices/${random.whole(1, 400)}`
    case 'customers':
      return random.pick({ '/customers': 70, '/customers/import': 12, '/customers?sort=name': 18 })
    case 'reports':
      return random.pick({ '/reports': 60, '/reports/tax': 20, '/reports/cash-flow': 20 })
    default:
      return `/${place}`
  }
}

/**
 * What is done on a page besides looking at it.
 *
 * @returns how long it took, in milliseconds
 */
function actOn(path: string, at: number, random: Random, tell: Tell): number {
  if (path.startsWith('/invoices') && random.chance(0.4)) {
    tell(at + 6_000, 'trigger', { on: 'click', element: '#new-invoice' })
    return 6_000
  }
  if (path.startsWith('/reports') && random.chance(0.3)) {
    exportReport(at + 30_000, random, tell)
    return 30_000
  }
  if (random.chance(0.05)) {
    tell(at + 4_000, 'trigger', { on: 'hover', element: '#shortcuts' })
    return 4_000
  }
  if (random.chance(0.03)) {
    tell(at + 9_000, 'trigger', { on: 'custom', name: 'pressed_unknown_key' })
    return 9_000
  }
  return random.chance(0.012) ? openFromMenu(at + 12_000, random, tell) - at : 0
}

/** A named event. Now and then it is sent twice, by a client that did not hear the answer. */
function exportReport(at: number, random: Random, tell: Tell): void {
  const event_id = `export-${random.whole(0, 0x7fffffff).toString(16)}`
  for (let sent = random.chance(0.02) ? 2 : 1; sent > 0; sent--) {
    tell(at, 'track', { event: 'report_exported', event_id, properties: { format: random.pick({ pdf: 6, csv: 4 }) } })
  }
}

/** Opened by hand from the help menu: not automatic, so no limit counts it. It ends one way or another. */
function openFromMenu(at: number, random: Random, tell: Tell): number {
  const experience_id = random.pick({ welcome_tour: 4, reports_tour: 4, shortcuts_tour: 2 })
  const end = at + random.whole(10, 60) * 1_000
  const state = random.pick({ completed: 5, exited: 3, snoozed: 2 })
  tell(at, 'interaction', { experience_id, state: 'started', group_kind: 'launcher' })
  tell(end, 'interaction', { experience_id, state, ...(state === 'snoozed' ? { defer_until: '+3d' } : {}) })
  return end
}
