import type * as Duckdb from '@duckdb/node-api'
import { DuckdbFailure, firstLine } from './failure.js'

export type DuckdbModule = typeof Duckdb

/**
 * Imports DuckDB when it is first needed. It is an optional peer of 70 MB that most traces never need, so nothing may
 * import it at start-up.
 *
 * @throws DuckdbFailure `missing`
 */
export async function loadDuckdb(
  importer: () => Promise<DuckdbModule> = () => import('@duckdb/node-api'),
): Promise<DuckdbModule> {
  try {
    return await importer()
  } catch (error) {
    throw isAbsent(error)
      ? new DuckdbFailure('missing', 'DuckDB is not installed', 'npm install @duckdb/node-api', error)
      : new DuckdbFailure('missing', `DuckDB cannot be loaded: ${firstLine(error)}`, reinstall, error)
  }
}

const reinstall = 'install it on the machine that runs it: npm install @duckdb/node-api'

/** The package itself; where it is its binary that is missing, Node names that one. */
const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /MODULE_NOT_FOUND$/.test(String(error.code)) && names(error.message)

const names = (message: string): boolean => message.includes("'@duckdb/node-api'")
