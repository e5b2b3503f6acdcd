import { count, counted } from '../../describe/count.js'
import type { SimulationOutput } from '../../simulator/output-summary.js'
import { barRows } from '../chart/bar-rows.js'
import { slotsChart } from '../chart/slots-chart.js'
import { codesByCount } from '../codes.js'
import { figure } from '../figure/figure.js'
import { type Colour, legend } from '../figure/legend.js'
import { foremost, mostRows } from '../figure/rows.js'
import { html, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { shades } from '../shades.js'
import { shareOf, spanOf, wordsOf } from '../words.js'

type Deliveries = SimulationOutput['deliveries']
type Fates = Omit<Deliveries['experiences'][number], 'id'>

/** What became of deliveries, and how long it took until they showed. */
export function deliverySections({ deliveries, experiences }: SimulationOutput): readonly (Section | null)[] {
  return deliveries.created === 0 ? [] : [fateSection(deliveries, experiences), timeSection(deliveries)]
}

interface Fate {
  readonly words: string
  readonly colour: Colour
  readonly of: (fates: Fates) => number
}

const id = 'deliveries'

function fateSection(deliveries: Deliveries, experiences: SimulationOutput['experiences']): Section {
  const { created, triggered, expired } = deliveries
  const fates = fatesOf(deliveries)
  const all: Fates = { ...deliveries, made: created }
  const names = new Map(experiences.map(({ id, name }) => [id, name]))
  const drawn = foremost(deliveries.experiences, mostRows - 1, ({ made }) => made)
  const rows = [
    { name: html`<strong>all</strong>` as Part, fates: all },
    ...drawn.map((one) => ({ name: names.get(one.id) ?? one.id, fates: one as Fates })),
  ]
  const rest = deliveries.experiences.length - drawn.length
  const body = figure({
    id,
    title: 'What became of deliveries?',
    reading: `${count(triggered)} of ${counted(created, 'delivery', 'deliveries')} showed (${shareOf(triggered, created)})${expired === 0 ? '' : `, and ${count(expired)} expired before they could`}.${refusals(deliveries)}`,
    body: html`${legend(fates.map(({ words, colour }) => ({ words, colour })))}${barRows(
      id,
      'What became of deliveries, by experience',
      rows.map(({ name, fates: own }) => ({
        name: html`<bdi>${name}</bdi>`,
        value: html`${count(own.triggered)} <small>of ${count(own.made)}</small>`,
        bar: fates.map(({ colour, of }) => ({ part: own.made === 0 ? 0 : of(own) / own.made, colour })),
      })),
    )}${rest > 0 && html`<p class="note">Deliveries of ${counted(rest, 'experience')} more are among all.</p>`}`,
    table: {
      caption: 'Deliveries, by experience and by what became of them',
      columns: [{ head: 'Experience' }, { head: 'Made' }, ...fates.map(({ words }) => ({ head: words }))],
      rows: rows.map(({ name, fates: own }) => [html`<bdi>${name}</bdi>`, own.made, ...fates.map(({ of }) => of(own))]),
    },
  })
  return { id, name: 'Deliveries', body }
}

function fatesOf({ discarded }: Deliveries): readonly Fate[] {
  const codes = codesByCount(discarded)
  const colours = shades(['after_until', ...codes])
  return [
    { words: 'showed', colour: { tone: 'delivered' }, of: ({ triggered }) => triggered },
    { words: 'still waiting', colour: { tone: 'waits' }, of: ({ pending, expired }) => pending - expired },
    { words: 'expired', colour: colours.get('after_until') as Colour, of: ({ expired }) => expired },
    ...codes.map(
      (code): Fate => ({
        words: `discarded: ${wordsOf(code)}`,
        colour: colours.get(code) as Colour,
        of: (fates) => fates.discarded[code] ?? 0,
      }),
    ),
    { words: 'dropped to make room', colour: { tone: 'other' }, of: ({ dropped }) => dropped },
    { words: 'removed', colour: { tone: 'away' }, of: ({ removed }) => removed },
  ]
}

function refusals({ repeated, refused }: Deliveries): string {
  const parts = [
    ...(repeated > 0 ? [`${counted(repeated, 'call')} repeated a key`] : []),
    ...Object.entries(refused).map(
      ([status, times]) => `${counted(times, 'call was', 'calls were')} refused with ${status}`,
    ),
  ]
  return parts.length === 0 ? '' : ` ${parts.join(', ')}.`
}

function timeSection({ triggered, time_to_show }: Deliveries): Section | null {
  const { p50_minutes, p90_minutes, longest_ms, buckets } = time_to_show
  if (triggered === 0 || p50_minutes === null || p90_minutes === null || longest_ms === null) return null
  const labels = buckets.map(({ under_minutes }, k) =>
    under_minutes === null ? `≥ ${brief(buckets[k - 1]?.under_minutes ?? 0)}` : `< ${brief(under_minutes)}`,
  )
  const minutes = (value: number): string => (value === 0 ? 'less than a minute' : spanOf(value * 60_000))
  const id = 'time-to-show'
  const body = figure({
    id,
    title: 'How long does a delivery take to show?',
    reading: `Half of those that showed did so within ${minutes(p50_minutes)} of being made, nine in ten within ${minutes(p90_minutes)}; the longest took ${spanOf(longest_ms)}.`,
    body: slotsChart(id, 'Deliveries by the time they took to show', {
      what: 'Deliveries that showed, by the time since they were made',
      height: 180,
      slots: buckets.map(({ count }, k) => ({
        label: labels[k] as string,
        values: [{ colour: { tone: 'delivered' }, value: count }],
      })),
    }),
    table: {
      caption: 'Deliveries that showed, by the time since they were made; each row begins where the one before it ends',
      columns: [{ head: 'Time' }, { head: 'Deliveries' }, { head: 'Share' }],
      rows: buckets.map(({ count }, k) => [labels[k] as string, count, shareOf(count, triggered)]),
    },
  })
  return { id, name: 'Time to show', body }
}

const brief = (minutes: number): string => spanOf(minutes * 60_000)
