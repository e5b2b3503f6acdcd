import { Command, CommanderError } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { didYouMean } from '../authoring/did-you-mean.js'
import { commands } from './commands/index.js'
import { badInput, Failure, isClosedPipe, pathIn, systemFailure } from './failure.js'
import { judgeFiles } from './inputs/judge-files.js'
import { judgeOptions, refuseRepeated } from './inputs/judge-options.js'
import { type ExitCode, type Io, print } from './io.js'
import { coloursFor } from './render/colours.js'
import { jsonText } from './render/json.js'
import { renderProblem } from './render/problems.js'

/**
 * Runs one command line.
 *
 * @param argv what stands after the program's name
 * @returns 0 answered, 1 could not run, 2 bad input, 3 a check failed, 65 a worker's input is out of order, 130
 *   interrupted
 * @throws what is a bug
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  // A write that fails is heard of where it is made; without a listener the stream would end the process.
  const ignore = (): void => {}
  io.stdout.on('error', ignore)
  io.stderr.on('error', ignore)
  try {
    return await parse(argv, io)
  } catch (error) {
    if (isClosedPipe(error)) return 0
    if (!(error instanceof Failure)) throw error
    return await tell(error, argv, io)
  } finally {
    io.stdout.off('error', ignore)
    io.stderr.off('error', ignore)
  }
}

async function parse(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const said = { out: '', err: '' }
  const program = createProgram(io, (code) => {
    exitCode = code
  })
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        said.out += text
      },
      writeErr: (text) => {
        said.err += text
      },
    })
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw systemFailure(error, pathIn(error) ?? 'the command') ?? error
    if (error.exitCode === 0) {
      await print(io.stdout, said.out)
      return 0
    }
    if (error.code === 'commander.help') {
      const [, asked] = argv[0] === 'help' ? argv : []
      if (asked !== undefined) throw unknownCommand(asked, program.commands)
      await print(io.stderr, said.err)
      return 2
    }
    throw usage(
      error,
      program.commands.find((command) => command.name() === argv[0]),
    )
  }
  return exitCode
}

function createProgram(io: Io, exit: (code: ExitCode) => void): Command {
  const program = new Command('oncue')
    .description(manifest.description)
    .version(manifest.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print this help, or that of a command')
    .hook('preAction', (_program, command) => {
      judgeOptions(command)
      return judgeFiles(command, io)
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 answered, 1 could not run, 2 bad input, 3 a check failed, 65 out of order (worker),' +
        '\n130 interrupted.' +
        '\nA file named - is standard input; files that end in .gz, or are gzipped all the same, are unpacked.',
    )
  for (const create of commands) {
    const command = create(io, exit)
    refuseRepeated(command)
    program.addCommand(command.helpOption('-h, --help', 'print this help').configureHelp({ showGlobalOptions: false }))
  }
  return program
}

/** The help of what is no command. */
const unknownCommand = (name: string, commands: readonly Command[]): Failure => {
  const known = commands.map((command) => command.name())
  return badInput(
    `unknown command ${JSON.stringify(name)}`,
    didYouMean(name, known) ?? 'oncue --help says what there is',
  )
}

/** What commander says, in our grammar: lower case, no full stop, help apart. */
function usage(error: CommanderError, command: Command | undefined): Failure {
  const [said = '', suggestion] = error.message.replace(/^error: /, '').split('\n')
  const message = said
    .replace(/^required option '(.*)' not specified$/, 'missing option $1')
    .replace(/^missing required argument '(.*)'$/, 'missing <$1>')
    .replace(/^option '(.*)' argument missing$/, 'missing value of option $1')
    .replaceAll("'", '"')
  const meant = /^\(Did you mean (.*)\?\)$/.exec(suggestion ?? '')?.[1]
  const all = ['oncue', ...(command === undefined ? [] : [command.name()]), '--help'].join(' ')
  return badInput(message, meant === undefined ? `${all} says what there is` : `did you mean "${meant}"?`)
}

/** On standard error, so that what is piped on holds answers only. */
async function tell({ problems, exitCode }: Failure, argv: readonly string[], io: Io): Promise<ExitCode> {
  const colours = coloursFor(io.stderr, io.env)
  const text = argv.includes('--json')
    ? jsonText({ ok: false, problems })
    : problems.map((problem) => renderProblem(problem, 'error', colours)).join('')
  try {
    await print(io.stderr, text)
  } catch (error) {
    if (!isClosedPipe(error)) throw error
  }
  return exitCode
}
