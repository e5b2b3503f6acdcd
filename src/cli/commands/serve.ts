import { randomUUID } from 'node:crypto'
import { Command } from 'commander'
import type { StoreChoice } from '../../serve/open-store.js'
import type { Running } from '../../serve/serve.js'
import { StoreFailure } from '../../store/failure.js'
import { cannotRun, Failure, systemFailure } from '../failure.js'
import { loadCatalogDocument } from '../inputs/load-document.js'
import { readSecret, secretInShell } from '../inputs/secret.js'
import { judgeHost, readServeOptions, type ServeFlags, serveOptions, storeChoice } from '../inputs/serve-options.js'
import { type ExitCode, type Io, print } from '../io.js'
import { portFailure } from '../outputs/page-server.js'
import { jsonText } from '../render/json.js'
import { renderServing } from '../render/serving.js'
import type { CommandMaker } from './index.js'

export const serveCommand: CommandMaker = (io, exit) => {
  const command = new Command('serve').description('answer page loads over HTTP, and keep profiles')
  for (const option of serveOptions()) command.addOption(option)
  return command
    .addHelpText(
      'after',
      '\nONCUE_SECRET is the secret where no file is named, ONCUE_POSTGRES_URL the server where no store is.' +
        '\n\nExamples:\n  $ oncue serve --catalog catalog.yaml' +
        '\n  $ oncue serve --postgres postgres://oncue@db/oncue --host 0.0.0.0 --secret-file secret.txt' +
        '\n\nCtrl-C ends it, when what is under way is answered.',
    )
    .action(async (flags: ServeFlags) => exit(await runServer(flags, io)))
}

async function runServer(flags: ServeFlags, io: Io): Promise<ExitCode> {
  const secret = await readSecret(flags.secretFile, io)
  judgeHost(flags.host, secret)
  const choice = storeChoice(flags, io)
  // Heard of from the start: what is opened is closed again.
  const interrupted = new Promise<void>((resolve) => {
    const stop = io.onInterrupt(() => {
      stop()
      resolve()
    })
  })
  const catalog = flags.catalog === undefined ? null : await loadCatalogDocument(flags.catalog, io)
  const running = await start({ flags, io, secret, choice, catalog })
  try {
    const { url } = running
    const log = flags.decisionLog ?? null
    const said = { url, kept: whereKept(choice), secret: secret === null ? null : secretInShell(flags.secretFile), log }
    await print(io.stdout, flags.json ? jsonText({ url, store: choice.kind, decision_log: log }) : renderServing(said))
    await interrupted
  } finally {
    await running.stop()
  }
  return 0
}

interface Start {
  readonly flags: ServeFlags
  readonly io: Io
  readonly secret: string | null
  readonly choice: StoreChoice
  readonly catalog: unknown
}

async function start({ flags, io, secret, choice, catalog }: Start): Promise<Running> {
  // Nobody else waits for what a server is made of.
  const { openStore, serve } = await import('../../serve/index.js')
  const store = await openStore(choice).catch((error: unknown) => {
    throw folderFailure(error, choice) ?? error
  })
  const { host, port } = flags
  try {
    const started = await serve({
      ...readServeOptions(flags),
      store,
      catalog,
      host,
      port,
      secret,
      logStream: io.stderr,
      now: () => io.now(),
      elapsedMs: () => io.elapsedMs(),
      newId: randomUUID,
      remembered: choice.kind === 'folder' ? 10_000 : 0,
    })
    if (started.ok) return started.running
    throw new Failure(2, started.problems)
  } catch (error) {
    throw isOfPort(error)
      ? hostFailure(error, host, port)
      : (systemFailure(error, flags.decisionLog ?? 'the store') ?? error)
  }
}

const isOfPort = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo')

const hostFailure = (error: NodeJS.ErrnoException, host: string, port: number): Error =>
  error.code === 'EADDRNOTAVAIL' || error.syscall === 'getaddrinfo'
    ? cannotRun(`this machine has no address ${host}`, 'name one that it has with --host')
    : portFailure(error, port)

/** What the system says of a data folder; `null` for anything else. */
function folderFailure(error: unknown, choice: StoreChoice): Error | null {
  if (choice.kind !== 'folder' || !(error instanceof StoreFailure) || error.fault !== 'folder') return null
  const { cause } = error
  // The folders above it are made: where they cannot be, nothing can.
  const isNowhere = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
  if (isNowhere) return cannotRun(`a place that cannot be written to: ${choice.folder}`, error.help)
  return systemFailure(cause, choice.folder)
}

function whereKept(choice: StoreChoice): string {
  if (choice.kind === 'memory') return 'in memory, until it ends'
  return choice.kind === 'folder' ? `in ${choice.folder}` : 'in Postgres'
}
