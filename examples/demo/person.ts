import type { Random } from './random.js'

/** Someone who uses the application, as known when the month begins or when they sign up. */
export interface Person {
  readonly id: string
  readonly plan: 'free' | 'trial' | 'team' | 'business'
  readonly role: 'owner' | 'admin' | 'member'
  readonly zone: keyof typeof hoursFromUtc
  /** Milliseconds since the epoch. */
  readonly signedUpAt: number
  readonly customers: number
  /** One of the company's own: never shown anything. */
  readonly isStaff: boolean
  /** How many visits they make in a whole month. */
  readonly visits: number
}

/** Good enough for when people are at work. What decides about a calendar week is in the catalog. */
export const hoursFromUtc = { 'Europe/Berlin': 1, 'America/New_York': -5, 'Asia/Tokyo': 9 } as const

export const monthStart = Date.parse('2029-03-01T00:00:00Z')
export const dayMs = 86_400_000
export const monthMs = 30 * dayMs

export function createPerson(number: number, random: Random): Person {
  const joins = random.chance(0.22)
  const age = joins ? -random.whole(0, 29) : random.waiting(200) + 1
  return {
    id: `u${String(number).padStart(4, '0')}`,
    plan: joins ? random.pick({ trial: 7, free: 3 }) : random.pick({ free: 30, trial: 8, team: 45, business: 17 }),
    role: random.pick({ owner: 30, admin: 20, member: 50 }),
    zone: random.pick({ 'Europe/Berlin': 60, 'America/New_York': 30, 'Asia/Tokyo': 10 }),
    signedUpAt: toSecond(monthStart - age * dayMs + random.whole(6, 20) * 3_600_000),
    customers: Math.floor(random.waiting(joins ? 4 : 40)),
    isStaff: random.chance(0.008),
    visits: 1 + Math.floor(random.waiting(joins ? 3 : 3.6)),
  }
}

export const toSecond = (ms: number): number => Math.floor(ms / 1_000) * 1_000
