import type { Problem, Result } from '../../model/index.js'
import type { Container, TraceFormat } from './formats/format.js'
import type { Head } from './head.js'

/** What messages call what a file's rows are in. */
export const containerNames: Readonly<Record<Container, string>> = {
  json: 'JSON Lines',
  table: 'CSV',
  log: 'an access log',
  parquet: 'Parquet',
}

/** Why a file is not read: a problem that has yet to be told which file. */
type Why = Omit<Problem, 'pointer' | 'message'> & { readonly message: (name: string) => string }

/** Refuses a file by its name. */
export const refuse = (name: string, { message, ...rest }: Why): Result<never> => ({
  ok: false,
  problems: [{ pointer: '', message: message(name), ...rest }],
})

export const howToName = 'give the file the name of what it is, or say what it is by --format'

export const unlike = ({ looksLike, help }: { looksLike: string; help: string }, called: string): Why => ({
  code: 'wrong_format',
  message: (name) => `this looks like ${looksLike}, not ${called}: ${name}`,
  help,
})

export const zstdMissing: Why = {
  code: 'unsupported_compression',
  message: (name) => `this Node cannot unpack zstd: ${name}`,
  help: 'Node 22.15 and later can; or unpack it on the way: zstd -dc <file> | oncue simulate --trace - …',
}

export const parquetMissing: Why = {
  code: 'unsupported_format',
  message: (name) => `nothing here reads Parquet: ${name}`,
  help: 'npm install @duckdb/node-api',
}

export function otherColumns({ name: format }: TraceFormat, { row }: Head): Why {
  const columns = Object.keys(row ?? {}).filter((column) => column !== '')
  const some = columns
    .slice(0, 8)
    .map((column) => JSON.stringify(column))
    .join(', ')
  return {
    code: 'wrong_format',
    message: (name) => `this is no table of ${format}: ${name}`,
    help:
      columns.length === 0
        ? 'its first line names no columns: is there a header?'
        : `its columns are ${some}${columns.length > 8 ? ', …' : ''}: read it with --format csv and --map`,
  }
}
