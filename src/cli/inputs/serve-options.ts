import { Option } from 'commander'
import { didYouMean } from '../../authoring/did-you-mean.js'
import type { OpenOperation } from '../../http/index.js'
import { isRedactable, redactable } from '../../serve/decision-log/redact.js'
import { isLoopback } from '../../serve/is-loopback.js'
import { type LogLevel, logLevels } from '../../serve/log-levels.js'
import type { StoreChoice } from '../../serve/open-store.js'
import { readOrigin } from '../../serve/read-origin.js'
import type { ServeOptions } from '../../serve/serve.js'
import { badInput } from '../failure.js'
import type { Io } from '../io.js'
import { catalogOption, choice, count, jsonOption } from './options.js'

/** What commander makes of `serveOptions`. */
export interface ServeFlags {
  readonly data?: string
  readonly postgres?: string
  readonly memory?: boolean
  readonly catalog?: readonly string[]
  readonly port: number
  readonly host: string
  readonly secretFile?: string
  readonly open: readonly OpenOperation[]
  readonly cors?: readonly string[]
  readonly rate?: number
  readonly keepAnswers: number
  readonly decisionLog?: string
  readonly sample: number
  readonly redact: readonly string[]
  readonly logLevel: LogLevel
  readonly json?: boolean
}

const openOperations = [
  'page',
  'identify',
  'trigger',
  'track',
  'interaction',
  'exportProfile',
] as const satisfies readonly OpenOperation[]

const defaultFolder = 'oncue-data'
const dayMs = 86_400_000

export const serveOptions = (): readonly Option[] => [
  new Option(
    '--data <folder>',
    `where a Postgres of its own keeps everything: ${defaultFolder} where no other is named`,
  ),
  new Option('--postgres <url>', 'a Postgres server that keeps everything').conflicts('data'),
  new Option('--memory', 'keep everything in memory, until it ends').conflicts(['data', 'postgres']),
  catalogOption({ isOptional: true }),
  new Option('--port <n>', 'where it listens; 0 is any port that is free')
    .default(4320)
    .argParser(count('--port', 0, 65_535)),
  new Option('--host <host>', 'on which address it listens; on one that others reach only with a secret').default(
    '127.0.0.1',
  ),
  new Option('--secret-file <file>', 'what requests must bring in the header x-account-secret'),
  new Option('--open <operation...>', `what browsers may ask without the secret: ${openOperations.join(', ')}`)
    .default([], 'nothing')
    .argParser(opened),
  new Option(
    '--cors <origin...>',
    'pages that may read answers in a browser, as https://app.example.com, or *',
  ).argParser(origin),
  new Option('--rate <n>', 'requests that are taken in a second, twice as many at once').argParser(
    count('--rate', 1, 1_000_000),
  ),
  new Option('--keep-answers <days>', 'for how long a retry gets the answer of the first time')
    .default(7)
    .argParser(count('--keep-answers', 1, 3_650)),
  new Option('--decision-log <file>', 'where what happens is added, as a trace that can be replayed'),
  new Option('--sample <share>', 'the share of profiles that are in the decision log, from 0 to 1')
    .default(1)
    .argParser(share),
  new Option('--redact <name...>', `what is left out of the decision log: ${redactable.join(', ')}`)
    .default([], 'nothing')
    .argParser(redacted),
  choice('--log-level <level>', 'what is logged on standard error, as JSON Lines', logLevels),
  jsonOption(),
]

/** What of the flags is passed on as it is. */
export const readServeOptions = ({
  decisionLog: path,
  sample,
  redact,
  ...flags
}: ServeFlags): Pick<ServeOptions, 'decisionLog' | 'open' | 'rate' | 'cors' | 'answersMs' | 'logLevel'> => ({
  open: flags.open,
  decisionLog: path === undefined ? null : { path, sample, redact },
  rate: flags.rate === undefined ? null : { perSecond: flags.rate, burst: 2 * flags.rate },
  cors: flags.cors === undefined ? null : { origins: flags.cors.includes('*') ? '*' : flags.cors },
  answersMs: flags.keepAnswers * dayMs,
  logLevel: flags.logLevel,
})

export function storeChoice({ data, postgres, memory = false }: ServeFlags, { env }: Pick<Io, 'env'>): StoreChoice {
  if (memory) return { kind: 'memory' }
  const url = postgres ?? (data === undefined ? env.ONCUE_POSTGRES_URL : undefined)
  return url === undefined ? { kind: 'folder', folder: data ?? defaultFolder } : { kind: 'server', url }
}

/** @throws Failure where anybody could ask */
export function judgeHost(host: string, secret: string | null): void {
  if (secret !== null || isLoopback(host)) return
  throw badInput(
    `--host ${host}: others can reach it, and there is no secret`,
    'give it one with --secret-file or ONCUE_SECRET, or listen on 127.0.0.1',
  )
}

function share(given: string): number {
  const number = Number(given)
  if (given.trim() !== '' && number >= 0 && number <= 1) return number
  throw badInput(`--sample: ${JSON.stringify(given)} is no share`, 'write a number from 0 to 1, such as 0.1')
}

function opened(given: string, before: readonly OpenOperation[]): readonly OpenOperation[] {
  const operation = openOperations.find((one) => one === given)
  if (operation !== undefined) return [...before, operation]
  const help = didYouMean(given, openOperations) ?? `known: ${openOperations.join(', ')}`
  throw badInput(`--open: unknown operation ${JSON.stringify(given)}`, help)
}

function origin(given: string, before: readonly string[] = []): readonly string[] {
  const read = given === '*' ? { ok: true as const } : readOrigin(given)
  if (read.ok) return [...before, given]
  const example = read.meant ?? 'https://app.example.com'
  throw badInput(`--cors: ${JSON.stringify(given)} is no origin`, `write it as a browser does: ${example}`)
}

function redacted(given: string, before: readonly string[]): readonly string[] {
  if (isRedactable(given)) return [...before, given]
  throw badInput(`--redact: nothing is called ${JSON.stringify(given)}`, `known: ${redactable.join(', ')}`)
}
