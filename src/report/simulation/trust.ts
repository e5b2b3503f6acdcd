import { count, counted } from '../../describe/count.js'
import { showInstant } from '../../describe/time.js'
import { refusedCount } from '../../simulator/metrics/refusals.js'
import type { SimulationOutput } from '../../simulator/output-summary.js'
import { assumed, mostProblems, readingNotes, trustBox } from '../figure/trust.js'
import { type Html, html, own, type Part } from '../page/html.js'
import { shareOf } from '../words.js'

/** Below it the catalog was hardly the one that was in force. */
const enough = 0.95

/** How far to believe a simulation. */
export const trust = (result: SimulationOutput): Html =>
  trustBox({ partial: result.partial, lines: result.trace.lines }, [
    fidelity(result),
    warmUp(result),
    readingNotes(result.trace, notes(result)),
    assumptions(result),
  ])

function fidelity({ fidelity: found }: SimulationOutput): Part {
  if (found === null) return null
  const { page_loads: all, agreed, only_predicted, only_recorded, different } = found
  const isLow = agreed < all * enough
  return html`${isLow && html`<p class="warn">Below 95 % agreement: is this the catalog that was in force?</p>`}
<p>The engine said what really showed on <strong>${shareOf(agreed, all)}</strong> of ${counted(all, 'page load')}. It would have shown something where nothing did on ${count(only_predicted)}, nothing where something did on ${count(only_recorded)}, and something else on ${count(different)}.</p>`
}

function warmUp({ warm_up: found, page_loads }: SimulationOutput): Part {
  if (found === null) return null
  return html`<p>What was shown before the trace begins is not known, and may have filled limits until ${showInstant(Date.parse(found.until), undefined)} (${own(found.group_id)}): ${shareOf(found.page_loads, page_loads)} of the page loads are on days before that.</p>`
}

function notes(result: SimulationOutput): readonly Part[] {
  const { edits, profiles_in_unknown_zones: lost, refusals } = result
  const said: Part[] = []
  if (edits.accepted > 0) said.push(`${counted(edits.accepted, 'edit')} of the catalog took effect`)
  if (edits.refused > 0) said.push(`${counted(edits.refused, 'edit')} of the catalog refused`)
  if (lost > 0) said.push(`${counted(lost, 'person', 'people')} in a zone that the catalog does not name, taken as UTC`)
  if (refusals.length > 0) {
    const some = refusals.slice(0, mostProblems).map(({ line, type, id, status, messages }) => {
      const what = id === null ? type : `${type} ${JSON.stringify(id)}`
      return html`<li>${own(`line ${line}: ${what}: ${status} ${messages.join('; ')}`)}</li>`
    })
    said.push(html`${counted(refusedCount(result), 'line was', 'lines were')} refused, such as <ul>${some}</ul>`)
  }
  return said
}

/** What limits may have had before the trace begins stands by itself. */
const assumptions = ({ assumptions: all, assumption_codes: codes }: SimulationOutput): Part =>
  assumed(all.filter((_, k) => codes[k]?.code !== 'limits_warm_up'))
