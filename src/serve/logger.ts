import { getSystemErrorMap } from 'node:util'
import { type Logger, pino } from 'pino'
import { formatInstant } from '../conditions/index.js'
import type { Instant } from '../model/index.js'
import { StoreFailure, StoreUnavailable } from '../store/failure.js'
import type { LogLevel } from './log-levels.js'

interface LoggerOptions {
  readonly level: LogLevel
  readonly now: () => Instant
  readonly stream: { readonly write: (line: string) => unknown }
}

/**
 * One JSON object a line: `level`, `time`, `pid`, `msg` and what belongs to it. Whoever calls it gives it neither a
 * secret nor anything of a profile: no id, no trait, no URL of a page.
 */
export const createLogger = ({ level, now, stream }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${formatInstant(now())}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  )

/** What can be said of an error: what it is and where, never the values that it was about. */
export function errorWords(error: unknown): Readonly<Record<string, string>> {
  // The store's own messages hold none.
  if (error instanceof StoreUnavailable || error instanceof StoreFailure) return { error: error.message }
  if (!(error instanceof Error)) return { error: typeof error }
  const where = error.stack?.split('\n').find((line) => /^\s+at /.test(line))
  return { error: systemWords(error) ?? error.name, ...(where === undefined ? {} : { where: where.trim() }) }
}

/** What the system calls it, without the path that its message has. */
function systemWords(error: Error): string | null {
  const [code, words] = ('errno' in error ? getSystemErrorMap().get(Number(error.errno)) : null) ?? []
  return code === undefined ? null : `${code}: ${words}`
}
