import { Option } from 'commander'
import { didYouMean } from '../../authoring/did-you-mean.js'
import { parseInstant } from '../../authoring/index.js'
import type { Instant } from '../../model/index.js'
import { traceFormatNames } from '../../simulator/traces/formats/index.js'
import { type Mapping, parseMapping } from '../../simulator/traces/mapping.js'
import { badInput, Failure } from '../failure.js'
import type { Io } from '../io.js'

// Options that several commands share; each says what is wrong in the one grammar.

export const catalogOption = (): Option =>
  new Option('--catalog <file...>', 'the catalog, YAML or JSON; several files are merged').makeOptionMandatory()

export const mapOption = (): Option =>
  new Option(
    '--map <field=path...>',
    'where the trace has a field: href=path, profile_id=user.id, at=events[].ts:ms',
  ).default([], '')

/** `auto` goes by how each file begins. */
export const formatOption = (): Option => choice('--format <name>', 'what the trace is written in', traceFormatNames)

export const traceOption = (): Option =>
  new Option(
    '--trace <file...>',
    'what happened: one event a line; several files, or "*", are read as one',
  ).makeOptionMandatory()

export const jsonOption = (): Option => new Option('--json', 'answer in JSON')

export const recordedOption = (): Option =>
  choice('--recorded <how>', "what the trace's recorded interactions are", ['use', 'ignore', 'compare'] as const)

export const behaviourOption = (): Option =>
  choice('--behaviour <how>', 'when a show ends: at once, or when an interaction is recorded', [
    'assumed',
    'recorded',
  ] as const)

/** An option with a closed list of words; the first is what is taken where it is not given. */
export function choice(flags: string, description: string, words: readonly [string, ...string[]]): Option {
  return new Option(flags, `${description}: ${words.join(', ')}`).default(words[0]).argParser((given: string) => {
    if (words.includes(given)) return given
    const name = flags.split(' ')[0]
    throw badInput(`unknown ${name} "${given}"`, didYouMean(given, words) ?? `known: ${words.join(', ')}`)
  })
}

/** An instant on the command line; `"$now"` and `"+2d"` count from the clock. */
export function readInstantOption(name: string, given: string, io: Io): Instant {
  const read = parseInstant(given, io.now())
  if (read.ok) return read.value
  throw badInput(`${name}: ${read.message}`, read.help)
}

/** Whoever names a format whose fields are known has nothing to map. */
const mappedFormats: readonly string[] = ['auto', 'oncue', 'csv', 'parquet']

export function readMappingOption(given: readonly string[], format = 'auto'): Mapping {
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
