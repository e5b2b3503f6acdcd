import { type Command, Option } from 'commander'
import type { ReplayOptions, TraceFormatName } from '../../simulator/index.js'
import { traceFormatNames } from '../../simulator/traces/formats/index.js'
import { type Mapping, parseMapping } from '../../simulator/traces/mapping.js'
import { badInput, Failure } from '../failure.js'
import { addReplayOptions, choice } from './options.js'
import { inputName } from './read-input.js'

/** What commander makes of `addTraceOptions`. */
export interface TraceFlags extends ReplayOptions {
  readonly trace: readonly string[]
  readonly format: TraceFormatName | 'auto'
  readonly map?: readonly string[]
  readonly strict?: boolean
}

/** The options of every command that replays a trace: in the same words, in the same order. */
export function addTraceOptions(command: Command, { isOptional = false } = {}): Command {
  const trace = new Option(
    '--trace <file...>',
    'what happened: files, patterns such as "march-*.jsonl.gz", or - for standard input; several are one trace',
  )
  return addReplayOptions(
    command
      .addOption(trace.makeOptionMandatory(!isOptional))
      .addOption(
        choice('--format <name>', 'what the trace is written in, by default as it looks', traceFormatNames, otherNames),
      )
      .option(
        '--map <field=path...>',
        'what the trace calls a field: href=path, profile_id=user.id, at=events[].ts:ms, type= (none)',
      )
      .option('--strict', 'stop at the first line that cannot be read'),
  )
}

const otherNames = {
  json: 'oncue',
  jsonl: 'oncue',
  ndjson: 'oncue',
  rudderstack: 'segment',
  bigquery: 'ga4',
  apache: 'combined',
  nginx: 'combined',
  log: 'combined',
}

/** A trace to be read, and how. */
export interface TraceRequest {
  readonly paths: readonly string[]
  /** What messages call it. */
  readonly name: string
  readonly format: TraceFormatName | 'auto'
  readonly reading: ReplayOptions & { readonly mapping: Mapping; readonly strict: boolean }
}

/** @throws Failure where the mapping makes no sense */
export function readTraceOptions({ trace, format, map = [], strict = false, ...replay }: TraceFlags): TraceRequest {
  const [first = ''] = trace
  return {
    paths: trace,
    name: trace.length === 1 ? inputName(first) : `${trace.length} files`,
    format,
    reading: { mapping: readMapping(map, format), strict, recorded: replay.recorded, behaviour: replay.behaviour },
  }
}

/** Whoever names a format whose fields are known has nothing to map. */
const mappedFormats: readonly string[] = ['auto', 'oncue', 'csv', 'parquet']

function readMapping(given: readonly string[], format: string): Mapping {
  if (given.length > 0 && !mappedFormats.includes(format)) {
    throw badInput(`--map: the fields of "${format}" are known`, 'it names those of oncue, csv and parquet')
  }
  const mapping = parseMapping(given)
  if (mapping.ok) return mapping.value
  throw new Failure(
    2,
    mapping.problems.map((problem) => ({ ...problem, message: `--map: ${problem.message}` })),
  )
}
