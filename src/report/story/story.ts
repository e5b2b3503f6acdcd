import { count, counted } from '../../describe/count.js'
import type { TimelineEventOutput, TimelineOutput } from '../../simulator/life-story/output-timeline.js'
import { assumed, trustBox } from '../figure/trust.js'
import { html, ownBriefly, type Part } from '../page/html.js'
import { page, type Tile } from '../page/page.js'
import { limitSection } from './limits.js'
import { timelineSection } from './timeline.js'

/** The page of one person's story. */
export function storyPage(result: TimelineOutput): string {
  const sections = [timelineSection(result), limitSection(result)]
  return page({
    kind: result.partial ? 'Story, partial' : 'Story',
    title: html`The story of ${ownBriefly(result.profile_id)}`,
    lead: lead(result),
    trust: trustBox({ partial: result.partial }, [
      result.unreadable > 0 &&
        html`<p>${counted(result.unreadable, 'line')} of the trace could not be read: whose they are is not known.</p>`,
      assumed([
        'the page loads would have been the same whatever was shown',
        'nothing was shown before the trace begins, unless it records it',
        'limits are those of the catalog as it stands at the end of the trace',
      ]),
    ]),
    tiles: result.events.length === 0 ? [] : tiles(result),
    sections: sections.filter((section) => section !== null),
  })
}

function lead({ events, length, candidate_id }: TimelineOutput): Part {
  const [first, last] = [events[0], events.at(-1)]
  if (first === undefined || last === undefined) return 'Nothing happened.'
  const left = length - events.length
  return html`${counted(events.length, 'event')}${left > 0 && ` of ${count(length)}, the latest`}, ${first.shown_at} to ${last.shown_at}${
    candidate_id === null
      ? ': what showed, and why everything else did not.'
      : html`: whether ${ownBriefly(candidate_id)} showed, and why not.`
  }`
}

function tiles({ events, limits, candidate_id }: TimelineOutput): readonly Tile[] {
  const loads = events.filter(isPageLoad)
  const shows = events.filter(({ decision }) => decision?.outcome === 'show')
  const times = limits.reduce((sum, { full }) => sum + full.length, 0)
  return [
    { what: 'Page loads', value: count(loads.length) },
    {
      what: 'Shows',
      value: count(shows.length),
      more: `of ${counted(new Set(shows.map(({ decision }) => decision?.experience_id)).size, 'experience')}`,
    },
    ...(candidate_id === null
      ? []
      : [{ what: 'Shows of what is asked about', value: count(events.filter(({ code }) => code === 'shown').length) }]),
    { what: 'Times that a limit was filled', value: count(times) },
  ]
}

/** Recorded ones: asking alone is none. */
const isPageLoad = ({ type, carried }: TimelineEventOutput): boolean => type === 'page' && carried.peek !== true
