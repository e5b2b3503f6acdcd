import { count, counted } from '../../describe/count.js'
import type { Code } from '../../model/index.js'
import type { SimulationOutput } from '../../simulator/output-summary.js'
import { type BarRow, barRows } from '../chart/bar-rows.js'
import { codesByCount, sumOf } from '../codes.js'
import { figure } from '../figure/figure.js'
import { type Colour, legend } from '../figure/legend.js'
import { foremost, mostRows, mostTableRows, notDrawn, tableLeftOut } from '../figure/rows.js'
import { html, joined, ownBriefly, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { shades } from '../shades.js'
import { shareOf, wordsOf } from '../words.js'
import { experienceName } from './names.js'

type Experience = SimulationOutput['experiences'][number]

const id = 'funnel'

/** From page load to show, experience by experience: how often it came near, and what became of it then. */
export function funnelSection(result: SimulationOutput): Section | null {
  const near = result.experiences.filter((one) => nearOf(one) > 0)
  if (near.length === 0) return null
  const drawn = foremost(near, mostRows, nearOf)
  const inTable = [...drawn, ...foremost(near, mostTableRows, nearOf).filter((one) => !drawn.includes(one))]
  const held = codesByCount(result.holds)
  const colours = shades(held)
  const keys = [
    { words: 'showed', colour: { tone: 'shown' } as const },
    ...held.map((code) => ({ words: wordsOf(code), colour: colours.get(code) as Colour })),
  ]
  const body = figure({
    id,
    title: 'From page load to show: what becomes of each experience?',
    reading: reading(result),
    body: html`${legend(keys)}
<p class="note">The whole bar is the page loads on which it came near: live, on its page and in its segment. The thin one below it is those of them that one change would have freed, by what stood alone in the way.</p>
${barRows(
  id,
  'From page load to show, by experience',
  drawn.map((one) => row(one, result.page_loads, held, colours)),
)}${notDrawn(near.length - drawn.length)}`,
    table: {
      caption: `Page loads, of ${count(result.page_loads)}: on which it came near, on which it showed, what held it back first, and what stood alone in the way`,
      columns: [
        { head: 'Experience' },
        { head: 'Came near' },
        { head: 'Showed' },
        ...held.map((code) => ({ head: wordsOf(code) })),
        ...held.map((code) => ({ head: `alone: ${wordsOf(code)}` })),
        { head: 'Never shown, only something else first: people' },
      ],
      rows: inTable.map((one) => [
        experienceName(one),
        nearOf(one),
        shownOf(one),
        ...held.map((code) => one.holds[code] ?? 0),
        ...held.map((code) => one.blockers.sole[code] ?? 0),
        one.starvation.users,
      ]),
      leftOut: tableLeftOut(near.length - inTable.length),
    },
  })
  return { id, name: 'From page load to show', body }
}

/**
 * What showed by itself. Where an experience waits for a trigger it shows later, on a page load that counts among those
 * on which it waited.
 */
const shownOf = ({ automatic }: Experience): number => automatic

/** On how many page loads it was live, on its page and in its segment. */
const nearOf = ({ automatic, holds }: Experience): number => sumOf(holds) + Math.max(0, automatic - (holds.armed ?? 0))

function row(one: Experience, pageLoads: number, held: readonly Code[], colours: ReadonlyMap<Code, Colour>): BarRow {
  const near = nearOf(one)
  const shown = shownOf(one)
  // What waited and was triggered has shown: it is no longer among those that wait.
  const waited = Math.min(one.holds.armed ?? 0, shown)
  const times = (code: Code): number => (one.holds[code] ?? 0) - (code === 'armed' ? waited : 0)
  const segment = (code: Code, value: number) => ({ part: value / near, colour: colours.get(code) as Colour })
  const sole = codesByCount(one.blockers.sole).filter((code) => colours.has(code))
  return {
    name: experienceName(one),
    value: html`${count(shown)} <small>${shareOf(shown, near)} of ${count(near)}</small>`,
    bar: [{ part: shown / near, colour: { tone: 'shown' } }, ...held.map((code) => segment(code, times(code)))],
    thin: sole.map((code) => segment(code, one.blockers.sole[code] ?? 0)),
    more: html`near on ${shareOf(near, pageLoads)} of page loads${
      sole.length === 0
        ? null
        : html`; alone in the way: ${joined(
            sole.slice(0, 3).map((code) => `${wordsOf(code)} (${count(one.blockers.sole[code] ?? 0)})`),
            ', ',
          )}`
    }`,
  }
}

/** Where one change would do most. */
function reading({ experiences }: SimulationOutput): Part {
  const sole = experiences.flatMap(({ id, name, blockers }) =>
    codesByCount(blockers.sole).map((code) => ({ name: name ?? id, code, times: blockers.sole[code] ?? 0 })),
  )
  const [most] = sole.sort((a, b) => b.times - a.times)
  if (most === undefined) return 'Nothing was held back by one thing alone: no single change would have freed anything.'
  return html`One change would have freed most on ${counted(most.times, 'page load')}, for ${ownBriefly(most.name)}, where this stood alone in the way: ${wordsOf(most.code)}.`
}
