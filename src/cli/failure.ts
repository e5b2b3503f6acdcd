import { tmpdir } from 'node:os'
import { getSystemErrorMap } from 'node:util'
import type { Problem } from '../model/index.js'
import { CheckpointRefused, DuckdbFailure, type DuckdbFault, TraceRefusal, WorkerLost } from '../simulator/index.js'
import { StoreFailure, StoreUnavailable } from '../store/failure.js'
import type { ExitCode } from './io.js'
import { helpForMissing } from './missing-path.js'

/**
 * What keeps a command from answering. Inside the library bad input is a value; out here it ends the command from
 * wherever it is met, and `run` prints it.
 */
export class Failure extends Error {
  constructor(
    readonly exitCode: Exclude<ExitCode, 0 | 3>,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map(({ message }) => message).join('\n'))
  }
}

/** The command could not run: a file that cannot be had, a full disk. */
export const cannotRun = (message: string, help?: string): Failure => failure(1, 'cannot_run', message, help)

/** What was given makes no sense. A file that is not there, or is a folder, is no such thing: it could not be read. */
export const badInput = (message: string, help?: string): Failure => failure(2, 'bad_input', message, help)

/** A trace that is refused before it is read: there are no files, or they are not what they are said to be. */
export const refusedTrace = (problems: readonly Problem[]): Failure =>
  new Failure(problems.every(({ code }) => code === 'no_files') ? 1 : 2, problems)

/** Ctrl-C came while there was no answer to give yet. @param when it came, in words */
export const interrupted = (when: string): Failure =>
  failure(130, 'interrupted', `interrupted ${when}: nothing was replayed`)

const failure = (exitCode: Failure['exitCode'], code: string, message: string, help?: string): Failure =>
  new Failure(exitCode, [{ code, pointer: '', message, ...(help === undefined ? {} : { help }) }])

/**
 * Puts what the system says of a file into words.
 *
 * @returns `null` for anything else: a bug, which must not be hidden
 */
export function systemFailure(error: unknown, file: string): Failure | null {
  if (error instanceof Failure) return error
  if (error instanceof CheckpointRefused) {
    return cannotRun(error.message, 'begin anew without --resume, or give what the checkpoint was made with')
  }
  if (error instanceof TraceRefusal) return new Failure(2, error.problems)
  if (error instanceof DuckdbFailure) return duckdbFailure(error)
  if (error instanceof WorkerLost) return cannotRun(error.message, helpForLost[error.fault])
  if (error instanceof StoreUnavailable) return cannotRun(error.message, 'start it, or check its URL')
  if (error instanceof StoreFailure) return storeFailure(error)
  const code = codeOf(error)
  if (code === null || isClosedPipe(error)) return null
  if (code.startsWith('Z_')) return badInput(`${file} is no whole gzip file`, 'was it cut short?')
  if (code.startsWith('ZSTD_')) return badInput(`${file} is no whole zstd file`, 'was it cut short?')
  return cannotRun(`${words[code] ?? described(error)}: ${file}`, helpFor(code, file))
}

/** The file that the system's error is about, where it says so. */
export const pathIn = (error: unknown): string | undefined =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined

const helpForLost = {
  out_of_memory: 'ask for fewer --workers, or give each more: NODE_OPTIONS=--max-old-space-size=8192',
  ended: 'nothing was answered: run it again',
} as const

/** What is wrong with the file is bad input; what the machine does not have, or has no room for, is not. */
const faultsOfTheFile: readonly DuckdbFault[] = ['not_parquet', 'unknown_column']

const duckdbFailure = ({ fault, message, help }: DuckdbFailure): Failure =>
  faultsOfTheFile.includes(fault) ? badInput(message, help) : cannotRun(message, help)

const storeFailure = ({ fault, message, help }: StoreFailure): Failure =>
  fault === 'settings' ? badInput(message, help) : cannotRun(message, help)

const words: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EISDIR: 'a folder, not a file',
  EACCES: 'not allowed',
  EPERM: 'not allowed',
  EROFS: 'a place that cannot be written to',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'no space left for this user',
  EMFILE: 'too many open files',
}

function helpFor(code: string, file: string): string | undefined {
  if (file === tmpdir()) return 'temporary files go there: make room, or set TMPDIR to a folder that can be written to'
  if (code === 'ENOENT' || code === 'ENOTDIR') return helpForMissing(file)
  return code === 'EISDIR' ? 'name the files in it that are meant' : undefined
}

/** A reader that has had enough, as `head`: not an error. */
export const isClosedPipe = (error: unknown): boolean =>
  codeOf(error) === 'EPIPE' || codeOf(error) === 'ERR_STREAM_DESTROYED'

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const isSystem = /^E[A-Z0-9]+$/.test(error.code) || /^(Z_|ZSTD_|ERR_STREAM_|ERR_FS_)/.test(error.code)
  return isSystem ? error.code : null
}

function described(error: unknown): string {
  const number = error instanceof Error && 'errno' in error ? Number(error.errno) : Number.NaN
  return getSystemErrorMap().get(number)?.[1] ?? codeOf(error) ?? 'unreadable'
}
