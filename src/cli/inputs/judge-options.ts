import type { Command } from 'commander'
import { badInput } from '../failure.js'

/** Options that do nothing where another one is missing. */
interface Dependence {
  readonly flags: readonly string[]
  /** What they are about, in words. */
  readonly about: string
  /** What they do nothing without. */
  readonly needs: string
  readonly help?: string
}

const aboutTrace: Dependence = {
  flags: [
    ...['--from', '--until', '--format', '--map', '--strict', '--recorded', '--behaviour'],
    ...['--profile-id', '--report', '--story'],
  ],
  about: 'a trace',
  needs: '--trace',
  help: 'give --trace and --profile-id',
}

const dependences: Readonly<Record<string, readonly Dependence[]>> = {
  simulate: [
    { flags: ['--seed'], about: 'a bootstrap', needs: '--bootstrap' },
    { flags: ['--reasons'], about: 'the decisions that are written', needs: '--out' },
    { flags: ['--resume', '--checkpoint-every'], about: 'a checkpoint', needs: '--checkpoint' },
  ],
  explain: [
    { flags: ['--line', '--all'], about: 'a story', needs: '--story' },
    aboutTrace,
    { flags: ['--peek'], about: 'one moment', needs: '--profile', help: 'give --profile, or leave it out' },
  ],
  merge: [{ flags: ['--edits', '--recorded', '--behaviour'], about: 'the summary', needs: '--catalog' }],
  serve: [{ flags: ['--sample', '--redact'], about: 'a decision log', needs: '--decision-log' }],
}

/**
 * What is given and would do nothing was meant to do something.
 *
 * @throws Failure for the first such option
 */
export function judgeOptions(command: Command): void {
  for (const { flags, about, needs, help } of dependences[command.name()] ?? []) {
    if (isGiven(command, needs)) continue
    const idle = flags.find((flag) => isGiven(command, flag))
    if (idle !== undefined) throw badInput(`${idle} is about ${about}`, help ?? `add ${needs}, or leave it out`)
  }
}

function isGiven(command: Command, flag: string): boolean {
  const option = command.options.find(({ long }) => long === flag)
  if (option === undefined) throw new Error(`${command.name()} has no option ${flag}`)
  return command.getOptionValueSource(option.attributeName()) === 'cli'
}

/** Refuses the second value of an option that takes one, in place of forgetting the first. */
export function refuseRepeated(command: Command): void {
  for (const { long, variadic, required } of command.options) {
    let isThere = false
    if (long == null || variadic || !required) continue
    command.on(`option:${long.slice(2)}`, () => {
      if (isThere) throw badInput(`${long} is given twice`, 'keep one of them')
      isThere = true
    })
  }
}
