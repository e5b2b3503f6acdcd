import { count, counted } from '../../describe/count.js'
import type { SweepOutput } from '../../simulator/sweep/output-sweep.js'
import { assumed, readingNotes, trustBox } from '../figure/trust.js'
import { html, ownBriefly, type Part } from '../page/html.js'
import { page, type Tile } from '../page/page.js'
import { shareOf } from '../words.js'
import { combinationSection } from './combinations.js'
import { frontSection } from './front.js'

/** The page of a sweep. */
export function sweepPage(result: SweepOutput): string {
  const sections = [frontSection(result), combinationSection(result)]
  return page({
    kind: result.partial ? 'Sweep, partial' : 'Sweep',
    title: 'Reach against fatigue',
    lead: lead(result),
    trust: trustBox({ partial: result.partial, lines: result.trace.lines }, [
      readingNotes(result.trace),
      assumed([
        'the same page loads whatever is shown, and whatever else oncue simulate says of each catalog',
        'every combination is a replay of its own: between them nothing is known',
      ]),
    ]),
    tiles: result.profiles === 0 ? [] : tiles(result),
    sections: sections.filter((section) => section !== null),
  })
}

function lead({ trace, profiles, parameters, combinations }: SweepOutput): Part {
  if (trace.lines === 0) return 'The trace is empty: nothing was replayed.'
  const now = parameters.map(
    ({ name, current }, k) => html`${k > 0 && ', '}${ownBriefly(name)} (${current ?? 'not set'} as it is)`,
  )
  return html`${counted(profiles, 'person', 'people')}, replayed under ${counted(combinations.length, 'combination')} of ${now}.`
}

function tiles({ base, profiles }: SweepOutput): readonly Tile[] {
  const { shows, reached, fatigue } = base
  return [
    { what: 'As it is: shows', value: count(shows) },
    { what: 'People reached', value: shareOf(reached, profiles), more: `${count(reached)} of ${count(profiles)}` },
    {
      what: 'Shows in any 7 days',
      value: count(fatigue.p90),
      more: `nine in ten people saw no more, and nobody more than ${count(fatigue.max)}`,
    },
  ]
}
