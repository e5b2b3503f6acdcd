import { count, counted } from '../../describe/count.js'
import type { TimelineEventOutput, TimelineOutput } from '../../simulator/life-story/output-timeline.js'
import { timeline } from '../chart/timeline.js'
import { figure } from '../figure/figure.js'
import { legend } from '../figure/legend.js'
import { html, joined, own, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { limitRows, limitsId } from './limits.js'
import { keysOf, standingOf, standingsOf } from './tones.js'

const id = 'timeline'

/** One person's time: each event a mark, each limit that was full a band. */
export function timelineSection(result: TimelineOutput): Section | null {
  const { events, limits, candidate_id } = result
  const [first, last] = [events[0], events.at(-1)]
  if (first === undefined || last === undefined) return null
  const standing = candidate_id === null ? standingOf : standingsOf(events.filter(isAsked))
  const markOf = (event: TimelineEventOutput) => {
    const { colour, isHollow = false } = isAsked(event) ? standing(event) : { colour: { tone: 'away' } as const }
    return { colour, isHollow }
  }
  const marks = (of: (event: TimelineEventOutput) => boolean) =>
    events.flatMap((event, row) =>
      of(event)
        ? [
            {
              at: Date.parse(event.at),
              ...markOf(event),
              row,
              isStrong: isShown(event, candidate_id),
            },
          ]
        : [],
    )
  const asked = marks(isAsked)
  const others = marks((event) => !isAsked(event))
  const bands = limitRows(limits, { from: Date.parse(first.at), until: Date.parse(last.at) })
  const keys = keysOf(events.filter(isAsked).map(standing))
  const body = figure({
    id,
    title: candidate_id === null ? 'What happened, and what was decided?' : 'When did it show, and what held it back?',
    reading: reading(result),
    body: html`${legend(keys)}
${timeline(id, 'Events over time', {
  from: Date.parse(first.at),
  until: Date.parse(last.at),
  marks: [
    { name: 'Page loads, triggers and timers: each a mark, those of one time on top of each other', marks: asked },
    ...(others.length > 0 ? [{ name: 'Other events: traits, calls, interactions', marks: others }] : []),
  ],
  bands: bands.map(({ group, bands, isAlways }) => ({
    name: html`${own(group)} is full`,
    bands,
    colour: { tone: 'limit' } as const,
    ...(isAlways ? { always: 'always full: its size is 0' } : {}),
  })),
  bandsId: limitsId,
})}
<p class="note">Times along the picture are in UTC.</p>`,
    isOpen: true,
    table: {
      caption: 'Events, in their order',
      columns: [
        { head: 'At' },
        { head: 'What happened', isText: true },
        { head: 'What was decided, and why', isText: true },
        { head: 'Line' },
      ],
      rows: events.map(({ shown_at, what, told, line }) => [
        shown_at,
        own(what),
        joined(told.map(sentence), ' '),
        line === null ? '' : count(line),
      ]),
    },
  })
  return { id, name: 'Timeline', body }
}

/** It asked whether something would show. */
const isAsked = ({ decision }: TimelineEventOutput): boolean => decision !== null

/** Something, or what is asked about. */
const isShown = ({ decision, code }: TimelineEventOutput, candidateId: string | null): boolean =>
  candidateId === null ? decision?.outcome === 'show' : code === 'shown'

const sentence = (text: string): Part => html`${own(text)}.`

function reading({ events, candidate_id }: TimelineOutput): Part {
  const asked = events.filter(isAsked)
  if (candidate_id !== null) {
    const shown = asked.filter(({ code }) => code === 'shown').length
    const was = asked.filter(({ code }) => code !== null).length
    return html`${own(candidate_id)} ${shown === 0 ? 'never showed' : `showed ${counted(shown, 'time')}`} in ${counted(was, 'page load or trigger', 'page loads and triggers')} on which it was a candidate.`
  }
  const shows = asked.filter((event) => isShown(event, null))
  const limited = asked.filter((event) => standingOf(event).name === 'limit').length
  return `Something showed ${counted(shows.length, 'time')} in ${counted(asked.length, 'page load or trigger', 'page loads and triggers')}; on ${count(limited)} a full limit held back what came near.`
}
