import { counted } from '../../describe/count.js'
import type { TraceReport } from '../../simulator/reading.js'
import { type Html, html, own, type Part } from '../page/html.js'

/** What every page says before anything else: how far to believe it. */
export const trustBox = (
  { partial, lines }: { readonly partial: boolean; readonly lines?: number },
  parts: readonly Part[],
): Html =>
  html`<section class="trust" id="trust" aria-labelledby="trust-title">
<h2 id="trust-title">How far to trust it</h2>
${
  partial &&
  html`<p class="warn">Partial: the run ended early${lines === undefined ? null : `, after ${counted(lines, 'line')} of the trace`}. All figures stand for what was read until then.</p>`
}
${parts}
</section>`

export const mostProblems = 5

/** What was wrong with the trace. */
export function readingNotes(
  { duplicates, moved, unreadable, problems }: TraceReport,
  others: readonly Part[] = [],
): Part {
  const notes: Part[] = []
  if (duplicates > 0) notes.push(`${counted(duplicates, 'duplicate')} passed over`)
  if (moved > 0) notes.push(`${counted(moved, 'line was', 'lines were')} out of order within a person, and sorted`)
  notes.push(...others)
  if (unreadable > 0) {
    const some = problems.slice(0, mostProblems).map(({ message }) => html`<li>${own(message)}</li>`)
    notes.push(
      html`${counted(unreadable, 'line')} could not be read${some.length > 0 && html`, such as <ul>${some}</ul>`}`,
    )
  }
  return notes.length > 0 && html`<h3>The trace</h3><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`
}

/** What has to be believed for the figures to mean anything. */
export const assumed = (all: readonly string[]): Part =>
  all.length > 0 && html`<h3>Assumed</h3><ul>${all.map((one) => html`<li>${own(one)}</li>`)}</ul>`
