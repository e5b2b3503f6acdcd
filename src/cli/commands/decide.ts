import { Command } from 'commander'
import { formatInstant } from '../../conditions/index.js'
import { span } from '../../describe/span.js'
import { ask, momentOf } from '../../eligibility/decide.js'
import { Subject } from '../../eligibility/subject.js'
import { explain, validUntil } from '../../explain/index.js'
import { apply, compile, type Engine, type Profile } from '../../index.js'
import type { Instant, Page } from '../../model/index.js'
import { decisionLine } from '../../simulator/index.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { loadProfile } from '../inputs/load-profile.js'
import { catalogOption, jsonOption, readInstantOption } from '../inputs/options.js'
import { judgeStdin } from '../inputs/read-input.js'
import { type ExitCode, type Io, print } from '../io.js'
import { renderCandidates, verdict } from '../render/explanation.js'
import { jsonText } from '../render/json.js'
import { lookOf } from '../render/look.js'
import type { CommandMaker } from './index.js'

interface Options {
  readonly catalog: readonly string[]
  readonly profile: string
  readonly href: string
  readonly at: string
  readonly peek?: boolean
  readonly json?: boolean
}

export const decideCommand: CommandMaker = (io, exit) =>
  new Command('decide')
    .description('would something show to this profile, on this page, now, and what?')
    .addOption(catalogOption())
    .requiredOption('--profile <file>', 'the profile, JSON or YAML: {"id":"u1"} is one that nothing is known of')
    .requiredOption('--href <url>', 'the page')
    .requiredOption('--at <instant>', 'now: 2029-02-03T10:00:00Z, Unix seconds, $now')
    .option('--peek', 'ask as things stand, without a page load')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ oncue decide --catalog catalog.yaml --profile profile.json \\' +
        '\n      --href https://app.example.com/dashboard --at 2029-02-03T10:00:00Z',
    )
    .action(async (options: Options) => exit(await decide(options, io)))

async function decide(options: Options, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, options.profile])
  const now = readInstantOption('--at', options.at, io)
  const catalog = await loadCatalog(options.catalog, io)
  const profile = await loadProfile(options.profile, catalog, io)
  const engine = compile(catalog)
  const { href, peek = false } = options
  const page: Page = { href, peek }
  const until = validUntil(engine, profile, page, now)
  if (options.json) {
    const line = writeDecision(engine, profile, page, now)
    await print(io.stdout, jsonText({ ...line, valid_until: until === null ? null : formatInstant(until) }))
    return 0
  }
  const explanation = explain(engine, profile, page, now)
  const look = lookOf(io)
  const table = renderCandidates(explanation, look)
  const holds = until === null ? 'for ever' : `until ${formatInstant(until)} (for ${span(until - now)})`
  await print(io.stdout, `${verdict(explanation, look)}\n${table}\nthis holds ${holds}, if nothing happens\n`)
  return 0
}

/** The decision as a line of decisions, the first of one. */
function writeDecision(engine: Engine, profile: Profile, page: Page, now: Instant) {
  const { href, peek } = page
  const asked = peek ? profile : apply(profile, { type: 'page', at: now, href })
  const subject = new Subject(engine, asked)
  const moment = momentOf({ href }, now)
  const kind = peek ? 'peek' : 'page'
  return decisionLine({ line: 1, kind, subject, moment, decision: ask(subject, moment) }, 'all')
}
