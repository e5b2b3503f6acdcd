import { count } from '../../describe/count.js'
import { quoted } from '../../describe/quoted.js'
import { stamp } from '../../describe/time.js'
import type { Instant, Profile } from '../../model/index.js'
import type { Look } from './look.js'
import { renderTable } from './table.js'

const mostListed = 10

/** A profile at one moment, for people: a line for each part that says something. */
export function renderState(profile: Profile, { colours, zone }: Look): string {
  const shown = (instant: Instant): string => stamp(instant, zone)
  const at = (instant: Instant | null): string => (instant === null ? '' : ` at ${shown(instant)}`)
  const { uid, email, traits, trackedAt, interactions, deliveries, pageAt, pageHref, sessionStartedAt } = profile
  const rows: [string, string][] = [
    ...(uid === null ? [] : [['uid', uid] as [string, string]]),
    ...(email === null ? [] : [['email', email] as [string, string]]),
    ...listed('trait', Object.entries(traits), ([name, is]) => `${name} ${quoted(is)}`),
    ...listed('named event', Object.entries(trackedAt), ([name, at]) => `${name} at ${shown(at)}`),
    ...listed('interaction', interactions, ({ experienceId, startedAt, state, stateAt, groupId, deferUntil }) => {
      const how = groupId === null ? '' : ` by ${groupId}`
      const since = state === 'started' ? '' : `, ${state}${at(stateAt)}`
      const until = deferUntil === null ? '' : ` until ${shown(deferUntil)}`
      return `${experienceId}${how} at ${shown(startedAt)}${since}${until}`
    }),
    ...listed(
      'delivery',
      deliveries,
      ({ id, modelId, state, stateAt }) => `${id} of ${modelId}: ${state}${at(stateAt)}`,
    ),
    ['page', pageAt === null ? 'none yet' : `${pageHref} at ${shown(pageAt)}`],
    ...(sessionStartedAt === null ? [] : [['session', `since ${shown(sessionStartedAt)}`] as [string, string]]),
    ['on screen', profile.busy ? 'something' : 'nothing'],
    ...listed('armed', profile.armed, (id) => id),
    ...(profile.disabled ? [['disabled', 'yes'] as [string, string]] : []),
    ...(profile.seen ? [] : [['seen', 'never'] as [string, string]]),
  ]
  return renderTable([{ head: 'part' }, { head: 'is' }], rows, colours)
}

/** The last of them, each on its own line. */
function listed<T>(name: string, all: readonly T[], write: (one: T) => string): [string, string][] {
  const rest = all.length - mostListed
  const last = all.slice(-mostListed).map((one): [string, string] => [name, write(one)])
  return rest > 0 ? [[name, `… ${count(rest)} before`], ...last] : last
}
