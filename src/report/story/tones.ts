import { codes } from '../../model/code.js'
import type { TimelineEventOutput } from '../../simulator/life-story/output-timeline.js'
import type { Colour } from '../figure/legend.js'
import { shades } from '../shades.js'
import { toneOf } from '../tone.js'
import { wordsOf } from '../words.js'

/** What a mark says of a page load. */
export interface Standing {
  readonly name: string
  readonly words: string
  readonly colour: Colour
  readonly isHollow?: boolean
}

const overall = {
  shown: { name: 'shown', words: 'something showed', colour: { tone: 'shown' } },
  redirect: { name: 'redirect', words: 'the page was sent on', colour: { tone: 'delivered' } },
  waits: { name: 'waits', words: 'something waited for a trigger', colour: { tone: 'waits' } },
  limit: { name: 'limit', words: 'a limit held something back', colour: { tone: 'limit' } },
  held: { name: 'held', words: 'something else held back what came near', colour: { tone: 'past' } },
  nothing: { name: 'nothing', words: 'nothing came near', colour: { tone: 'away' }, isHollow: true },
} as const satisfies Readonly<Record<string, Standing>>

/** How an event stands, whatever is asked about: the best that became of anything. */
export function standingOf({ decision }: TimelineEventOutput): Standing {
  if (decision === null) return overall.nothing
  if (decision.outcome === 'show') return overall.shown
  if (decision.outcome === 'redirect') return overall.redirect
  if (decision.armed.length > 0) return overall.waits
  if (decision.held.some(({ code }) => code === 'rate_limited')) return overall.limit
  return decision.held.length > 0 ? overall.held : overall.nothing
}

/** How one candidate stands, by code. */
export function standingsOf(events: readonly TimelineEventOutput[]): (event: TimelineEventOutput) => Standing {
  const colours = shades(codes.filter((code) => events.some((event) => event.code === code)))
  return ({ code }) =>
    code === null
      ? { name: 'absent', words: 'it was no candidate', colour: { tone: 'away' }, isHollow: true }
      : { name: code, words: wordsOf(code), colour: colours.get(code) ?? { tone: toneOf[code] } }
}

/** What a picture's marks stand for, each once, in the order in which they come. */
export function keysOf(standings: readonly Standing[]): readonly Standing[] {
  return [...new Map(standings.map((standing) => [standing.name, standing])).values()]
}
