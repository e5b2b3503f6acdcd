import { StoreFailure, StoreUnavailable } from '../failure.js'

/** An error of either driver; `code` is Postgres's SQLSTATE, or the system's name where there was no connection. */
interface SqlError extends Error {
  readonly code?: string
  readonly constraint?: string
}

const unique = '23505'

/** Whether a statement would have broken that unique constraint. */
export const breaks = (error: unknown, constraint: string): boolean =>
  isSqlError(error) && error.code === unique && error.constraint === constraint

/** Postgres took one of several changes that were in each other's way, and this was another. */
export const isLostRace = (error: unknown): boolean =>
  isSqlError(error) && (error.code === '40001' || error.code === '40P01')

/** How long to wait where nothing else is known: about as long as a database takes to start. */
const retryAfterMs = 1_000

/**
 * What a driver throws, in our words where somebody can do something about it: wait, or mend it. Neither message holds
 * a value or a password.
 *
 * @returns the error itself where it is anything else
 */
export function inWords(error: unknown): unknown {
  if (!isSqlError(error)) return error
  const code = error.code ?? ''
  const why = unavailable.find(([pattern]) => pattern.test(code))?.[1] ?? unspoken(error)
  if (why !== undefined) return new StoreUnavailable(`the database ${why}`, retryAfterMs, error)
  const [, what, help] = refusals.find(([pattern]) => pattern.test(code)) ?? []
  if (what === undefined || help === undefined) return error
  return new StoreFailure('refused', `the database ${what}: ${error.message}`, help, error)
}

const unavailable: readonly (readonly [RegExp, string])[] = [
  [/^57P0[123]$/, 'is starting or stopping'],
  [/^(08|ECONN|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENOENT)/, 'cannot be reached'],
  [/^53[13]00$/, 'has no room, or no connection left'],
  [/^53200$/, 'is out of memory'],
  [/^(57014|55P03)$/, 'took too long'],
  [/^25006$/, 'only reads for now'],
]

/** What node-postgres says without a code. */
function unspoken({ code, message }: SqlError): string | undefined {
  if (code !== undefined) return undefined
  if (/timeout/i.test(message)) return 'took too long'
  return /connection terminated|connection ended|not queryable/i.test(message) ? 'cannot be reached' : undefined
}

const refusals: readonly (readonly [RegExp, string, string])[] = [
  [/^28/, 'refuses the user', 'check the user and the password in the URL'],
  [/^3D000$/, 'is not there', 'create it, or name another in the URL'],
  [/^42501$/, 'lacks a right', 'let the user create the schema, or create its tables with one who may'],
]

const isSqlError = (error: unknown): error is SqlError => error instanceof Error
