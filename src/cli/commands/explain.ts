import { Command, Option } from 'commander'
import { badInput } from '../failure.js'
import { catalogOption, count, jsonOption, reportOption } from '../inputs/options.js'
import { addTraceOptions, type TraceFlags } from '../inputs/trace-options.js'
import { zoneOption } from '../inputs/zone-option.js'
import type { ExitCode, Io } from '../io.js'
import { explainMoment } from './explain-moment.js'
import { explainStory } from './explain-story.js'
import { explainTrace } from './explain-trace.js'
import type { CommandMaker } from './index.js'

export interface ExplainOptions extends Omit<TraceFlags, 'trace'> {
  readonly catalog: readonly string[]
  readonly profile?: string
  readonly trace?: TraceFlags['trace']
  readonly profileId?: string
  readonly experience?: string
  readonly delivery?: string
  readonly href?: string
  readonly at?: string
  readonly from?: string
  readonly until?: string
  readonly peek?: boolean
  readonly story?: boolean
  readonly line?: number
  readonly all?: boolean
  readonly zone?: string
  readonly report?: string
  readonly json?: boolean
}

export const explainCommand: CommandMaker = (io, exit) => {
  const command = new Command('explain')
    .description('why does it show, or not: every check with the values that it compared')
    .addOption(catalogOption())
    .option('--profile <file>', 'one moment: the profile, JSON or YAML; with --href and --at')
    .option('--peek', 'one moment: ask as things stand, without a page load')
  return addTraceOptions(command, { isOptional: true })
    .option('--profile-id <id>', 'over a trace: whose page loads are meant')
    .option('--experience <id>', 'only this experience; over a trace, on all page loads')
    .option('--delivery <id>', 'only this delivery; over a trace, on all page loads')
    .option('--href <url>', 'the page; over a trace, of a page load that it does not have, at --at')
    .option('--at <instant>', 'now; over a trace, the page load at or last before it')
    .option('--from <instant>', 'over a trace: count page loads from this instant on')
    .option('--until <instant>', 'over a trace: take nothing later than this instant')
    .option('--story', 'over a trace: everything that happened, and what was decided on it; at --at or --line in full')
    .addOption(
      new Option(
        '--line <n>',
        'of a story: only the event of this line of the trace, the state after it, and why',
      ).argParser(count('--line', 1, Number.MAX_SAFE_INTEGER)),
    )
    .option('--all', 'of a story: every event, however many')
    .addOption(zoneOption())
    .addOption(reportOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ oncue explain --catalog catalog.yaml --trace trace.jsonl --profile-id u1 --experience nps' +
        '\n  $ oncue explain --catalog catalog.yaml --trace trace.jsonl --profile-id u1 --story' +
        '\n  $ oncue explain --catalog catalog.yaml --profile profile.json \\' +
        '\n      --href https://app.example.com/dashboard --at 2029-02-03T10:00:00Z',
    )
    .action(async (options: ExplainOptions) => exit(await explain(options, io)))
}

function explain(options: ExplainOptions, io: Io): Promise<ExitCode> {
  const { profile, trace, profileId, href, at, experience, delivery, from, until, story, line } = options
  if (experience !== undefined && delivery !== undefined)
    throw badInput('both --experience and --delivery are given', 'keep one of them')
  if (profile !== undefined && trace !== undefined)
    throw badInput('both --profile and --trace are given', 'keep one of them')
  judgeStory(options)
  if (profile !== undefined) {
    if (href === undefined || at === undefined)
      throw badInput(
        `missing ${href === undefined ? '--href' : '--at'}`,
        'a profile is asked about on a page, at an instant',
      )
    return explainMoment({ ...options, profile, href, at }, io)
  }
  if (trace === undefined) throw badInput('missing --profile or --trace', 'oncue explain --help shows both')
  if (profileId === undefined) throw badInput('missing --profile-id', 'whose page loads in the trace are meant?')
  if ((at !== undefined || line !== undefined) && (from !== undefined || until !== undefined)) {
    const one = at === undefined ? '--line is one event' : '--at is one page load'
    throw badInput(`${one}, --from and --until are many`, 'keep one or the other')
  }
  if (href !== undefined && at === undefined) throw badInput('missing --at', 'when would the page be loaded?')
  return story === true
    ? explainStory({ ...options, trace, profileId }, io)
    : explainTrace({ ...options, trace, profileId }, io)
}

function judgeStory({ story, href, at, line }: ExplainOptions): void {
  if (story !== true) return
  if (href !== undefined) throw badInput('--href asks about what did not happen', 'leave out --story, or --href')
  if (line !== undefined && at !== undefined) throw badInput('both --line and --at are given', 'keep one of them')
}
