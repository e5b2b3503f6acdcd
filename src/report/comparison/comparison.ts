import { count, counted } from '../../describe/count.js'
import type { ComparisonOutput } from '../../simulator/compare/output-comparison.js'
import { dayAt, daysText } from '../chart/time-axis.js'
import { assumed, readingNotes, trustBox } from '../figure/trust.js'
import { type Html, html, type Part } from '../page/html.js'
import { type Page, page, type Section, type Tile } from '../page/page.js'
import { shareOf, unbroken } from '../words.js'
import { daySection } from './days.js'
import { exampleSection } from './examples.js'
import { experienceSection } from './experiences.js'
import { flowSections } from './flows.js'
import { signed } from './signed.js'
import { worseOffSection } from './worse-off.js'

/** The page of a comparison. */
export function comparisonPage(result: ComparisonOutput): string {
  const [first, last] = [result.days[0], result.days.at(-1)]
  const when =
    first === undefined || last === undefined ? '' : `, ${unbroken(daysText(dayAt(first.day), dayAt(last.day)))}`
  const sections: readonly (Section | null)[] = [
    daySection(result),
    experienceSection(result),
    ...flowSections(result),
    worseOffSection(result),
    exampleSection(result),
  ]
  const made: Page = {
    kind: result.partial ? 'Comparison, partial' : 'Comparison',
    title: `What the second catalog changes${when}`,
    lead: lead(result),
    trust: trust(result),
    tiles: answersOf(result) === 0 ? [] : tiles(result),
    sections: sections.filter((section) => section !== null),
  }
  return page(made)
}

const sumOf = ({ unchanged, gained, lost, moved, unknown }: ComparisonOutput['page_loads']): number =>
  unchanged + gained + lost + moved + unknown

const answersOf = ({ page_loads }: ComparisonOutput): number => sumOf(page_loads)

function lead(result: ComparisonOutput): Part {
  if (result.trace.lines === 0) return 'The trace is empty: nothing was replayed.'
  const all = answersOf(result)
  const people = counted(result.profiles, 'person', 'people')
  if (all === 0) return `No page was loaded: ${counted(result.trace.events, 'event')} of ${people}.`
  const isSame = result.page_loads.unchanged === all && sumOf(result.triggers) === result.triggers.unchanged
  return `${counted(all, 'page load')} of ${people}, replayed against both catalogs${isSame ? ': every answer is as before.' : ': what becomes otherwise, for whom, and why.'}`
}

function trust({ partial, trace, refused_edits: refused, page_loads, triggers, profiles }: ComparisonOutput): Html {
  const unknown = page_loads.unknown + triggers.unknown
  const edits = refused.before + refused.after
  const notes =
    edits === 0
      ? []
      : [
          `Edits of the catalog that were refused: ${count(refused.before)} by the first one, ${count(refused.after)} by the second`,
        ]
  return trustBox({ partial, lines: trace.lines }, [
    unknown > 0 &&
      html`<p>${counted(unknown, 'answer')} ${unknown === 1 ? 'hangs' : 'hang'} on a trait that the trace never named: whether ${unknown === 1 ? 'it is' : 'they are'} gained or lost cannot be said.</p>`,
    readingNotes(trace, notes),
    profiles > 0 &&
      assumed(['the same page loads whatever is shown, and whatever else oncue simulate says of each catalog']),
  ])
}

function tiles(result: ComparisonOutput): readonly Tile[] {
  const { page_loads, shows, reached, profiles, changed_profiles, worse_off } = result
  const all = answersOf(result)
  const changed = all - page_loads.unchanged
  return [
    {
      what: 'Answered differently',
      value: shareOf(changed, all),
      more: `${count(changed)} of ${counted(all, 'page load')}`,
    },
    {
      what: 'People concerned',
      value: shareOf(changed_profiles, profiles),
      more: `${count(changed_profiles)} of ${count(profiles)}`,
    },
    {
      what: 'Shows',
      value: signed(shows.after - shows.before),
      more: `${count(shows.before)} before, ${count(shows.after)} after`,
    },
    {
      what: 'People reached',
      value: signed(reached.after - reached.before),
      more: `${count(reached.before)} before, ${count(reached.after)} after`,
    },
    {
      what: 'People worse off',
      value: count(worse_off.more_shows_in_a_week.profiles + worse_off.lost_every_show.profiles),
      more: `${count(worse_off.more_shows_in_a_week.profiles)} see more in a week, ${count(worse_off.lost_every_show.profiles)} nothing any more`,
    },
  ]
}
