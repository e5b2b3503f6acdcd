import { count, counted } from '../../describe/count.js'
import type { SimulationOutput } from '../../simulator/output-summary.js'
import { dayAt, daysText } from '../chart/time-axis.js'
import { html, type Part } from '../page/html.js'
import { type Page, page, type Section, type Tile } from '../page/page.js'
import { shareOf, unbroken } from '../words.js'
import { daySection } from './days.js'
import { deliverySections } from './deliveries.js'
import { fatigueSection } from './fatigue.js'
import { funnelSection } from './funnel.js'
import { groupSection } from './groups.js'
import { reachSection } from './reach.js'
import { trust } from './trust.js'

/** The page of a simulation. */
export function simulationPage(result: SimulationOutput): string {
  const first = result.days[0]
  const last = result.days.at(-1)
  const when =
    first === undefined || last === undefined ? '' : `, ${unbroken(daysText(dayAt(first.day), dayAt(last.day)))}`
  const sections: readonly (Section | null)[] = [
    daySection(result),
    reachSection(result),
    fatigueSection(result),
    funnelSection(result),
    groupSection(result),
    ...deliverySections(result),
  ]
  const made: Page = {
    kind: result.partial ? 'Simulation, partial' : 'Simulation',
    title: `What showed${when}`,
    lead: lead(result),
    trust: trust(result),
    tiles: result.page_loads === 0 ? [] : tiles(result),
    sections: sections.filter((section) => section !== null),
  }
  return page(made)
}

function lead({ trace, page_loads, profiles, fidelity }: SimulationOutput): Part {
  if (trace.lines === 0) return 'The trace is empty: nothing was replayed.'
  if (page_loads === 0) return `No page was loaded: ${counted(trace.events, 'event')} of ${people(profiles)}.`
  return html`${counted(page_loads, 'page load')} of ${people(profiles)}, replayed against a catalog: what ${fidelity === null ? 'showed' : 'would have shown'} on each, and why everything else did not.`
}

const people = (profiles: number): string => counted(profiles, 'person', 'people')

function tiles(result: SimulationOutput): readonly Tile[] {
  const { page_loads, page_loads_with_show, shows_by_trigger, profiles, profiles_with_show } = result
  const { fatigue, deliveries, fidelity } = result
  const week = fatigue.find(({ window }) => window === '7d')
  const later = shows_by_trigger === 0 ? '' : `, and ${counted(shows_by_trigger, 'show')} later on a trigger or timer`
  return [
    { what: 'Page loads', value: count(page_loads), more: `of ${people(profiles)}` },
    {
      what: fidelity === null ? 'With a show' : 'With a show predicted',
      value: shareOf(page_loads_with_show, page_loads),
      more: `${counted(page_loads_with_show, 'page load')}${later}`,
    },
    // P2: a prediction is shown to nobody.
    ...(fidelity === null
      ? [
          {
            what: 'People reached',
            value: shareOf(profiles_with_show, profiles),
            more: `${count(profiles_with_show)} were shown something`,
          },
        ]
      : []),
    ...(week === undefined
      ? []
      : [
          {
            what: 'Shows in any 7 days',
            value: count(week.p50),
            more: `half of all people saw no more, 99 in 100 no more than ${count(week.p99)}`,
          },
        ]),
    ...(deliveries.created === 0
      ? []
      : [
          {
            what: 'Deliveries shown',
            value: shareOf(deliveries.triggered, deliveries.created),
            more: `${count(deliveries.triggered)} of ${count(deliveries.created)}`,
          },
        ]),
  ]
}
