import { count, counted } from '../../describe/count.js'
import { showInstant } from '../../describe/time.js'
import type { ComparisonOutput, ExampleOutput } from '../../simulator/compare/output-comparison.js'
import { figure } from '../figure/figure.js'
import { type Html, html, own, type Part } from '../page/html.js'
import type { Section } from '../page/page.js'

const id = 'examples'
const mostSentences = 12

/** People to whom it makes a difference, and both explanations of the first page load that changes. */
export function exampleSection({ examples }: ComparisonOutput): Section | null {
  const explained = examples.filter(({ sentences }) => sentences.length > 0)
  if (explained.length === 0) return null
  const body = figure({
    id,
    title: 'Whom does it concern, for example?',
    reading: `The clearest ${explained.length === 1 ? 'example: the one' : `${count(explained.length)} examples: those`} with the fewest changes, at the first page load that is answered differently.`,
    body: explained.map(example),
    table: null,
  })
  return { id, name: 'Examples', body }
}

function example({ profile_id, changes, line, before, sentences }: ExampleOutput): Html {
  const first = changes > 1 ? `, the first of ${counted(changes, 'change')}` : ''
  const told = sentences.slice(0, mostSentences)
  const more = sentences.length - told.length
  return html`<article class="example"><h3>${own(profile_id)}</h3>
<p class="note">Line ${count(line)}${first}${before !== null && html`, ${showInstant(Date.parse(before.at), undefined)}, on ${own(before.href)}`}</p>
${told.map(
  (
    one,
  ) => html`<dl class="pair"><div><dt>Before</dt><dd>${sentence(one.before)}</dd></div><div><dt>After</dt><dd>${sentence(one.after)}</dd></div></dl>
`,
)}${more > 0 && html`<p class="note">${counted(more, 'candidate')} more ${more === 1 ? 'stands' : 'stand'} differently.</p>`}</article>
`
}

const sentence = (text: string | null): Part => (text === null ? 'not in the catalog' : own(text))
