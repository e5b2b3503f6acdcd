import { formatInstant } from '../../conditions/index.js'
import type { StoryEvent } from '../../simulator/life-story/event.js'
import { value } from './text.js'

const mostHeld = 2
const longest = 72

/** What the marks of a timeline mean. */
export const meanings: Readonly<Record<string, string>> = {
  '◷': 'a timer',
  '●': 'something shows',
  '→': 'the page is sent on',
  '✗': 'a delivery is discarded',
  '○': 'something waits for a trigger',
}

/** The marks of an event, in that order. */
export function marksOf({ event, kind, decision }: StoryEvent): string {
  const marks = event.type === 'timer' ? ['◷'] : []
  if (decision === null || kind === 'peek') return marks.join('')
  if (decision.outcome === 'show') marks.push('●')
  if (decision.outcome === 'redirect') marks.push('→')
  if (decision.events.some(({ type }) => type === 'discard')) marks.push('✗')
  if (decision.events.some(({ type }) => type === 'arm')) marks.push('○')
  return marks.join('')
}

/** What happened, in a few words. */
export function happened({ event }: StoryEvent): string {
  switch (event.type) {
    case 'page':
      return `${event.peek ? 'peek' : 'page'} ${short(event.href)}`
    case 'identify': {
      const { uid, email, disabled, traits = {} } = event
      const given = { ...(uid === undefined ? {} : { uid }), ...(email === undefined ? {} : { email }) }
      const said = Object.entries({ ...given, ...traits }).map(([name, to]) => `${name} ${value(to)}`)
      if (disabled !== undefined) said.push(disabled ? 'disabled' : 'not disabled')
      return short(`identify ${said.join(', ')}`)
    }
    case 'track':
      return `track ${short(event.event)}`
    case 'trigger':
      return short([event.on, event.name ?? event.element].filter((part) => part !== null).join(' '))
    case 'interaction': {
      const until = event.deferUntil === null ? '' : ` until ${formatInstant(event.deferUntil)}`
      return `${event.experienceId} ${event.state}${until}`
    }
    case 'deliver':
      return `deliver ${value(event.params.model_id ?? null)}`
    case 'deliver.update':
      return short(`update ${event.id}: ${Object.keys(event.params).join(', ')}`)
    case 'deliver.remove':
      return `remove ${event.id}`
    case 'catalog':
      return short(`catalog: ${Object.keys(event.edit).join(', ')}`)
    case 'list':
    case 'tick':
    case 'timer':
      return event.type
  }
}

/** What was decided, or answered, and why, in a few words. */
export function decided({ decision, held, answer }: StoryEvent): string {
  if (answer !== null) {
    const { status, deliveryId, messages } = answer
    return short([String(status), deliveryId ?? messages[0] ?? ''].join(' ').trimEnd())
  }
  if (decision === null) return ''
  const parts: string[] = []
  for (const change of decision.events)
    if (change.type === 'discard') parts.push(`${change.deliveryId} discarded: ${change.reason}`)
  if (decision.outcome === 'show')
    parts.push(`${decision.experienceId} shows${decision.via === 'delivery' ? ` by ${decision.deliveryId}` : ''}`)
  if (decision.outcome === 'redirect') parts.push(`${decision.deliveryId} sends it on to ${short(decision.href)}`)
  const others = held.filter(({ code }) => code !== 'segment_mismatch' && code !== 'already_seen')
  parts.push(...others.slice(0, mostHeld).map(({ id, code }) => `${id} ${code}`))
  if (others.length > mostHeld) parts.push(`${others.length - mostHeld} more`)
  return parts.length === 0 ? 'nothing came near' : parts.join('; ')
}

const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)
