import { count, counted } from '../../describe/count.js'
import type { ComparisonOutput } from '../../simulator/compare/output-comparison.js'
import type { ReasonMatrix } from '../../simulator/compare/reason-matrix.js'
import { flow } from '../chart/flow.js'
import { figure } from '../figure/figure.js'
import { mostTableRows, tableLeftOut } from '../figure/rows.js'
import { html, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'
import { places, placeWords, streamsOf, unchangedIn } from './standings.js'

/** From which reason to which: of what shows by itself, and of deliveries. */
export const flowSections = ({ reasons, deliveries }: ComparisonOutput): readonly (Section | null)[] => [
  flowSection({
    id: 'reasons',
    name: 'Reasons',
    title: 'What held things back before, and what does now?',
    what: 'experience that came near',
    matrix: reasons,
  }),
  flowSection({
    id: 'deliveries',
    name: 'Deliveries',
    title: 'And what became of deliveries?',
    what: 'delivery that was pending',
    matrix: deliveries,
  }),
]

interface Asked {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly what: string
  readonly matrix: ReasonMatrix
}

const mostStreams = 24

function flowSection({ id, name, title, what, matrix }: Asked): Section | null {
  const all = streamsOf(matrix)
  if (all.length === 0) return null
  const drawn = all.slice(0, mostStreams)
  const inTable = all.slice(0, mostTableRows)
  const unchanged = unchangedIn(matrix)
  const body = figure({
    id,
    title,
    reading: reading(all, unchanged),
    body: html`${flow(id, 'From reason to reason', { streams: drawn, places, heads: ['Before', 'After'] })}
<p class="note">Counted is each ${what} on each page load, by the first thing that held it back. Not near is what was not live, not on its page or not in its segment.${
      all.length > drawn.length && html` ${counted(all.length - drawn.length, 'smaller stream')} not drawn.`
    }</p>`,
    table: {
      caption: 'From which reason to which, on page loads; what stands as before is left out',
      columns: [{ head: 'Before' }, { head: 'After', isText: true }, { head: 'Times' }],
      rows: inTable.map(({ from, to, times }) => [placeWords(from), placeWords(to), times]),
      leftOut: tableLeftOut(all.length - inTable.length),
    },
  })
  return { id, name, body }
}

function reading(streams: ReturnType<typeof streamsOf>, unchanged: number): Part {
  const [first] = streams
  if (first === undefined) return null
  const total = streams.reduce((sum, { times }) => sum + times, 0)
  return `${counted(total, 'reason')} changed and ${count(unchanged)} did not. The broadest stream, ${count(first.times)} times: from “${placeWords(first.from)}” to “${placeWords(first.to)}”.`
}
