import { explain } from '../../explain/index.js'
import { compile } from '../../index.js'
import { writeCounterfactual, writeExplanation } from '../../simulator/index.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { loadProfile } from '../inputs/load-profile.js'
import { onlyCandidate } from '../inputs/only-candidate.js'
import { readInstantOption } from '../inputs/options.js'
import { judgeStdin } from '../inputs/read-input.js'
import { readZoneOption } from '../inputs/zone-option.js'
import { type ExitCode, type Io, print } from '../io.js'
import { renderExplanation } from '../render/explanation.js'
import { jsonText } from '../render/json.js'
import { lookOf } from '../render/look.js'
import type { ExplainOptions } from './explain.js'
import { changesFor } from './explain-changes.js'

type MomentOptions = ExplainOptions & { readonly profile: string; readonly href: string; readonly at: string }

/** One page load of one profile, asked about and not recorded. */
export async function explainMoment(options: MomentOptions, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, options.profile])
  const look = lookOf(io, readZoneOption(options.zone))
  const now = readInstantOption('--at', options.at, io)
  const catalog = await loadCatalog(options.catalog, io)
  const profile = await loadProfile(options.profile, catalog, io)
  const { href, peek = false } = options
  const question = { engine: compile(catalog), profile, page: { href, peek }, now }
  const explanation = explain(question.engine, profile, question.page, now)
  const id = options.experience ?? options.delivery
  const wanted = onlyCandidate(explanation, id)
  const counterfactuals = changesFor(question, id)
  await print(
    io.stdout,
    options.json
      ? jsonText({ ...writeExplanation(wanted), counterfactuals: counterfactuals.map(writeCounterfactual) })
      : renderExplanation(explanation, look, { wanted, counterfactuals }),
  )
  return 0
}
