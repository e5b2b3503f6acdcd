import { explain } from '../../explain/index.js'
import { compile } from '../../index.js'
import { writeExplanation } from '../../simulator/index.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { loadProfile } from '../inputs/load-profile.js'
import { onlyCandidate } from '../inputs/only-candidate.js'
import { readInstantOption } from '../inputs/options.js'
import { judgeStdin } from '../inputs/read-input.js'
import { type ExitCode, type Io, print } from '../io.js'
import { coloursFor } from '../render/colours.js'
import { renderExplanation } from '../render/explanation.js'
import { jsonText } from '../render/json.js'
import type { ExplainOptions } from './explain.js'

type MomentOptions = ExplainOptions & { readonly profile: string; readonly href: string; readonly at: string }

/** One page load of one profile, asked about and not recorded. */
export async function explainMoment(options: MomentOptions, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, options.profile])
  const now = readInstantOption('--at', options.at, io)
  const catalog = await loadCatalog(options.catalog, io)
  const profile = await loadProfile(options.profile, catalog, io)
  const { href, peek = false } = options
  const explanation = explain(compile(catalog), profile, { href, peek }, now)
  const wanted = onlyCandidate(explanation, options.experience ?? options.delivery)
  await print(
    io.stdout,
    options.json ? jsonText(writeExplanation(wanted)) : renderExplanation(wanted, coloursFor(io.stdout, io.env)),
  )
  return 0
}
