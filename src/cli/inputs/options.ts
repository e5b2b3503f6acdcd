import { type Command, Option } from 'commander'
import { didYouMean } from '../../authoring/did-you-mean.js'
import { parseInstant } from '../../authoring/index.js'
import type { Instant } from '../../model/index.js'
import { badInput } from '../failure.js'
import type { Io } from '../io.js'

// Options that several commands share; each says what is wrong in the one grammar.

export const catalogOption = ({ isOptional = false } = {}): Option =>
  new Option('--catalog <file...>', 'the catalog, YAML or JSON; several files are merged').makeOptionMandatory(
    !isOptional,
  )

export const withOption = (): Option =>
  new Option('--with <file...>', 'the catalog to compare it with; several files are merged')

export const editsOption = (): Option =>
  new Option(
    '--edits <file>',
    "the trace's edits of the catalog and its sendings, one a line: the same for every worker, and to merge",
  )

/** What a replay goes by (P1, P2): for every command that replays. */
export const addReplayOptions = (command: Command): Command =>
  command
    .addOption(
      choice('--recorded <how>', 'recorded interactions are history, left out, or the truth that answers are held to', [
        'use',
        'ignore',
        'compare',
      ]),
    )
    .addOption(
      choice('--behaviour <how>', 'a show ends at once, or when an interaction is recorded', ['assumed', 'recorded']),
    )

export const reasonsOption = (): Option =>
  choice('--reasons <whose>', 'a decision gives the reasons of what came near, of all, or none', [
    'near',
    'all',
    'none',
  ])

/** For what replays whole traces. */
export const workersOption = (): Option =>
  new Option('--workers <n>', 'threads that replay beside the one that reads; the answer is the same')
    .default(0)
    .argParser(count('--workers', 0, 64))

export const reportOption = (): Option =>
  new Option('--report <file>', 'where the answer goes as a page of pictures, one HTML file; - is standard output')

export const jsonOption = (): Option => new Option('--json', 'answer in JSON')

/**
 * An option with a closed list of words; the first is what is taken where it is not given.
 *
 * @param otherNames what somebody may call one of the words
 */
export function choice(
  flags: string,
  description: string,
  words: readonly [string, ...string[]],
  otherNames: Readonly<Record<string, string>> = {},
): Option {
  return new Option(flags, `${description}: ${words.join(', ')}`).default(words[0]).argParser((given: string) => {
    if (words.includes(given)) return given
    const other = Object.hasOwn(otherNames, given) ? `did you mean "${otherNames[given]}"?` : undefined
    const help = other ?? didYouMean(given, words) ?? `known: ${words.join(', ')}`
    throw badInput(`unknown ${flags.split(' ')[0]} "${given}"`, help)
  })
}

/** Reads a whole number on the command line. */
export function count(flag: string, least: number, most: number): (given: string) => number {
  return (given) => {
    const number = Number(given)
    if (Number.isInteger(number) && number >= least && number <= most && given.trim() !== '') return number
    throw badInput(`${flag}: ${JSON.stringify(given)} is no whole number from ${least} to ${most}`)
  }
}

/** An instant on the command line; `"$now"` and `"+2d"` count from the clock. */
export function readInstantOption(name: string, given: string, io: Io): Instant {
  const read = parseInstant(given, io.now())
  if (read.ok) return read.value
  throw badInput(`${name}: ${read.message}`, read.help)
}
