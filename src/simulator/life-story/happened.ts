import { quoted } from '../../describe/quoted.js'
import { type ShownZone, stamp } from '../../describe/time.js'
import type { StoryEvent } from './event.js'

const longest = 72

/** What happened, in a few words. */
export function happened({ event }: StoryEvent, zone: ShownZone | undefined): string {
  switch (event.type) {
    case 'page':
      return `${event.peek ? 'peek' : 'page'} ${short(event.href)}`
    case 'identify': {
      const { uid, email, disabled, traits = {} } = event
      const given = { ...(uid === undefined ? {} : { uid }), ...(email === undefined ? {} : { email }) }
      const said = Object.entries({ ...given, ...traits }).map(([name, to]) => `${name} ${quoted(to)}`)
      if (disabled !== undefined) said.push(disabled ? 'disabled' : 'not disabled')
      return short(`identify ${said.join(', ')}`)
    }
    case 'track':
      return `track ${short(event.event)}`
    case 'trigger':
      return short([event.on, event.name ?? event.element].filter((part) => part !== null).join(' '))
    case 'interaction': {
      const until = event.deferUntil === null ? '' : ` until ${stamp(event.deferUntil, zone)}`
      return `${event.experienceId} ${event.state}${until}`
    }
    case 'deliver':
      return `deliver ${quoted(event.params.model_id ?? null)}`
    case 'deliver.update':
      return short(`update ${event.id}: ${Object.keys(event.params).join(', ')}`)
    case 'deliver.remove':
      return `remove ${event.id}`
    case 'catalog':
      return short(`catalog: ${Object.keys(event.edit).join(', ')}`)
    case 'dispatch':
      return short(`sending ${event.sendingId} goes out by ${event.channel}`)
    case 'sending':
    case 'sending.update':
    case 'sending.cancel':
    case 'list':
    case 'tick':
    case 'timer':
      return event.type
  }
}

/** As much of a text as has place on a line. */
export const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)
