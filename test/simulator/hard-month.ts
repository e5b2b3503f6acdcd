import { readFileSync } from 'node:fs'
import { generate } from '../../examples/demo/generate.js'
import type { TraceSource } from '../../src/simulator/index.js'
import { catalogOf } from './compare/traces.js'

const text = readFileSync('examples/demo/catalog.yaml', 'utf8')
const survey = 'kind: survey, rate_limit_size: 1'

export const demoCatalog = catalogOf(text)

/** No survey at all, and no last group: an edit that gives it another size is refused, since the rest of it is missing. */
export const otherCatalog = catalogOf(
  text.replace(survey, survey.replace('1', '0')).replace(/ {2}- id: two_offers_a_month[\s\S]*$/, ''),
)

/** The demo's month, in order. */
export const month: readonly string[] = generate({ people: 90 })

const edits = [
  { at: '2029-03-10T12:00:00Z', limit_groups: [{ id: 'one_per_visit', rate_limit_size: 2 }] },
  { at: '2029-03-12T12:00:00Z', limit_groups: [{ id: 'one_survey_a_week', rate_limit_size: 2 }] },
  { at: '2029-03-20T12:00:00Z', limit_groups: [{ id: 'two_offers_a_month', rate_limit_size: 1 }] },
]

const twice = month.flatMap((line, k) => {
  const event = JSON.parse(line)
  if (event.type !== 'page' || k % 20 > 0) return [line]
  const named = JSON.stringify({ ...event, event_id: `e${k}` })
  return [named, named]
})

/** The same with duplicates, edits of the catalog, and every other hundred of lines the wrong way round. */
export const hardMonth: readonly string[] = hundreds([
  ...twice,
  ...edits.map((edit) => JSON.stringify({ type: 'catalog', ...edit })),
]).flatMap((lines, k) => (k % 2 === 0 ? lines : lines.toReversed()))

function hundreds(lines: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(lines.length / 100) }, (_, k) => lines.slice(100 * k, 100 * k + 100))
}

const chunk = 65_536

/** A trace in several chunks, so that its reading can be ended in the middle. */
export function sourceOf(lines: readonly string[]): TraceSource {
  const bytes = Buffer.from(`${lines.join('\n')}\n`)
  return {
    name: 'trace.jsonl',
    bytes: bytes.length,
    async *read(onRead) {
      for (let from = 0; from < bytes.length; from += chunk) {
        onRead?.(from)
        yield bytes.subarray(from, from + chunk)
      }
    },
    close: async () => {},
  }
}

/** Ends a reading once it came half way. */
export const untilHalf =
  (source: TraceSource) =>
  (bytes: number): boolean =>
    2 * bytes < source.bytes
