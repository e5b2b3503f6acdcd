import type { StoryEvent } from '../../simulator/life-story/event.js'
import { short } from '../../simulator/life-story/happened.js'

const mostHeld = 2

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
