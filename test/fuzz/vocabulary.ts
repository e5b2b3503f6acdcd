import { dayMs, hourMs, minuteMs } from '../../src/model/index.js'
import type { Draw } from './draw.js'

/** Ids whose order by code unit differs from that by locale, and from that by code point. */
export const experienceIds = ['b', 'a', 'B', 'a1', 'é', '10', '9', '𝒳', 'ﬀ']
export const tagIds = ['t1', 't2', 't3']
export const host = 'https://app.example.com'
export const hrefs = [`${host}/`, `${host}/home`, `${host}/home/`, `${host}/a?x=1#y`]
export const eventNames = ['signup', 'export']
export const elements = ['#help', '.buy']
export const zoneNames = ['UTC', 'America/New_York', 'America/Havana']

/** An ordinary night, the end of a month, and the nights in which the clocks of New York and Havana turn. */
export const bases = [
  Date.UTC(2029, 1, 3),
  Date.UTC(2029, 0, 31, 12),
  Date.UTC(2029, 2, 11, 5),
  Date.UTC(2029, 10, 4, 5),
]

const steps = [0, 1000, 30_000, hourMs, 90 * minuteMs, 2 * hourMs, dayMs, 2 * dayMs, 7 * dayMs]

/** Few enough instants that they meet one another's windows to the millisecond: some before the base, fewer after. */
export const instantNear = (draw: Draw, base: number): number =>
  base + draw.pick([-1, -1, 1]) * draw.pick(steps) + nudge(draw)

/** A boundary itself mostly, else a millisecond beside it. */
export const nudge = (draw: Draw): number => draw.pick([0, 0, 0, -1, 1])

/** What an experience and conditions may speak of. */
export interface About {
  readonly base: number
  readonly ids: readonly string[]
}
